import { ok, type Result, refuse } from "../result.ts";
import type { Branding, BrandingStore, BrandingVersion } from "./branding.ts";
import { repairAccent } from "./contrast.ts";
import type { InstitutionStore } from "./institution.ts";

type Needs = { brandings: BrandingStore; institutions: Pick<InstitutionStore, "forget"> };
export type Published = BrandingVersion & { branding: Branding };

/**
 * Makes an institution's draft what its pages show. An accent that is too faint against its background is replaced by
 * the nearest readable one. So unreadable text is never published.
 */
export async function publishBranding(
  { brandings, institutions }: Needs,
  institutionId: string,
  revision: number | null,
): Promise<Result<Published, "no-draft" | "stale">> {
  const held = await brandings.brandings(institutionId);
  if (!held?.draft) return refuse("no-draft");
  if (revision !== null && held.draft.revision !== revision) return refuse("stale");
  const branding = readable(held.draft.branding);
  const version = await brandings.publish(institutionId, branding, { draftRevision: held.draft.revision });
  institutions.forget(institutionId);
  return version === "stale" ? refuse("stale") : ok({ ...version, branding });
}

const readable = ({ accent, ...rest }: Branding): Branding => ({
  ...rest,
  accent: { light: repairAccent("light", accent.light), dark: repairAccent("dark", accent.dark) },
});

/** Makes what an earlier version showed the next version; a draft stays. */
export async function restoreBranding(
  { brandings, institutions }: Needs,
  institutionId: string,
  number: number,
): Promise<Result<Published, "no-version">> {
  const held = await brandings.version(institutionId, number);
  if (!held) return refuse("no-version");
  // An institution's first look was never published, and may be too faint.
  const branding = readable(held);
  const version = await brandings.publish(institutionId, branding, { restored: number });
  institutions.forget(institutionId);
  return version === "stale" ? refuse("no-version") : ok({ ...version, branding });
}
