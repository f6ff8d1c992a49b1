import { cache } from "react";
import type { Institution } from "../../institution/institution.ts";
import { readPreviewToken } from "../../institution/preview-token.ts";
import type { PageSnapshot, SnapshotAccount } from "../../journey/page-snapshot.ts";
import { isShown } from "../../logo/shown-logo.ts";
import { services } from "../../services.ts";
import type { Translate } from "../text/t.ts";

/** Every page of a journey that a preview shows, in the order in which people meet them. */
export const PREVIEWS = [
  "identify",
  "refused",
  "account",
  "several",
  "none",
  "review",
  "linked",
  "failed",
  "expired",
] as const;
export type Preview = (typeof PREVIEWS)[number];
export const previewNamed = (name: string): Preview | null => PREVIEWS.find((one) => one === name) ?? null;

/** The institution as its draft, or without one its last version, shows it. Null for a token that opens nothing. */
export const previewed = cache(async (token: string): Promise<Institution | null> => {
  const { previewKey, clock, brandings, institutions } = services();
  const institutionId = readPreviewToken(previewKey, token, clock());
  if (!institutionId) return null;
  const [institution, held] = await Promise.all([
    institutions.institution(institutionId),
    brandings.brandings(institutionId),
  ]);
  if (!institution || !held) return null;
  if (!held.draft) return institution;
  const { logo, ...content } = held.draft.branding;
  return { ...institution, ...content, hasLogo: await isShown(logo), brandVersion: held.draft.hash };
});

/** Made-up accounts: an ordinary one, one that is connected, and one that Sage does not take. */
const SAMPLE_ACCOUNTS = (
  [
    ["Business current account", "checking", "6819", "pending", true],
    ["Business savings", "savings", "6827", "connected", true],
    ["Equipment loan", "loan", "0118", "pending", false],
  ] as const
).map(
  ([name, type, lastFour, status, supported], index): SnapshotAccount => ({
    id: `sample-${index}`,
    name,
    type,
    lastFour,
    currency: "GBP",
    status,
    supported,
  }),
);

/** The content of a page in a journey without a user. */
export function samplePage(page: Preview, institution: Institution, t: Translate): PageSnapshot {
  const frame = { supportCode: "SAMP-LE22", secondsLeft: null, steps: 3, company: t("preview.company") };
  const identify = { ...frame, page: "identify", renewed: null, watched: false, again: false } as const;
  const account = { ...frame, page: "account", accounts: SAMPLE_ACCOUNTS, chosen: ["sample-0"] } as const;
  const outcome = { ...frame, page: "outcome", mayRetry: false, toTell: false } as const;
  switch (page) {
    case "identify":
      return identify;
    case "refused": {
      const text = t("identify.problems.refused", { tries: 4, institution: institution.name });
      return { ...identify, answer: { problems: [{ field: "connectionId", text }], values: {} } };
    }
    case "account":
    case "several":
      return { ...account, several: page === "several" };
    case "none":
      return { ...account, accounts: [], several: false };
    case "review":
      return { ...frame, page, accounts: SAMPLE_ACCOUNTS.slice(0, 1), reauth: false, changed: false };
    case "linked":
      return { ...outcome, outcome: "linked" };
    case "failed":
      return { ...outcome, outcome: "unreachable", mayRetry: true, toTell: true };
    case "expired":
      return { ...outcome, outcome: "expired" };
  }
}
