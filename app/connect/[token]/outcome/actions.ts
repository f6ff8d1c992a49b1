"use server";

import { linkAccounts } from "#lib/journey/link-accounts.ts";
import { paths } from "#lib/paths.ts";
import { services } from "#lib/services.ts";
import { contextOf } from "#lib/web/journey/form-action.ts";
import { moveOn } from "#lib/web/journey/move-on.ts";

/** Asks Sage again with the choice and the consent that are kept. */
export async function retry(token: string) {
  const { journey, grant } = await contextOf("outcome", token);
  if (!journey.consent || grant !== "identified") moveOn(paths.connect.journey(token));
  const linked = await linkAccounts(services(), journey, journey.consent);
  moveOn(linked.ok ? linked.value : paths.connect.outcome(token));
}
