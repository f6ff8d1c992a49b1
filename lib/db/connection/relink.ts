import { eq } from "drizzle-orm";
import { connectionStep } from "../../connection/connection-step.ts";
import { isSharing } from "../../journey/progress.ts";
import type { Follow } from "../feed/follow.ts";
import type { Tell } from "../institution/outbox.ts";
import type { Witness } from "../journey/journey-store.ts";
import { connections } from "../schema.ts";
import { carryOut, connectionLife, ofConnection } from "./account-life.ts";

/**
 * Applies to a connection that its user has shared accounts, or authorised it again. An unlinked one may be linked
 * again.
 */
export const relinks =
  (clock: () => Date, tell: Tell, follow: Follow): Witness =>
  async (tx, { kind, connectionId, accountIds }, entry) => {
    if (!isSharing(entry) || !connectionId) return;
    // Not held: most are linked already, and their accounts' changes are not to wait for this journey.
    const connection = await connectionLife(tx, eq(connections.id, connectionId), "free");
    if (!connection) return;
    const now = clock();
    const stepped = connectionStep(connection, { type: "shared", kind, accountIds }, now);
    if (stepped.ok) await carryOut(tx, { tell, follow }, ofConnection(connection, stepped.value, now));
  };
