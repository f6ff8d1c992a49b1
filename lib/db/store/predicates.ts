import { and, type Column, eq, gt, inArray, isNull, lt, lte, ne, or, type SQL } from "drizzle-orm";
import { PASSCODE_TRIES } from "../../connection/passcode.ts";
import {
  hasEndedInVain,
  isUnderway,
  JOURNEY_STATES,
  type JourneyState,
  LINKING_LEASE_SECONDS,
  OPEN_STATES,
} from "../../journey/journey.ts";
import { OPEN_MS } from "../../link/link-life.ts";
import {
  connections,
  journeys,
  linkApprovals,
  linkTokens,
  linkViews,
  passcodes,
  sourceAccounts,
  webhookDeliveries,
  webhooks,
} from "../schema.ts";

/*
 * Rules of the core as conditions of a query, where the store has to find rows by them. Those of the feed are in
 * `feed-predicates.ts`. `predicates.test.ts` compares each with its rule, on random rows.
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

const isInState = (rule: (state: JourneyState) => boolean) => inArray(journeys.state, JOURNEY_STATES.filter(rule));

/** `isUnderway`, of a journey. */
export const isUnderwayJourney = isInState(isUnderway);

/** An account that Sage has, as far as is known here. */
export const isConnectedAmong = (accounts: { status: Column }) => eq(accounts.status, "connected");
export const isConnected = isConnectedAmong(sourceAccounts);
export const isNotConnected = ne(sourceAccounts.status, "connected");

/** `isLinked`. */
export const isLinked = eq(connections.status, "Linked");

/** `isSentTo`. */
export const isSentTo = eq(webhooks.disabled, false);

/** `isLost`. */
export const isLostDelivery = (before: Date) =>
  and(eq(webhookDeliveries.status, "pending"), lt(webhookDeliveries.nextAttemptAt, before));

const isUsable = ({ usedAt, expiresAt }: typeof linkTokens | typeof linkApprovals, now: Date) =>
  and(isNull(usedAt), gt(expiresAt, now));

/** `isUsable`. */
export const isUsableToken = (now: Date) => isUsable(linkTokens, now);
export const isUsableApproval = (now: Date) => isUsable(linkApprovals, now);

/** `isAlive`. */
export const isAliveView = (now: Date) => gt(linkViews.expiresAt, now);

/** `isLookedAt`. */
export const isLookedAt = (now: Date) => and(isAliveView(now), gt(linkViews.seenAt, new Date(now.getTime() - OPEN_MS)));

/** `isApprovable`. */
export const isApprovable = (now: Date) =>
  and(eq(journeys.state, "opened"), eq(journeys.kind, "onboard"), gt(journeys.expiresAt, now));

/** `isToldOn`. */
export const isToldOn = ({ createdAt }: { createdAt: Date }) =>
  and(
    or(
      gt(journeys.announcedAt, createdAt),
      isInState((state) => !hasEndedInVain(state)),
    ),
    gt(journeys.expiresAt, createdAt),
  );

/** `isTaken`. */
export const isTaken = eq(journeys.state, "linked");

/** `mayBeTaken`. */
export const mayBeTaken = or(isTaken, eq(journeys.ambiguous, true));

/** `isAwaited`, of an account beside a journey. */
export const isAwaited = (since: Date) =>
  and(mayBeTaken, eq(journeys.kind, "onboard"), gt(journeys.announcedAt, since), isNotConnected);

/** `isOffered`. */
export const isOffered = (since: Date) => and(gt(sourceAccounts.offeredAt, since), isNotConnected);
