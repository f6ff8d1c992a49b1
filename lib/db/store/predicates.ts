import { and, eq, gt, inArray, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { PASSCODE_TRIES } from "../../connection/passcode.ts";
import { ASK_FOR_USER_MS, DOUBLINGS } from "../../feed/pauses.ts";
import { LINKING_LEASE_SECONDS, OPEN_STATES } from "../../journey/journey.ts";
import { feeds, journeys, passcodes, pushOperations, statements } from "../schema.ts";

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

/** A push that has not come to its end, whatever it is called. */
export const isWaiting = isNull(pushOperations.completedAt);

/** The statement in flight of its account. */
export const isUnderway = isNull(statements.finishedAt);

/** `isAskDue`. */
export function isUserAskDue(now: Date): SQL | undefined {
  const pause = sql`${ASK_FOR_USER_MS / 1000} * power(2, least(${feeds.askedInVain}, ${DOUBLINGS})) * interval '1 second'`;
  const isTime = sql`coalesce(${feeds.reauthorisationAt}, 'epoch') + ${pause} <= ${now.toISOString()}::timestamptz`;
  return and(eq(feeds.reauthorisation, "required"), isTime);
}
