import type { Bank, Locale } from "../institution/institution.ts";
import { ok, type Result, refuse } from "../result.ts";
import { announcedJourney } from "./announced-journey.ts";
import type { Journey, JourneyKind } from "./journey.ts";
import type { JourneyNeeds } from "./ports.ts";
import { parseReturnAddress, type ReturnProblem, type ReturnRules } from "./return-address.ts";
import { type StepRefusal, step } from "./step.ts";
import { hashToken, mintToken } from "./token.ts";

export type Arrival = {
  kind: JourneyKind;
  authorisationId: string;
  redirectUri: string;
  state: string;
  /** Sage's bank id, where the call names one. */
  bankId: string | null;
  /** In a re-authorisation: our source account's id, and Sage's for the same account; one is enough. */
  externalId: string | null;
  sageBankAccountId: string | null;
  locale: Locale | null;
};

export type ArrivalProblem =
  | ReturnProblem
  | StepRefusal
  | "not-announced"
  | "too-many-visits"
  | "bank-unknown"
  | "account-unknown";

type Needs = Pick<JourneyNeeds, "journeys" | "institutions" | "connections" | "notifications" | "clock"> & {
  returnRules: ReturnRules;
  /** Asked before waiting for an unknown authorisation; false rejects the visit at once. */
  mayWait: () => Promise<boolean>;
  /** Resolves after a short pause; the notification and the arrival are two calls that race. */
  pause: () => Promise<void>;
};

/** Pauses before an unknown authorisation is refused; with 250 ms each, 3 seconds in all. */
const PATIENCE = 12;

/**
 * Lets a visit from Sage in. Sage must have announced the authorisation in the last 20 minutes, and the return URL must
 * be Sage's. Both are bound from now on. Answers a fresh token for the journey's pages.
 */
export async function openJourney(needs: Needs, arrival: Arrival): Promise<Result<string, ArrivalProblem>> {
  const back = parseReturnAddress(arrival.redirectUri, arrival.state, needs.returnRules);
  if (!back.ok) return back;
  let journey = await announcedJourney(needs, arrival.authorisationId);
  if (!journey) {
    if (!(await needs.mayWait())) return refuse("too-many-visits");
    journey = await awaitAnnouncement(needs, arrival.authorisationId);
  }
  // Three rounds: two visits of one authorisation at once change the journey under each other at most once each.
  for (let round = 0; journey && round < 3; round++) {
    const target = await resolveTarget(needs, arrival, journey);
    if (!target.ok) return target;
    const { bank, accountIds } = target.value;
    const after = step(
      journey,
      {
        type: "opened",
        kind: arrival.kind,
        institutionId: bank.institutionId,
        bankId: bank.id,
        region: bank.region,
        returnAddress: back.value,
        accountIds,
        locale: arrival.locale,
      },
      needs.clock(),
    );
    if (!after.ok) return after;
    const saved = after.value === journey || (await needs.journeys.save(journey, after.value, entryFor(arrival, bank)));
    if (saved) {
      const token = mintToken();
      await needs.journeys.addToken(journey.id, hashToken(token), "arrival");
      return ok(token);
    }
    journey = await needs.journeys.byAuthorisation(arrival.authorisationId);
  }
  return refuse("not-announced");
}

async function awaitAnnouncement(needs: Needs, authorisationId: string): Promise<Journey | null> {
  for (let pauses = 0; ; pauses++) {
    const journey = await announcedJourney(needs, authorisationId);
    if (journey || pauses === PATIENCE) return journey;
    await needs.pause();
  }
}

type Target = { bank: Bank; accountIds: readonly string[] };

async function resolveTarget(
  needs: Needs,
  arrival: Arrival,
  journey: Journey,
): Promise<Result<Target, ArrivalProblem>> {
  // The notification came with a secret, the query did not: where both name a bank they must agree.
  const account = arrival.kind === "reauth" ? await accountOf(needs, arrival) : null;
  // Only what is linked can be renewed; the page names it, masked, before anybody has identified.
  if (arrival.kind === "reauth" && account?.status !== "connected") return refuse("account-unknown");
  if (arrival.kind === "onboard" && journey.bankId && arrival.bankId && journey.bankId !== arrival.bankId)
    return refuse("bank-unknown");
  const bankId = journey.bankId ?? (account ? account.sageBankId : arrival.bankId);
  const bank = bankId ? await needs.institutions.bank(bankId) : null;
  if (!bank) return refuse("bank-unknown");
  if (account && account.institutionId !== bank.institutionId) return refuse("account-unknown");
  return ok({ bank, accountIds: account ? [account.id] : [] });
}

async function accountOf({ connections }: Needs, { externalId, sageBankAccountId }: Arrival) {
  if (externalId) return connections.accountById(externalId);
  return sageBankAccountId ? connections.accountBySageId(sageBankAccountId) : null;
}

const entryFor = (arrival: Arrival, bank: Bank) =>
  ({
    type: "opened",
    actor: "user",
    detail: {
      kind: arrival.kind,
      region: bank.region,
      returnHost: new URL(arrival.redirectUri).host,
      locale: arrival.locale,
    },
  }) as const;
