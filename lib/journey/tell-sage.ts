import { isSupportedBySage, type SourceAccount } from "../connection/connection.ts";
import { masked } from "../connection/mask.ts";
import { change } from "./change.ts";
import type { Journey, LinkFailure, OpenedJourney } from "./journey.ts";
import type { AuthorisationOutcome, JourneyNeeds, SageProblem, SharedAccount } from "./ports.ts";

type Needs = Pick<JourneyNeeds, "journeys" | "connections" | "clock">;

type Linking = Pick<OpenedJourney, "kind" | "institutionId" | "connectionId" | "accountIds">;
type Success = Extract<AuthorisationOutcome, { status: "success" }>;

/**
 * The report to Sage: the chosen accounts and those connected already, so that Sage never sees one withdrawn. In a
 * re-authorisation it is the status alone. Null when a chosen account is not there any more.
 */
export async function successOf(
  { connections }: Pick<Needs, "connections">,
  journey: Linking,
): Promise<Success | null> {
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

/** Records what Sage answered to a claimed journey: linked, or why not. */
export async function recordSageAnswer(
  needs: Needs,
  claimed: Journey,
  answer: Awaited<ReturnType<JourneyNeeds["sage"]["authorise"]>>,
  accounts: number,
): Promise<"linked" | LinkFailure> {
  const problem = answer.ok ? null : answer.problem;
  const mayBeOurs = claimed.ambiguous || (problem !== null && "ambiguous" in problem && problem.ambiguous);
  const isUsed = problem?.code === "already-used" && mayBeOurs;
  if (problem === null || isUsed) {
    const detail = isUsed
      ? { answer: "already-used", accounts, sageAnswer: problem.sageAnswer }
      : { answer: "taken", accounts };
    await change(needs, claimed, { type: "delivered" }, { type: "linked", actor: "sage", detail });
    return "linked";
  }
  const failure = failureOf(problem, mayBeOurs);
  const ambiguous = mayBeOurs && problem.code !== "refused";
  const { sageAnswer } = problem;
  const detail = { failure, ambiguous, answer: problem.detail, sageAnswer };
  const event = { type: "link-failed", failure, ambiguous, sageAnswer } as const;
  await change(needs, claimed, event, { type: "link-failed", actor: "sage", detail });
  return failure;
}

/** After an unanswered try, only Sage's own statement of how the authorisation ended shows the outcome. */
function failureOf({ code }: SageProblem, mayBeOurs: boolean): LinkFailure {
  if (code === "refused") return "sage-refused";
  if (code === "unreachable" || (code === "closed" && mayBeOurs)) return "sage-unreachable";
  return "sage-expired";
}
