import type { World } from "../world.ts";
import type { Authorisation } from "./authorisation.ts";

/** The provider's /auth or /authrefresh address for one authorisation, with what Sage appends to it. */
export function authUrl(world: World, authorisation: Authorisation): URL {
  const { callbackUrls } = world.ledger.banks.get(authorisation.bankId) ?? {};
  if (!callbackUrls) throw new Error(`no bank ${authorisation.bankId}`);
  const reauth = authorisation.kind === "reauth";
  const url = new URL(reauth ? callbackUrls.reAuth : callbackUrls.auth);
  const account = world.ledger.bankAccounts.get(authorisation.bankAccountId ?? "");
  if (reauth && account) {
    const named = world.options.reauthBankAccount === "bankId" ? account.bankId : account.id;
    url.searchParams.set("bankaccount", named);
    url.searchParams.set("externalId", account.externalId);
  } else {
    url.searchParams.set("bank", authorisation.bankId);
  }
  url.searchParams.set(world.options.spelling, authorisation.id);
  url.searchParams.set("redirect_uri", authorisation.redirectUri);
  url.searchParams.set("state", authorisation.state);
  return url;
}

/** The sandbox's own address that a product opens in its frame. */
export function entryUrl(world: World, { landingId }: Authorisation): string {
  return `${world.origin}/api/v1/indirectsession/${landingId}`;
}
