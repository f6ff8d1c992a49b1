import type { Clock } from "../ports.ts";
import type { SageAccountLink } from "./connection.ts";
import type { ConnectionStore, SageAccountQueries } from "./ports.ts";

type Needs = { connections: ConnectionStore; clock: Clock };

/** Sage made a bank account of a source account: the account is connected and keeps Sage's id, the key of its statements. */
export const accountCreated = ({ connections, clock }: Needs, link: SageAccountLink) =>
  connections.markConnected(link, clock());

/** Sage ended a bank account; its id is never revived. */
export const accountDeleted = ({ connections, clock }: Needs, sageBankAccountId: string) =>
  connections.markDisconnected(sageBankAccountId, clock());

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
  for (const awaited of await needs.connections.awaited(since, limit, connectionId)) {
    if (!due(awaited.announcedAt, needs.clock())) continue;
    const answer = await needs.sage.query(awaited);
    told.asked++;
    if (!answer.ok) told.unanswered++;
    if (!answer.ok || !answer.value.alive) continue;
    if ((await needs.connections.markConnected(answer.value.alive, needs.clock())) === "connected") told.found++;
  }
  return told;
}
