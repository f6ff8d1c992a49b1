import { isSupportedBySage, type SourceAccount } from "../connection/connection.ts";
import { masked } from "../connection/mask.ts";
import { ok, type Result, refuse } from "../result.ts";
import { change } from "./change.ts";
import type { Consent, LinkFailure, OpenedJourney } from "./journey.ts";
import type { AuthorisationOutcome, JourneyNeeds, SageProblem, SharedAccount } from "./ports.ts";
import { wayBack } from "./return-address.ts";
import type { StepRefusal } from "./step.ts";

export type LinkProblem = StepRefusal | LinkFailure;

type Needs = Pick<JourneyNeeds, "journeys" | "connections" | "sage" | "clock">;

/**
 * Confirms the journey: claims it, tells Sage `success` once, records the answer, and says where home is. Of many
 * confirmations at once only the claimant calls Sage (design §3 rule 7). No network call happens inside a transaction.
 */
export async function linkAccounts(
  needs: Needs,
  journey: OpenedJourney,
  consent: Consent,
): Promise<Result<string, LinkProblem>> {
  const home = wayBack(journey.returnAddress);
  const claim = await change(
    needs,
    journey,
    { type: "confirmed", consent },
    {
      type: "confirmed",
      actor: "user",
      detail: { consentVersion: consent.version, locale: consent.locale, accountIds: journey.accountIds },
    },
  );
  if (!claim.ok) return claim.problem === "finished" && (await isLinked(needs, journey)) ? ok(home) : claim;

  const claimed = claim.value;
  const outcome = await successOf(needs, { ...journey, ...claimed } as OpenedJourney);
  const answer = await needs.sage.authorise(journey.region, journey.authorisationId, outcome);
  if (answer.ok || (answer.problem.code === "already-used" && claimed.ambiguous)) {
    const detail = {
      answer: answer.ok ? "taken" : "already-used",
      accounts: outcome.status === "success" ? outcome.accounts?.length : 0,
    };
    await change(needs, claimed, { type: "delivered" }, { type: "linked", actor: "sage", detail });
    return ok(home);
  }
  const failure = failureOf(answer.problem);
  const ambiguous = answer.problem.code === "unreachable" && answer.problem.ambiguous;
  await change(
    needs,
    claimed,
    { type: "link-failed", failure, ambiguous },
    {
      type: "link-failed",
      actor: "sage",
      detail: { failure, ambiguous, answer: answer.problem.detail },
    },
  );
  return refuse(failure);
}

async function isLinked(needs: Needs, journey: OpenedJourney) {
  return (await needs.journeys.byAuthorisation(journey.authorisationId))?.state === "linked";
}

function failureOf(problem: SageProblem): LinkFailure {
  if (problem.code === "unreachable") return "sage-unreachable";
  return problem.code === "already-used" ? "sage-expired" : "sage-refused";
}

/**
 * What Sage is told: the chosen accounts and those connected already, so that it never sees one withdrawn; in a
 * re-authorisation the status alone.
 */
async function successOf({ connections }: Needs, journey: OpenedJourney): Promise<AuthorisationOutcome> {
  if (journey.kind === "reauth" || !journey.connectionId) return { status: "success", accounts: null };
  const [connection, all] = await Promise.all([
    connections.connection(journey.institutionId, journey.connectionId),
    connections.accounts(journey.institutionId, journey.connectionId),
  ]);
  if (!connection) throw new Error("the identified connection is gone");
  const shared = all.filter(
    (a) => (journey.accountIds.includes(a.id) || a.status === "connected") && isSupportedBySage(a),
  );
  const numbers = await connections.numbers(
    journey.institutionId,
    shared.map(({ id }) => id),
  );
  const accounts = shared.map((account) => asShared(account, connection.companyId, numbers.get(account.id)));
  return { status: "success", accounts };
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
