import type { Clock } from "../ports.ts";
import type { Contest, KnownToSage, SageAccountLink } from "./connection.ts";
import type { ConnectionStore, SageAccountQueries } from "./ports.ts";

type Needs = { connections: ConnectionStore; clock: Clock };

/**
 * Sage made a bank account of a source account: the account is connected and keeps Sage's id, the key of its statements. Where
 * another one is known of it, the account query says which of them is alive; an error, and nothing is changed, when Sage does not
 * answer.
 */
export async function accountCreated(needs: Needs & { sage: SageAccountQueries }, link: SageAccountLink) {
  const { connections, clock, sage } = needs;
  const became = await connections.markConnected(link, clock(), "notified");
  if (became !== "contested") return became;
  const contest = await connections.contest(link);
  if (!contest) return accountFound(needs, link);
  const answer = await sage.query({ ...contest.ask, announcedAt: clock() });
  if (!answer.ok) throw new Error(`Sage did not say which account is alive: ${answer.problem}`);
  const winner = winnerOf(contest, answer.value);
  return typeof winner === "string" ? winner : accountFound(needs, winner);
}

/**
 * Which account takes the transactions from now on. One that lives is left only for one that is new: word of one that was connected
 * before is late, or a repeat, as long as the known one may live.
 */
function winnerOf({ told, isOld, known, ask }: Contest, { living, ended }: KnownToSage) {
  const of = (id: string) => living.find(({ sageBankAccountId }) => sageBankAccountId === id);
  const mayKnownLive = of(known.sageBankAccountId) !== undefined || (known.bankId !== ask.bankId && !known.isEnded);
  const alive = of(told.sageBankAccountId);
  const isKnown = told.sageBankAccountId === known.sageBankAccountId;
  if (alive && (isKnown || !isOld || !mayKnownLive))
    return { ...alive, requestedStartDate: told.requestedStartDate ?? alive.requestedStartDate };
  // Sage may tell of it sooner than it answers of it.
  if (!isOld && living.length === 0 && !ended.includes(told.sageBankAccountId)) return told;
  const [newest] = living;
  if (newest && !mayKnownLive) return newest;
  return mayKnownLive ? "repeated" : "stale";
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
  const unansweredInARow = { eu: 0, us: 0 };
  for (const awaited of await needs.connections.awaited(since, limit, connectionId)) {
    const { region, announcedAt } = awaited;
    // That Sage is away: whoever is still to be asked about there is so later as well.
    if (unansweredInARow[region] >= TOO_MANY_UNANSWERED || !due(announcedAt, needs.clock())) continue;
    const answer = await needs.sage.query(awaited);
    told.asked++;
    if (!answer.ok) told.unanswered++;
    unansweredInARow[region] = answer.ok ? 0 : unansweredInARow[region] + 1;
    const newest = answer.ok ? answer.value.living[0] : undefined;
    if (newest && (await accountFound(needs, newest)) === "connected") told.found++;
  }
  return told;
}
