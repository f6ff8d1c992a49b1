import { isSupportedBySage, type SourceAccount } from "../connection/connection.ts";
import { masked } from "../connection/mask.ts";
import { ok, type Result, refuse } from "../result.ts";
import { change, changeAsSeen } from "./change.ts";
import type { Consent, Journey, LinkFailure, OpenedJourney } from "./journey.ts";
import type { AuthorisationOutcome, JourneyNeeds, SageProblem, SharedAccount } from "./ports.ts";
import { wayBack } from "./return-address.ts";
import { type StepRefusal, step } from "./step.ts";

export type LinkProblem =
  | StepRefusal
  | LinkFailure
  /** The journey is not the one that was shown any more: it has to be shown anew. */
  | "changed";

type Needs = Pick<JourneyNeeds, "journeys" | "connections" | "sage" | "clock">;

/**
 * Confirms the journey as it was shown: claims it, tells Sage `success` once, records the answer, and says where home is.
 * Of many confirmations at once only the claimant calls Sage (design §3 rule 7); one of a page that is out of date calls
 * nobody. No network call happens inside a transaction, and nothing that can fail stands between claim and call.
 * `shownVersion` is the journey's version on the page whose button was pressed.
 */
export async function linkAccounts(
  needs: Needs,
  journey: OpenedJourney,
  consent: Consent,
  shownVersion = journey.version,
): Promise<Result<string, LinkProblem>> {
  const home = wayBack(journey.returnAddress);
  if (journey.version !== shownVersion && step(journey, { type: "confirmed", consent }, needs.clock()).ok) {
    return refuse("changed");
  }
  const outcome = await successOf(needs, journey);
  if (!outcome) return refuse("changed");
  const detail = { consentVersion: consent.version, locale: consent.locale, accountIds: journey.accountIds };
  const entry = { type: "confirmed", actor: "user", detail } as const;
  const claim = await changeAsSeen(needs, journey, { type: "confirmed", consent }, entry);
  if (!claim.ok) return claim.problem === "finished" && (await isLinked(needs, journey)) ? ok(home) : claim;

  const answer = await needs.sage.authorise(journey.region, journey.authorisationId, outcome);
  const settled = await settle(needs, claim.value, answer, outcome.accounts?.length ?? 0);
  return settled === "linked" ? ok(home) : refuse(settled);
}

async function settle(
  needs: Needs,
  claimed: Journey,
  answer: Awaited<ReturnType<JourneyNeeds["sage"]["authorise"]>>,
  accounts: number,
): Promise<"linked" | LinkFailure> {
  if (answer.ok || (answer.problem.code === "already-used" && claimed.ambiguous)) {
    const detail = { answer: answer.ok ? "taken" : "already-used", accounts };
    await change(needs, claimed, { type: "delivered" }, { type: "linked", actor: "sage", detail });
    return "linked";
  }
  const failure = failureOf(answer.problem);
  const ambiguous = answer.problem.code === "unreachable" && answer.problem.ambiguous;
  const detail = { failure, ambiguous, answer: answer.problem.detail };
  await change(
    needs,
    claimed,
    { type: "link-failed", failure, ambiguous },
    { type: "link-failed", actor: "sage", detail },
  );
  return failure;
}

async function isLinked(needs: Needs, journey: OpenedJourney) {
  return (await needs.journeys.byAuthorisation(journey.authorisationId))?.state === "linked";
}

function failureOf(problem: SageProblem): LinkFailure {
  if (problem.code === "unreachable") return "sage-unreachable";
  return problem.code === "already-used" ? "sage-expired" : "sage-refused";
}

type Success = Extract<AuthorisationOutcome, { status: "success" }>;

/**
 * What Sage is told: the chosen accounts and those connected already, so that it never sees one withdrawn; in a
 * re-authorisation the status alone. Null when a chosen account is not there any more.
 */
async function successOf({ connections }: Needs, journey: OpenedJourney): Promise<Success | null> {
  if (journey.kind === "reauth" || !journey.connectionId) return { status: "success", accounts: null };
  const [connection, all] = await Promise.all([
    connections.connection(journey.institutionId, journey.connectionId),
    connections.accounts(journey.institutionId, journey.connectionId),
  ]);
  const supported = all.filter(isSupportedBySage);
  const chosen = supported.filter(({ id }) => journey.accountIds.includes(id));
  if (!connection || chosen.length === 0 || chosen.length < journey.accountIds.length) return null;
  const shared = supported.filter((account) => chosen.includes(account) || account.status === "connected");
  const numbers = await connections.numbers(
    journey.institutionId,
    shared.map(({ id }) => id),
  );
  return { status: "success", accounts: shared.map((one) => asShared(one, connection.companyId, numbers.get(one.id))) };
}

function asShared(
  account: SourceAccount,
  bankIdentifier: string,
  numbers: { accountNumber: string; branchCode: string | null } | undefined,
): SharedAccount {
  if (!numbers) throw new Error("a source account without its numbers");
  return {
    externalId: account.id,
    name: `${account.name} ${masked(account.lastFour)}`,
    bankIdentifier,
    branchIdentifier: numbers.branchCode,
    accountIdentifier: numbers.accountNumber,
  };
}
