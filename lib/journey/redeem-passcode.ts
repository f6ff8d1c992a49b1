import type { HeldPasscode, PasscodeCheck } from "../connection/passcode.ts";
import { checkPasscode, hashPasscode, PASSCODE_TRIES } from "../connection/passcode.ts";
import type { Spent } from "../ports.ts";
import { ok, type Result, refuse } from "../result.ts";
import type { Journey, OpenedJourney } from "./journey.ts";
import type { JourneyNeeds } from "./ports.ts";
import { preChosen } from "./pre-chosen.ts";
import { type StepRefusal, step } from "./step.ts";
import { hashToken, mintToken } from "./token.ts";

export type PasscodeEntry = { connectionId: string; passcode: string };

export type RedeemProblem =
  /** Unknown connection, wrong, spent or killed passcode: one answer. `triesLeft` counts for whatever id was typed. */
  | { code: "refused"; triesLeft: number }
  /** The code matched and was right once. */
  | { code: "passcode-expired" }
  | { code: "wait"; waitSeconds: number }
  | { code: StepRefusal };

type Needs = Pick<JourneyNeeds, "journeys" | "connections" | "institutions" | "limits" | "clock" | "passcodeKey">;

/**
 * Exchanges a Connection ID and one-time password for the right to choose an account. Answers the token that carries
 * it. A try is counted before any look-up, so parallel guesses are no more guesses. Known and unknown ids cost the same
 * steps.
 */
export async function redeemPasscode(
  needs: Needs,
  journey: OpenedJourney,
  entry: PasscodeEntry,
  address: string,
): Promise<Result<string, RedeemProblem>> {
  const connectionKey = `${journey.institutionId}:${entry.connectionId}`;
  const tries = await takeTry(needs, journey, connectionKey, address);
  if (!tries.allowed) return refuse({ code: "wait", waitSeconds: tries.waitSeconds });

  const held = await needs.connections.heldPasscode(journey.institutionId, entry.connectionId);
  const verdict = await judge(needs, journey, entry, held);
  if (verdict === "mismatch" || verdict === "spent") return turnAway(needs, journey, entry, held, verdict, tries.left);

  await needs.limits.clear("passcode-connection", connectionKey);
  await needs.limits.giveBack("passcode-address", address);
  if (verdict === "expired") {
    await needs.journeys.note(journey, {
      type: "passcode-expired",
      actor: "user",
      connectionId: entry.connectionId,
      detail: { connectionId: entry.connectionId },
    });
    return refuse({ code: "passcode-expired" });
  }
  const token = mintToken();
  if (verdict === "replayed") return replay(needs, journey, entry, token);
  return claim(needs, journey, entry, held as HeldPasscode, token, tries.left);
}

async function takeTry(needs: Needs, journey: OpenedJourney, connectionKey: string, address: string): Promise<Spent> {
  const perAddress = await needs.limits.spend("passcode-address", address);
  const perConnection = perAddress.allowed
    ? await needs.limits.spend("passcode-connection", connectionKey)
    : perAddress;
  if (!perConnection.allowed) {
    const by = perAddress.allowed ? "connection" : "address";
    await needs.journeys.note(journey, {
      type: "passcode-blocked",
      actor: "system",
      detail: { by, waitSeconds: perConnection.waitSeconds },
    });
  }
  return perConnection;
}

/** A re-authorisation is for one account: only its own connection's passcode counts. */
async function judge(
  needs: Needs,
  journey: OpenedJourney,
  entry: PasscodeEntry,
  held: HeldPasscode | null,
): Promise<PasscodeCheck> {
  const typed = hashPasscode(needs.passcodeKey, entry.connectionId, entry.passcode);
  const verdict = checkPasscode(held, typed, journey.id, needs.clock());
  const [accountId] = journey.accountIds;
  if (journey.kind !== "reauth" || !accountId) return verdict;
  const account = await needs.connections.accountById(accountId);
  return account?.connectionId === entry.connectionId ? verdict : "mismatch";
}

async function turnAway(
  needs: Needs,
  journey: OpenedJourney,
  entry: PasscodeEntry,
  held: HeldPasscode | null,
  verdict: PasscodeCheck,
  triesLeft: number,
) {
  await needs.connections.countFailure(held?.id ?? null);
  // The record tells support the exact cause; the person gets one sentence.
  const reason = held ? verdict : "no-such-connection-or-passcode";
  const detail = { reason, connectionId: entry.connectionId, triesLeft };
  await needs.journeys.note(journey, {
    type: "passcode-refused",
    actor: "user",
    detail,
    ...(held ? { connectionId: entry.connectionId } : {}),
  });
  return refuse({ code: "refused", triesLeft } as const);
}

async function claim(
  needs: Needs,
  journey: OpenedJourney,
  entry: PasscodeEntry,
  held: HeldPasscode,
  token: string,
  triesLeft: number,
): Promise<Result<string, RedeemProblem>> {
  const chosen = await preChosen(needs, journey, entry.connectionId);
  let before: Journey | null = journey;
  for (let round = 0; before && round < 5; round++) {
    const after = step(before, { type: "identified", connectionId: entry.connectionId, chosen }, needs.clock());
    if (!after.ok) return refuse({ code: after.problem });
    if ((await needs.journeys.identify(before, after.value, held.id, hashToken(token))) === "done") return ok(token);
    // Someone was faster: with the code, or only with the journey. A double click is the same journey, and may pass.
    const now = await needs.connections.heldPasscode(journey.institutionId, entry.connectionId);
    if (now?.id !== held.id || now.revoked) return turnAway(needs, journey, entry, now, "spent", triesLeft);
    if (now.redeemedBy === journey.id) return replay(needs, journey, entry, token);
    if (now.redeemedBy !== null) return turnAway(needs, journey, entry, now, "spent", triesLeft);
    before = await needs.journeys.byAuthorisation(journey.authorisationId);
  }
  return refuse({ code: "busy" });
}

/** The same journey proves the same again: it gets a token, and nothing else changes. */
async function replay(
  needs: Needs,
  journey: OpenedJourney,
  entry: PasscodeEntry,
  token: string,
): Promise<Result<string, RedeemProblem>> {
  const current = await needs.journeys.byAuthorisation(journey.authorisationId);
  if (current?.connectionId !== entry.connectionId) return refuse({ code: "refused", triesLeft: PASSCODE_TRIES - 1 });
  await needs.journeys.addToken(journey.id, hashToken(token), "identified");
  return ok(token);
}
