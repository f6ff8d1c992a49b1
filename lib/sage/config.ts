import type { Region } from "../institution/institution.ts";

/** Where one of Sage's clusters is, and what Sage issued for it. */
export type SageRegionConfig = {
  apiUrl: string;
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  audience: string;
  apiKey: string;
};

export type SageConfig = Partial<Record<Region, SageRegionConfig>>;
