import { z } from "zod";
import { availableAccounts } from "#lib/connection/available-accounts.ts";
import { services } from "#lib/services.ts";
import { sageDoor, sageError } from "#lib/web/sage/sage-door.ts";

const Query = z.object({ externalId: z.string().min(1).max(255) });

/** Sage asks, for multi-account linking, which accounts share an authorisation with one that is linked. */
export const GET = sageDoor(async (request) => {
  const query = Query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) return sageError(400, "ValidationError", "externalId is required, once.", "externalId");
  const accounts = await availableAccounts(services(), query.data.externalId.toLowerCase());
  return accounts ? Response.json(accounts) : sageError(404, "NotFoundError", "No account has this externalId.");
});
