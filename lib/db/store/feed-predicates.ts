import { and, eq, exists, gt, gte, inArray, isNotNull, isNull, lt, lte, ne, not, or, type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, alias, QueryBuilder } from "drizzle-orm/pg-core";
import { type CalendarDay, midnightOf } from "../../calendar-day.ts";
import { ASK_FOR_USER_MS, DOUBLINGS } from "../../feed/pauses.ts";
import { LATE, type PushEnd, statusAfter } from "../../feed/push-ends.ts";
import { PUSH_STATUSES, type PushStatus } from "../../feed/push-status.ts";
import { START } from "../../feed/remark.ts";
import { stuckBefore } from "../../feed/stuck.ts";
import { RECONNECTED } from "../feed/reasons.ts";
import { bankLines, connections, feeds, pushOperations, sageReach, sourceAccounts, statements } from "../schema.ts";

/*
 * Rules of the feed as conditions of a query, where the store has to find rows by them. `feed-predicates.test.ts` compares each with
 * its rule, on random rows.
 */

const query = new QueryBuilder();
const moment = (at: Date) => sql`${at.toISOString()}::timestamptz`;

/** A push that has not come to its end, whatever it is called. */
export const isWaiting = isNull(pushOperations.completedAt);

/** The statement in flight of its account. */
export const isUnderway = isNull(statements.finishedAt);

/** A statement with lines, not one that asks a user to authorise again. */
export const hasLines = eq(statements.kind, "lines");

/** `hasRunOut`. */
export const hasRunOut = (now: Date) => and(eq(pushOperations.status, "Pending"), lte(pushOperations.timesOutAt, now));

/** `shownPush`. */
export function shownPushAt(now: Date) {
  const { status, timesOutAt, completedAt } = pushOperations;
  const isLate = sql`(${status} = ${LATE} or coalesce(${hasRunOut(now)}, false))`;
  return {
    status: sql<PushStatus>`case when ${isLate} then ${LATE} else ${status} end`,
    completedAt: sql<Date | null>`case when ${isLate} then ${timesOutAt} else ${completedAt} end`.mapWith(completedAt),
  };
}

/** `statusAfter`, by each status. */
export function statusOnceEnded(end: PushEnd["status"]): SQL<PushStatus> {
  const names = PUSH_STATUSES.map((before) => sql`when ${before} then ${statusAfter(before, end)}`);
  return sql`case ${pushOperations.status} ${sql.join(names, sql` `)} end`;
}

/** `isOnItsWay`, beside the push's feed and its connection, as far as they are there. */
export const isOnItsWay = or(
  isNull(feeds.reauthorisation),
  ne(feeds.reauthorisation, "required"),
  eq(connections.status, "Unlinked"),
);

/** `isAskDue`. */
export function isUserAskDue(now: Date): SQL | undefined {
  const pause = sql`${ASK_FOR_USER_MS / 1000} * power(2, least(${feeds.askedInVain}, ${DOUBLINGS})) * interval '1 second'`;
  const isTime = sql`coalesce(${feeds.reauthorisationAt}, 'epoch') + ${pause} <= ${moment(now)}`;
  return and(eq(feeds.reauthorisation, "required"), isTime);
}

/** `isLookDue`. */
export const isLookDue = (now: Date) =>
  or(isNull(feeds.reauthorisation), ne(feeds.reauthorisation, "required"), isUserAskDue(now));

/** `isResumeDue`. */
export function isResumeDue(now: SQL) {
  const isAway = exists(
    query
      .select({ one: sql`1` })
      .from(sageReach)
      .where(and(eq(sageReach.region, feeds.awaitsSage), isNotNull(sageReach.awaySince))),
  );
  const isLeft = and(isNotNull(feeds.awaitsSage), isNull(feeds.resumeAt), not(isAway));
  return or(lte(feeds.resumeAt, now), isLeft);
}

/** `mayBeStuck`. */
export const mayBeStuck = (now: Date) =>
  and(isUnderway, or(lte(statements.createdAt, stuckBefore(now)), isNotNull(statements.refusal)));

/** `wasLeftOut`. */
export const wasLeftOut = sql`${pushOperations.warnings} @> ${JSON.stringify([{ validatorName: START }])}::jsonb`;

/** Not `isWanted`, of a line beside its account. */
export const isEarly = sql`coalesce(${bankLines.day} < date_trunc('day', ${sourceAccounts.feedStartDate}, 'UTC'), false)`;

/** `sentThroughOf`, of a feed, which may not be there, beside its account. */
export const sentThrough = sql<number>`case when ${feeds.sentTo} = ${sourceAccounts.sageBankAccountId} then ${feeds.sentThrough} else 0 end`;

