import { isSupportedBySage } from "../connection/connection.ts";
import type { Bank } from "../institution/institution.ts";
import { ok, type Result, refuse } from "../result.ts";
import { announcedJourney } from "./announced-journey.ts";
import { change } from "./change.ts";
import type { Journey, LinkFailure } from "./journey.ts";
import type { JourneyNeeds } from "./ports.ts";
import type { StepRefusal } from "./step.ts";
import { recordSageAnswer, successOf } from "./tell-sage.ts";

export type AuthoriseProblem =
  | StepRefusal
  | LinkFailure
  | "connection-unknown"
  /** Sage announced no such authorisation, or not for a bank of this institution: one answer. */
  | "not-announced"
  /** The connection has no account that Sage takes. */
  | "no-accounts";

type Needs = Pick<JourneyNeeds, "journeys" | "connections" | "institutions" | "notifications" | "sage" | "clock">;
type Home = { institutionId: string; companyId: string; connectionId: string };
type Authorisation = { authorisationId: string; bankId: string | null };

/**
 * Shares all accounts of a connection with Sage under an authorisation whose user the institution has signed in itself.
 * Sage must have announced the authorisation for one of the institution's banks, and it is used once. Among many calls
 * at once only the claimant calls Sage. A call that repeats a finished one gets its answer.
 */
export async function authoriseConnection(
  needs: Needs,
  home: Home,
  { authorisationId, bankId }: Authorisation,
): Promise<Result<null, AuthoriseProblem>> {
  const { institutionId, connectionId } = home;
  const connection = await needs.connections.connection(institutionId, connectionId);
  if (connection?.companyId !== home.companyId) return refuse("connection-unknown");
  const journey = await announcedJourney(needs, authorisationId);
  const bank = journey ? await bankOf(needs, journey, bankId) : null;
  if (!journey || bank?.institutionId !== institutionId) return refuse("not-announced");
  if (isDone(journey, connectionId)) return ok(null);

  const accounts = (await needs.connections.accounts(institutionId, connectionId)).filter(isSupportedBySage);
  const all = accounts.map(({ id }) => id);
  // A re-authorisation is for one account, which must be of this connection.
  if (journey.kind === "reauth" && !journey.accountIds.every((id) => all.includes(id))) return refuse("not-announced");
  const accountIds = journey.kind === "reauth" ? journey.accountIds : all;
  const outcome = await successOf(needs, { kind: journey.kind, institutionId, connectionId, accountIds });
  if (!outcome) return refuse("no-accounts");

  const claim = await change(
    needs,
    journey,
    { type: "authorised", institutionId, bankId: bank.id, region: bank.region, connectionId, accountIds },
    { type: "authorised", actor: "institution", detail: { connectionId, accountIds } },
  );
  if (!claim.ok) {
    const current = claim.problem === "finished" ? await needs.journeys.byAuthorisation(authorisationId) : null;
    return current && isDone(current, connectionId) ? ok(null) : claim;
  }
  const answer = await needs.sage.authorise(bank.region, authorisationId, outcome);
  const settled = await recordSageAnswer(needs, claim.value, answer, outcome.accounts?.length ?? 0);
  return settled === "linked" ? ok(null) : refuse(settled);
}

const isDone = (journey: Journey, connectionId: string) =>
  journey.state === "linked" && journey.consent === null && journey.connectionId === connectionId;

/** The announced bank; where Sage named none, the one that the institution names. */
async function bankOf({ institutions }: Needs, journey: Journey, named: string | null): Promise<Bank | null> {
  if (journey.bankId && named && journey.bankId !== named) return null;
  const bankId = journey.bankId ?? named;
  return bankId ? institutions.bank(bankId) : null;
}
