import { and, eq, gt, inArray, isNull, lt, lte, or, type SQL } from "drizzle-orm";
import { PASSCODE_TRIES } from "../../connection/passcode.ts";
import { LINKING_LEASE_SECONDS, OPEN_STATES } from "../../journey/journey.ts";
import { journeys, passcodes } from "../schema.ts";

/*
 * Rules of the core as conditions of a query, where the store has to find rows by them. `predicates.test.ts` compares each with its
 * rule, on random rows.
 */

/** `passcodeState` is *alive*. */
export const isLivePasscode = (now: Date): SQL | undefined =>
  and(
    isNull(passcodes.redeemedAt),
    isNull(passcodes.revokedAt),
    gt(passcodes.expiresAt, now),
    lt(passcodes.failures, PASSCODE_TRIES),
  );

/** `hasExpired`. */
export function isExpiredJourney(now: Date): SQL | undefined {
  const leaseEnd = new Date(now.getTime() - LINKING_LEASE_SECONDS * 1000);
  const isAbandoned = and(eq(journeys.state, "linking"), lt(journeys.linkingSince, leaseEnd));
  return and(or(inArray(journeys.state, OPEN_STATES), isAbandoned), lte(journeys.expiresAt, now));
}