/** `wasTaken`; by the account that is named, or any. */
export const wasTaken = (sourceAccountId: string | AnyPgColumn, sageBankAccountId?: string | AnyPgColumn) =>
  and(
    eq(statements.sourceAccountId, sourceAccountId),
    sageBankAccountId === undefined ? undefined : eq(statements.sageBankAccountId, sageBankAccountId),
    hasLines,
    isNotNull(statements.finishedAt),
    isNull(statements.refusal),
  );

const itsTakings = (which: SQL | undefined) =>
  exists(
    query
      .select({ one: sql`1` })
      .from(statements)
      .where(and(wasTaken(bankLines.sourceAccountId, sourceAccounts.sageBankAccountId), which)),
  );

/** `hasPassedBy`, of a line beside its account. */
const isPassedBy = and(
  itsTakings(and(isNull(statements.wantedFrom), gt(statements.firstLine, bankLines.seq))),
  not(itsTakings(and(lte(statements.firstLine, bankLines.seq), gte(statements.lastLine, bankLines.seq)))),
);

/** `isLeftOutNow`, of a line beside its account. Statements are looked up for lines of the first day alone. */
export const isLeftOutNow = sql`(case when ${isEarly} then true
  when ${bankLines.day} < date_trunc('day', ${sourceAccounts.feedStartDate}, 'UTC') + interval '1 day' then ${isPassedBy}
  else false end)`;

/** `hasTaken` of a line of a push, by any statement of the account. */
export function cameToSage(sourceAccountId: string) {
  const own = alias(bankLines, "own");
  const isTaken = and(
    wasTaken(sourceAccountId),
    gte(own.seq, statements.firstLine),
    lte(own.seq, statements.lastLine),
    gte(own.day, sql`${statements.wantedFrom}::timestamp at time zone 'UTC'`),
  );
  const takings = query.select({ one: sql`1` }).from(own).innerJoin(statements, isTaken);
  return sql<boolean>`${exists(takings.where(eq(own.pushId, pushOperations.id)))}`;
}

/** `mayHaveTaken`. */
export const mayHaveTaken = (sourceAccountId: string, sentTo: string, range: { firstLine: number; lastLine: number }) =>
  and(
    eq(statements.sourceAccountId, sourceAccountId),
    eq(statements.sageBankAccountId, sentTo),
    hasLines,
    eq(statements.uncertain, true),
    isNotNull(statements.refusal),
    lte(statements.firstLine, range.firstLine),
    gte(statements.lastLine, range.lastLine),
  );

/** `isLeftBehind`. */
export const isLeftBehind = (sourceAccountId: string, returningTo: string) =>
  and(
    eq(statements.sourceAccountId, sourceAccountId),
    eq(statements.sageBankAccountId, returningTo),
    hasLines,
    inArray(statements.refusal, [...RECONNECTED]),
    or(eq(statements.uncertain, true), isNotNull(statements.sageStatementId)),
  );

const itsLines = (which: SQL | undefined) =>
  exists(
    query
      .select({ one: sql`1` })
      .from(bankLines)
      .where(and(eq(bankLines.pushId, pushOperations.id), which)),
  );

/** `isBehind`. */
export const isBehind = (place: number) =>
  and(gt(pushOperations.lastLine, place), not(itsLines(lte(bankLines.seq, place))));

/** `isEarlyInPart`. */
export function isEarlyInPart(through: number, from: CalendarDay) {
  const isEarlyLine = and(gt(bankLines.seq, through), sql`${bankLines.day} < ${moment(midnightOf(from))}`);
  const repeats = sql`exists (select 1 from jsonb_array_elements_text(${pushOperations.shared}) as one
    join ${bankLines} on ${bankLines.seq} = one::bigint where ${isEarlyLine})`;
  return or(itsLines(isEarlyLine), repeats);
}

/** `lineGoes`, of a line beside its push. */
export const lineGoes = (
  has: { sentThrough: number; startDate: CalendarDay | null },
  from: CalendarDay,
  before: Date,
) =>
  and(
    lte(bankLines.seq, has.sentThrough),
    lt(bankLines.day, from),
    has.startDate ? gte(bankLines.day, has.startDate) : undefined,
    lt(pushOperations.completedAt, before),
  );

/** `pushGoes`. */
export const pushGoes = (isOver: boolean, before: Date) =>
  and(lt(pushOperations.completedAt, before), isOver ? undefined : not(itsLines(undefined)));

/** `statementGoes`. */
export function statementGoes(isOver: boolean, before: Date) {
  const isPassed = and(
    isNull(statements.refusal),
    sql`exists (select 1 from ${statements} as later where later.source_account_id = ${statements.sourceAccountId}
      and later.sage_bank_account_id = ${statements.sageBankAccountId} and later.last_line > ${statements.lastLine}
      and later.finished_at is not null and later.refusal is null)`,
  );
  return and(
    lt(statements.createdAt, before),
    isNotNull(statements.finishedAt),
    lt(statements.finishedAt, before),
    isOver ? undefined : isPassed,
  );
}
