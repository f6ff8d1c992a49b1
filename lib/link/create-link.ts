import type { Locale } from "../institution/institution.ts";
import type { Clock } from "../ports.ts";
import { hashLink, mintLinkToken } from "./link-token.ts";
import type { LinkStore } from "./ports.ts";

/** From the request that makes a link to the moment its page is opened. */
export const LINK_MINUTES = 5;

/** Makes a token that opens the link page of one connection, once, within five minutes. The token is in the answer and nowhere else. */
export async function createLink(
  { links, clock, linkKey }: { links: LinkStore; clock: Clock; linkKey: Uint8Array },
  { institutionId, connectionId, locale }: { institutionId: string; connectionId: string; locale: Locale | null },
): Promise<{ token: string; expiresAt: Date }> {
  const expiresAt = new Date(clock().getTime() + LINK_MINUTES * 60_000);
  const token = mintLinkToken(linkKey, expiresAt);
  await links.addToken(hashLink(token), { institutionId, connectionId, locale, expiresAt });
  return { token, expiresAt };
}
