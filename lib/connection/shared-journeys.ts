import type { Journey } from "../journey/journey.ts";
import type { AccountLife, ConnectionLife } from "./account-life.ts";
import type { SourceAccountStatus } from "./connection.ts";

/** A journey of which Sage took, or may have taken, what its user shared. */
export type SharedJourney = Pick<Journey, "id" | "state" | "kind" | "accountIds" | "bankId" | "announcedAt"> & {
  confirmedAt: Date | null;
  linkedAt: Date | null;
  connectedAt: Date | null;
};

export const isTaken = ({ state }: Pick<Journey, "state">) => state === "linked";

/** One of which we never learnt whether Sage took it may be the one that led to what Sage says now. */
export const mayBeTaken = (journey: Pick<Journey, "state" | "ambiguous">) => isTaken(journey) || journey.ambiguous;

const sharedAt = ({ linkedAt, confirmedAt, announcedAt }: SharedJourney) => linkedAt ?? confirmedAt ?? announcedAt;

/** What the journeys of an account's connection say of the account. */
export function sharedBy(
  journeys: readonly SharedJourney[],
  accountId: string,
): Pick<AccountLife, "sharedAt" | "journey"> {
  const its = journeys.filter(({ accountIds }) => accountIds.includes(accountId));
  const last = newest(its.filter(isTaken), ({ announcedAt }) => announcedAt);
  return { sharedAt: latest(its), journey: last && { id: last.id, connectedAt: last.connectedAt } };
}

/** What the journeys of a connection say of the connection. */
export function authorisedBy(
  journeys: readonly SharedJourney[],
): Pick<ConnectionLife, "reauthorisedAt" | "lastBankId"> {
  const last = newest(journeys.filter(isTaken), ({ announcedAt }) => announcedAt);
  return {
    reauthorisedAt: latest(journeys.filter(({ kind }) => kind === "reauth")),
    lastBankId: last?.bankId ?? null,
  };
}

function latest(journeys: readonly SharedJourney[]) {
  const last = newest(journeys, sharedAt);
  return last && sharedAt(last);
}

const newest = (journeys: readonly SharedJourney[], at: (journey: SharedJourney) => Date) =>
  journeys.reduce<SharedJourney | null>((last, one) => (last && at(last) >= at(one) ? last : one), null);

type Unheard = { status: SourceAccountStatus };

/** True of an account that Sage was told of in a journey, and of which nothing was heard since. */
export const isAwaited = (
  journey: Pick<Journey, "state" | "ambiguous" | "kind" | "announcedAt">,
  { status }: Unheard,
  since: Date,
) => mayBeTaken(journey) && journey.kind === "onboard" && journey.announcedAt > since && status !== "connected";

/** True of an account that Sage was told of among those beside a connected one, and of which nothing was heard. */
export const isOffered = ({ status, offeredAt }: Unheard & { offeredAt: Date | null }, since: Date) =>
  offeredAt !== null && offeredAt > since && status !== "connected";
