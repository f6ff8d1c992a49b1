export const REGIONS = ["eu", "us"] as const;
/** Sage's two clusters; banks, credentials and hosts are separate in each. */
export type Region = (typeof REGIONS)[number];

export const LOCALES = ["en", "fr"] as const;
export type Locale = (typeof LOCALES)[number];

/** How many accounts one journey may connect: the person picks one, picks several, or all are taken without asking. */
export type AccountChoice = "one" | "several" | "all";

/** A link under the Connection ID box that says where the ID is found; one per language. */
export type CallToAction = { text: string; url: string };

export type Institution = {
  id: string;
  name: string;
  accent: { light: string; dark: string };
  hasLogo: boolean;
  /** Changes whenever name, colours or logo do, so that their addresses can be cached for ever. */
  brandVersion: string;
  accountChoice: AccountChoice;
  help: Partial<Record<Locale, string>>;
  callToAction: Partial<Record<Locale, CallToAction>>;
  passcodeMinutes: number | null;
} & InstitutionSettings;

/** How an institution's own web app works together with our pages. */
export type InstitutionSettings = {
  /** Where users are handed to when that app signs them in; null: they type a one-time password. */
  authorizationRedirectUrl: string | null;
  /** Origins whose pages may show the link page in a frame. */
  linkOrigins: readonly string[];
  /** Where its days are, by IANA's name of the time zone; null: a day has begun when it has anywhere. */
  timeZone: string | null;
  /** Takes no transaction that is older than the newest accepted; else late ones are, for a fortnight. */
  strictOrder: boolean;
};

/** An institution's entry in Sage's list, known by Sage's bank id; one per region. */
export type Bank = { id: string; institutionId: string; region: Region; name: string };

export type Logo = { contentType: "image/svg+xml" | "image/png"; bytes: Uint8Array };

export interface InstitutionStore {
  bank(bankId: string): Promise<Bank | null>;
  institution(institutionId: string): Promise<Institution | null>;
  logo(institutionId: string): Promise<Logo | null>;
  /** Forgets an institution, so that the next read asks the store. */
  forget(institutionId: string): void;
  /** False when there is no such institution. */
  saveSettings(institutionId: string, settings: InstitutionSettings): Promise<boolean>;
}
