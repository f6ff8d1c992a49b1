import { randomUUID } from "node:crypto";
import type { World } from "../world.ts";
import type { Authorisation } from "./authorisation.ts";
import type { NotificationAttempt } from "./notification.ts";
import { notify } from "./send-notification.ts";

type Beginning = Pick<
  Authorisation,
  "kind" | "bankId" | "bankAccountId" | "locale" | "product" | "owner" | "startedBy"
>;

interface Started {
  authorisation: Authorisation;
  notificationStatus: NotificationAttempt["answer"] | null;
}

/** Begins one Connect Bank: mints its ids and tells the provider before any browser is sent there. */
export async function startAuthorisation(world: World, beginning: Beginning): Promise<Started> {
  const { ledger, options, clock } = world;
  const id = randomUUID();
  const landingId = randomUUID();
  const authorisation: Authorisation = {
    ...beginning,
    id,
    landingId,
    state: options.stateMode === "equal" ? id : randomUUID(),
    redirectUri: `${world.origin}${landingPath(options.redirectStyle, landingId)}`,
    createdAt: clock.now(),
    expiresAt: clock.now() + options.authorisationMinutes * 60_000,
    status: "created",
    accounts: [],
    attended: false,
    landings: 0,
    choice: null,
    patchCalls: [],
    authCalls: [],
    remarks: [],
  };
  ledger.authorisations.set(id, authorisation);
  ledger.landings.set(landingId, authorisation);
  const notificationStatus = await notify(world, { kind: "authorisation", id, bankId: beginning.bankId });
  return { authorisation, notificationStatus };
}

function landingPath(style: "path" | "query", landingId: string): string {
  return style === "path" ? `/api/v1/indirectredirect/${landingId}` : `/banking/return?session=${landingId}`;
}
