import type { Clock } from "../ports.ts";
import type { SageAccountLink } from "./connection.ts";
import type { ConnectionStore, SageAccountQueries } from "./ports.ts";

type Needs = { connections: ConnectionStore; clock: Clock };

/**
 * Sage made a bank account of a source account: the account is connected and keeps Sage's id, the key of its statements. Where it
 * is connected under another id, the account query says which of them is alive; an error, and nothing is changed, when Sage does
 * not answer.
 */
export async function accountCreated(needs: Needs & { sage: SageAccountQueries }, link: SageAccountLink) {
  const { connections, clock, sage } = needs;
  const became = await connections.markConnected(link, clock(), "notified");
  if (became !== "contested") return became;
  const asked = await connections.askable(link.sourceAccountId);
  const answer = asked && (await sage.query({ ...asked, announcedAt: clock() }));
  if (answer && !answer.ok) throw new Error(`Sage did not say which account is alive: ${answer.problem}`);
  const { alive = null, living = [] } = answer?.value ?? {};
  // Where several are, the last word is.
  const isOneOfMany = living.length > 1 && living.includes(link.sageBankAccountId);
  return accountFound(needs, isOneOfMany ? link : (alive ?? link));
}

/** Sage says, when asked, which bank account of a source account is alive. */
export const accountFound = ({ connections, clock }: Needs, link: SageAccountLink) =>
  connections.markConnected(link, clock(), "answered");

/** Sage ended a bank account; its id is never revived. */
export const accountDeleted = ({ connections, clock }: Needs, sageBankAccountId: string) =>
  connections.markDisconnected(sageBankAccountId, clock());

const TOO_MANY_UNANSWERED = 5;

/**
 * Asks Sage about accounts that were shared and of which nothing was heard: a notification may have been lost, and with
 * it the id that every statement needs. Answers how many were asked about, found that way, and left without an answer.
 */
export async function recoverLostAccounts(
  needs: Needs & { sage: SageAccountQueries },
  {
    since,
    limit,
    due = () => true,
    connectionId,
  }: {
    since: Date;
    limit: number;
    due?: (announcedAt: Date, now: Date) => boolean;
    /** The connection whose accounts to ask about; absent: all. */
    connectionId?: string;
  },
): Promise<{ asked: number; found: number; unanswered: number }> {
  const told = { asked: 0, found: 0, unanswered: 0 };
  let unansweredInARow = 0;
  for (const awaited of await needs.connections.awaited(since, limit, connectionId)) {
    if (!due(awaited.announcedAt, needs.clock())) continue;
    const answer = await needs.sage.query(awaited);
    told.asked++;
    if (!answer.ok) told.unanswered++;
    unansweredInARow = answer.ok ? 0 : unansweredInARow + 1;
    // Sage is away: whoever is still to be asked about is so later as well.
    if (unansweredInARow >= TOO_MANY_UNANSWERED) break;
    if (!answer.ok || !answer.value.alive) continue;
    if ((await accountFound(needs, answer.value.alive)) === "connected") told.found++;
  }
  return told;
}
