import { randomUUID } from "node:crypto";
import type { Locale } from "../institution/institution.ts";
import type { Clock } from "../ports.ts";
import { hashLink, judgeLinkToken, mintViewSecret } from "./link-token.ts";
import type { LinkStore } from "./ports.ts";

/** How long an opened page works before its link must be opened again. */
const VIEW_MINUTES = 60;

type Needs = { links: LinkStore; clock: Clock; linkKey: Uint8Array };

/**
 * Exchanges a link token for a view, once. The answer is the view's secret, which belongs in the page's body and in no
 * address. Null for a token that is forged, used or expired.
 */
export async function openLink(
  { links, clock, linkKey }: Needs,
  token: string,
  visitor: string,
  asked: Locale | null = null,
): Promise<string | null> {
  const now = clock();
  if (judgeLinkToken(linkKey, token, now) !== "good") return null;
  const secret = mintViewSecret();
  const expiresAt = new Date(now.getTime() + VIEW_MINUTES * 60_000);
  const view = { id: randomUUID(), hash: hashLink(secret), visitor, expiresAt, asked };
  return (await links.exchange(hashLink(token), view)) ? secret : null;
}

/** Whose page a link token leads to, whatever became of the token since; null for one that is not ours. */
export async function linkOwner({ links, clock, linkKey }: Needs, token: string): Promise<string | null> {
  return judgeLinkToken(linkKey, token, clock()) === "forged" ? null : links.institutionOf(hashLink(token));
}
