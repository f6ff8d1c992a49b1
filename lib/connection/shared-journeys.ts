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

/** Sage may have taken one with an unknown outcome, and may now report its result. */
export const mayBeTaken = (journey: Pick<Journey, "state" | "ambiguous">) => isTaken(journey) || journey.ambiguous;

const sharedAt = ({ linkedAt, confirmedAt, announcedAt }: SharedJourney) => linkedAt ?? confirmedAt ?? announcedAt;

/** The account's facts in the journeys of its connection. */
export function sharedBy(
  journeys: readonly SharedJourney[],
  accountId: string,
): Pick<AccountLife, "sharedAt" | "journey"> {
  const its = journeys.filter(({ accountIds }) => accountIds.includes(accountId));
  const last = newest(its.filter(isTaken), ({ announcedAt }) => announcedAt);
  return { sharedAt: latest(its), journey: last && { id: last.id, connectedAt: last.connectedAt } };
}

/** The connection's facts in its journeys. */
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

/** True of an account that was sent to Sage in a journey, and that Sage has not reported since. */
export const isAwaited = (
  journey: Pick<Journey, "state" | "ambiguous" | "kind" | "announcedAt">,
  { status }: Unheard,
  since: Date,
) => mayBeTaken(journey) && journey.kind === "onboard" && journey.announcedAt > since && status !== "connected";

/** True of an account sent to Sage among those beside a connected one, which Sage has not reported. */
export const isOffered = ({ status, offeredAt }: Unheard & { offeredAt: Date | null }, since: Date) =>
  offeredAt !== null && offeredAt > since && status !== "connected";
