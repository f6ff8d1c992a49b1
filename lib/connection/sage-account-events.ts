import type { Region } from "../institution/institution.ts";
import type { Clock } from "../ports.ts";
import { activeAccountOf } from "./account-step.ts";
import type { SageAccountLink } from "./connection.ts";
import type { ConnectionStore, SageAccountQueries } from "./ports.ts";

/** The parts of the store that Sage's notification of an account may change. */
export type SageReportedAccounts = Pick<ConnectionStore, "markConnected" | "markDisconnected" | "contest" | "awaited">;
type Needs = { connections: SageReportedAccounts; clock: Clock };

/**
 * Sage made a bank account of a source account. The account is connected and keeps Sage's id, the key of its
 * statements. When another one is known, the account query says which of them is active. Without Sage's answer it is an
 * error, and nothing changes.
 */
export async function accountCreated(needs: Needs & { sage: SageAccountQueries }, link: SageAccountLink) {
  const { connections, clock, sage } = needs;
  const became = await connections.markConnected(link, clock(), "notified");
  if (became !== "contested") return became;
  const contest = await connections.contest(link);
  if (!contest) return accountFound(needs, link);
  const answer = await sage.query({ ...contest.ask, announcedAt: clock() });
  if (!answer.ok) throw new Error(`Sage did not say which account is alive: ${answer.problem}`);
  const winner = activeAccountOf(contest, answer.value);
  return winner.ok ? accountFound(needs, winner.value) : winner.problem;
}

/** Sage says, when asked, which bank account of a source account is alive. */
export const accountFound = ({ connections, clock }: Needs, link: SageAccountLink) =>
  connections.markConnected(link, clock(), "answered");

/** Sage ended a bank account; its id is never revived. */
export const accountDeleted = ({ connections, clock }: Needs, sageBankAccountId: string) =>
  connections.markDisconnected(sageBankAccountId, clock());

const TOO_MANY_UNANSWERED = 5;

/**
 * Asks Sage about shared accounts without a notification. The notification may have been lost, and with it the id that
 * every statement needs. Answers how many were asked about, found that way, and left without an answer.
 */
export async function recoverLostAccounts(
  needs: Needs & { sage: SageAccountQueries },
  {
    since,
    limit,
    due = () => true,
    mayAsk = async () => true,
    connectionId,
  }: {
    since: Date;
    limit: number;
    due?: (announcedAt: Date, now: Date) => boolean;
    /** Says if Sage may be asked now; no person waits for the answer. */
    mayAsk?: (region: Region) => Promise<boolean>;
    /** The connection whose accounts to ask about; absent: all. */
    connectionId?: string;
  },
): Promise<{ asked: number; found: number; unanswered: number }> {
  const told = { asked: 0, found: 0, unanswered: 0 };
  const unansweredInARow = { eu: 0, us: 0 };
  for (const awaited of await needs.connections.awaited(since, limit, connectionId)) {
    const { region, announcedAt } = awaited;
    // Sage is away from the region: the remaining accounts there are asked about later, too.
    if (unansweredInARow[region] >= TOO_MANY_UNANSWERED || !due(announcedAt, needs.clock())) continue;
    if (!(await mayAsk(region))) {
      unansweredInARow[region] = TOO_MANY_UNANSWERED;
      continue;
    }
    const answer = await needs.sage.query(awaited);
    told.asked++;
    if (!answer.ok) told.unanswered++;
    unansweredInARow[region] = answer.ok ? 0 : unansweredInARow[region] + 1;
    const newest = answer.ok ? answer.value.living[0] : undefined;
    if (newest && (await accountFound(needs, newest)) === "connected") told.found++;
  }
  return told;
}
