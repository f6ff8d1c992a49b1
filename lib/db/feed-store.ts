import { randomUUID } from "node:crypto";
import {
  and,
  asc,
  count,
  desc,
  eq,
  getTableColumns,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  max,
  min,
  or,
  sql,
  sum,
} from "drizzle-orm";
import type { BankLine } from "../feed/bank-line.ts";
import type { FeedStore, Home } from "../feed/ports.ts";
import { decimalOf, MOST_LINES, type Statement } from "../feed/statement.ts";
import type { Db } from "./database.ts";
import { type Tell, tellNobody } from "./outbox.ts";
import {
  bankLines,
  banks,
  companies,
  connections,
  feeds,
  pushOperations,
  sourceAccounts,
  statements,
} from "./schema.ts";

/** Puts the posting of an account on the job queue, within a transaction; one that waits already is enough. */
export type EnqueuePosting = (
  tx: Db,
  posting: { sourceAccountId: string; institutionId: string; afterSeconds: number },
) => Promise<void>;

const { lastLine: _, timesOutAt, completedAt, institutionId: __, ...plain } = getTableColumns(pushOperations);
/** Who has run out of time is over for its institution at that moment, whatever becomes of it. */
const shown = {
  ...plain,
  completedAt:
    sql<Date | null>`case when ${pushOperations.status} = 'TimedOut' then ${timesOutAt} else ${completedAt} end`.mapWith(
      completedAt,
    ),
};
const EVENTS = {
  Success: "bankTransactions.write.successful",
  Failed: "bankTransactions.write.unsuccessful",
} as const;
type LineRow = typeof bankLines.$inferSelect;

/** Rows that one insert takes: PostgreSQL has at most 65,535 parameters. */
const PORTION = 500;

/** Pushes, lines and statements in the database. */
export function feedStore(db: Db, clock: () => Date, enqueue: EnqueuePosting, tell: Tell = tellNobody): FeedStore {
  const accountAt = (tx: Db, { institutionId, companyId, connectionId }: Home, externalId: string) =>
    tx
      .select({ account: sourceAccounts })
      .from(sourceAccounts)
      .innerJoin(connections, eq(connections.id, sourceAccounts.connectionId))
      .where(
        and(
          eq(sourceAccounts.externalId, externalId),
          eq(sourceAccounts.connectionId, connectionId),
          eq(connections.companyId, companyId),
          eq(connections.institutionId, institutionId),
        ),
      )
      .then(([row]) => row?.account ?? null);
  const [isWaiting, isUnderway] = [isNull(pushOperations.completedAt), isNull(statements.finishedAt)];

  /** Waits for whoever else pushes to the account or posts from it. */
  async function inLine(tx: Db, sourceAccountId: string) {
    await tx.insert(feeds).values({ sourceAccountId }).onConflictDoNothing();
    const [feed] = await tx.select().from(feeds).where(eq(feeds.sourceAccountId, sourceAccountId)).for("update");
    if (!feed) throw new Error("the account was removed meanwhile");
    return feed;
  }

  /** Ends pushes and tells their institution. `TimedOut` stays what they are called, whatever became of them. */
  async function complete(
    tx: Db,
    which: ReturnType<typeof and>,
    end: { status: "Success" } | { status: "Failed"; errorMessage: string },
  ) {
    const done = await tx
      .update(pushOperations)
      .set({
        ...end,
        completedAt: clock(),
        status: sql`case when ${pushOperations.status} = 'TimedOut' then 'TimedOut' else ${end.status} end`,
      })
      .where(and(isWaiting, which))
      .returning({ id: pushOperations.id, institutionId: pushOperations.institutionId, status: pushOperations.status });
    for (const { id, institutionId, status } of done)
      if (status !== "TimedOut") await tell(tx, institutionId, EVENTS[end.status], { pushId: id });
    return done.map(({ id }) => id);
  }

  /** Nothing of the account is taken any more: what waited has failed, and its lines may be pushed anew one day. */
  async function giveUp(tx: Db, sourceAccountId: string) {
    const failed = await complete(tx, eq(pushOperations.sourceAccountId, sourceAccountId), {
      status: "Failed",
      errorMessage: "The account is not connected any more.",
    });
    if (failed.length > 0) await tx.delete(bankLines).where(inArray(bankLines.pushId, failed));
    await tx
      .update(statements)
      .set({ finishedAt: clock(), refusal: "the account is not connected any more" })
      .where(and(eq(statements.sourceAccountId, sourceAccountId), isUnderway));
    await tx.update(feeds).set({ lookedAt: null }).where(eq(feeds.sourceAccountId, sourceAccountId));
  }

  async function linesOf(tx: Db, { sourceAccountId, firstLine, lastLine }: typeof statements.$inferSelect, from: Date) {
    const rows = await tx
      .select()
      .from(bankLines)
      .where(
        and(
          eq(bankLines.sourceAccountId, sourceAccountId),
          gte(bankLines.seq, firstLine),
          lte(bankLines.seq, lastLine),
          gte(bankLines.at, from),
        ),
      )
      .orderBy(asc(bankLines.seq));
    return rows.map(lineOf);
  }

  return {
    push: (home, externalId, lines, timeoutMinutes, judge) =>
      db.transaction(async (tx) => {
        const account = await accountAt(tx, home, externalId);
        if (!account) return "account-unknown";
        const feed = await inLine(tx, account.id);
        const [now] = await tx.select().from(sourceAccounts).where(eq(sourceAccounts.id, account.id));
        if (now?.status !== "connected") return "account-not-connected";
        const of = eq(bankLines.sourceAccountId, account.id);
        const [newest] = await tx
          .select({ at: max(bankLines.at) })
          .from(bankLines)
          .where(of);
        const ids = lines.map(({ id }) => id);
        const held = await tx
          .select()
          .from(bankLines)
          .where(and(of, inArray(bankLines.id, ids)));
        const startDate = now.feedStartDate;
        const requestedAt = clock();
        const { errors, warnings, fresh } = judge({
          newest: newest?.at ?? null,
          held: new Map(held.map((row) => [row.id, lineOf(row)])),
          startDate,
          now: requestedAt,
        });
        const isWanted = ({ at }: Pick<BankLine, "at">) => !startDate || at >= startDate;
        // What repeats a line that is still on its way shares that line's fate: it is not in Sage yet.
        const sent = feed.sentTo === now.sageBankAccountId ? feed.sentThrough : 0;
        const onTheirWay = held.filter((row) => row.seq > sent && isWanted(row)).map(({ seq }) => seq);
        const isPending = fresh.some(isWanted) || onTheirWay.length > 0;
        const status = errors.length > 0 ? "Failed" : isPending ? "Pending" : "Success";
        const id = randomUUID();
        const errorMessage = status === "Failed" ? "The transactions do not fit; nothing of them was stored." : null;
        const operation = {
          id,
          institutionId: home.institutionId,
          companyId: home.companyId,
          connectionId: home.connectionId,
          sourceAccountId: account.id,
          status,
          requestedAt,
          completedAt: status === "Pending" ? null : requestedAt,
          timeoutMinutes,
          timesOutAt: timeoutMinutes === null ? null : new Date(requestedAt.getTime() + timeoutMinutes * 60_000),
          errorMessage,
          errors,
          warnings,
          lines: lines.length,
        } as const;
        await tx.insert(pushOperations).values(operation);
        let lastLine: number | null = status === "Pending" && onTheirWay.length > 0 ? Math.max(...onTheirWay) : null;
        for (let from = 0; from < fresh.length; from += PORTION) {
          const portion = fresh.slice(from, from + PORTION);
          const stored = await tx
            .insert(bankLines)
            .values(portion.map((line) => ({ ...line, sourceAccountId: account.id, pushId: id })))
            .returning({ seq: bankLines.seq });
          stored.forEach(({ seq }, index) => {
            const line = portion[index];
            if (line && isWanted(line)) lastLine = seq;
          });
        }
        if (lastLine !== null) await tx.update(pushOperations).set({ lastLine }).where(eq(pushOperations.id, id));
        const { institutionId } = home;
        if (status === "Pending") {
          await tx.update(feeds).set({ lookedAt: requestedAt }).where(eq(feeds.sourceAccountId, account.id));
          await enqueue(tx, { sourceAccountId: account.id, institutionId, afterSeconds: 0 });
        } else {
          await tell(tx, institutionId, EVENTS[status], { pushId: id });
        }
        const { institutionId: _owner, timesOutAt: _end, ...told } = operation;
        return told;
      }),

    async operation(institutionId, companyId, id) {
      const own = and(
        eq(pushOperations.id, id),
        eq(pushOperations.institutionId, institutionId),
        eq(pushOperations.companyId, companyId),
      );
      const [row] = await db.select(shown).from(pushOperations).where(own);
      return row ?? null;
    },

    async operations(institutionId, companyId, { page, pageSize }) {
      const [company] = await db
        .select({ id: companies.id })
        .from(companies)
        .where(and(eq(companies.id, companyId), eq(companies.institutionId, institutionId)));
      if (!company) return null;
      const own = and(eq(pushOperations.institutionId, institutionId), eq(pushOperations.companyId, companyId));
      const [results, [total]] = await Promise.all([
        db
          .select(shown)
          .from(pushOperations)
          .where(own)
          .orderBy(desc(pushOperations.requestedAt), desc(pushOperations.id))
          .limit(pageSize)
          .offset((page - 1) * pageSize),
        db.select({ of: count() }).from(pushOperations).where(own),
      ]);
      return { results, total: total?.of ?? 0 };
    },

    hasAccount: async (home, externalId) => (await accountAt(db, home, externalId)) !== null,

    next: (sourceAccountId) =>
      db.transaction(async (tx): Promise<Statement | null> => {
        const [account] = await tx.select().from(sourceAccounts).where(eq(sourceAccounts.id, sourceAccountId));
        if (!account) return null;
        const feed = await inLine(tx, sourceAccountId);
        const { sageBankAccountId, sageBankId } = account;
        if (account.status !== "connected" || !sageBankAccountId || !sageBankId) {
          await giveUp(tx, sourceAccountId);
          return null;
        }
        const own = eq(feeds.sourceAccountId, sourceAccountId);
        await tx.update(feeds).set({ lookedAt: clock() }).where(own);
        const from = account.feedStartDate ?? new Date(0);
        const underway = and(eq(statements.sourceAccountId, sourceAccountId), isUnderway);
        const [held] = await tx.select().from(statements).where(underway);
        if (held && held.sageBankAccountId === sageBankAccountId)
          return { ...held, lines: await linesOf(tx, held, from) };
        // Of an account that Sage has ended since: its lines go to the new one from the beginning.
        if (held)
          await tx
            .update(statements)
            .set({ finishedAt: clock(), refusal: "the account was connected anew" })
            .where(eq(statements.id, held.id));
        const isNew = feed.sentTo !== sageBankAccountId;
        if (isNew) await tx.update(feeds).set({ sentTo: sageBankAccountId, sentThrough: 0 }).where(own);
        const through = isNew ? 0 : feed.sentThrough;
        const rows = await tx
          .select()
          .from(bankLines)
          .where(
            and(eq(bankLines.sourceAccountId, sourceAccountId), gt(bankLines.seq, through), gte(bankLines.at, from)),
          )
          .orderBy(asc(bankLines.seq))
          .limit(MOST_LINES + 1);
        const taken = wholePushes(rows);
        // Sage has refused these together: one push at a time shows which of them it was.
        const isSingle = (taken[0]?.seq ?? 0) <= feed.singlyThrough;
        const whole = isSingle ? taken.filter(({ pushId }) => pushId === taken[0]?.pushId) : taken;
        const [first, last] = [whole[0], whole.at(-1)];
        const [bank] = await tx.select({ region: banks.region }).from(banks).where(eq(banks.id, sageBankId));
        if (!first || !last || !bank) {
          // What still waits is from before the date that Sage wants it from: nothing of it is to be sent.
          if (bank) await complete(tx, eq(pushOperations.sourceAccountId, sourceAccountId), { status: "Success" });
          await tx.update(feeds).set({ lookedAt: null }).where(own);
          return null;
        }
        const statement = {
          id: randomUUID(),
          institutionId: account.institutionId,
          sourceAccountId,
          sageBankAccountId,
          bankId: sageBankId,
          region: bank.region,
          firstLine: first.seq,
          lastLine: last.seq,
          lines: whole.length,
          createdAt: clock(),
        };
        await tx.insert(statements).values(statement);
        return { ...statement, lines: whole.map(lineOf), sageStatementId: null, attempts: 0, uncertain: false };
      }),

    async trying(statementId) {
      const tried = { attempts: sql`${statements.attempts} + 1`, uncertain: true };
      await db.update(statements).set(tried).where(eq(statements.id, statementId));
    },
    async notTaken(statementId) {
      await db.update(statements).set({ uncertain: false }).where(eq(statements.id, statementId));
    },
    async posted(statementId, sageStatementId, uncertain) {
      const answered = { sageStatementId, uncertain, postedAt: clock() };
      await db.update(statements).set(answered).where(eq(statements.id, statementId));
    },

    delivered: (statementId) =>
      db.transaction(async (tx) => {
        const statement = await ending(tx, statementId, null);
        if (!statement) return;
        const { sourceAccountId, lastLine } = statement;
        const done = { sentThrough: lastLine, lookedAt: clock() };
        await tx
          .update(feeds)
          .set(done)
          .where(and(eq(feeds.sourceAccountId, sourceAccountId), eq(feeds.sentTo, statement.sageBankAccountId)));
        await complete(
          tx,
          and(eq(pushOperations.sourceAccountId, sourceAccountId), lte(pushOperations.lastLine, lastLine)),
          { status: "Success" },
        );
        const [line] = await tx
          .select({ balance: bankLines.balance })
          .from(bankLines)
          .where(eq(bankLines.seq, lastLine));
        if (line)
          await tx.update(sourceAccounts).set({ balance: line.balance }).where(eq(sourceAccounts.id, sourceAccountId));
      }),

    refused: (statementId, why) =>
      db.transaction(async (tx) => {
        const statement = await ending(tx, statementId, why);
        if (!statement) return;
        const { sourceAccountId, firstLine, lastLine } = statement;
        const its = and(
          eq(bankLines.sourceAccountId, sourceAccountId),
          gte(bankLines.seq, firstLine),
          lte(bankLines.seq, lastLine),
        );
        const pushes = await tx.selectDistinct({ id: bankLines.pushId }).from(bankLines).where(its);
        const ids = pushes.map(({ id }) => id);
        const account = eq(feeds.sourceAccountId, sourceAccountId);
        if (ids.length > 1) {
          await tx.update(feeds).set({ singlyThrough: lastLine, lookedAt: clock() }).where(account);
          return;
        }
        const waitsForThem = and(
          eq(pushOperations.sourceAccountId, sourceAccountId),
          gte(pushOperations.lastLine, firstLine),
          lte(pushOperations.lastLine, lastLine),
        );
        const failed = await complete(tx, or(inArray(pushOperations.id, ids), waitsForThem), {
          status: "Failed",
          errorMessage: `Sage did not take them: ${why}`.slice(0, 500),
        });
        // All or nothing: none of theirs is in Sage, and each may be pushed anew. What an earlier account of Sage's took stays ours.
        if (failed.length > 0) await tx.delete(bankLines).where(and(its, inArray(bankLines.pushId, failed)));
        await tx.update(feeds).set({ sentThrough: lastLine, lookedAt: clock() }).where(account);
      }),

    async backlog() {
      const [row] = await db
        .select({ pushes: count(), lines: sum(pushOperations.lines), oldest: min(pushOperations.requestedAt) })
        .from(pushOperations)
        .where(isWaiting);
      return { pushes: row?.pushes ?? 0, lines: Number(row?.lines ?? 0), oldest: row?.oldest ?? null };
    },

    async timeOut(limit) {
      const now = clock();
      const due = db
        .select({ id: pushOperations.id })
        .from(pushOperations)
        .where(
          and(
            eq(pushOperations.status, "Pending"),
            isNotNull(pushOperations.timesOutAt),
            lt(pushOperations.timesOutAt, now),
          ),
        )
        .limit(limit);
      // The label alone: its lines go on, and it is not over before they are there.
      return db.transaction(async (tx) => {
        const timedOut = await tx
          .update(pushOperations)
          .set({ status: "TimedOut" })
          .where(and(inArray(pushOperations.id, due), eq(pushOperations.status, "Pending")))
          .returning({ id: pushOperations.id, institutionId: pushOperations.institutionId });
        for (const { id, institutionId } of timedOut) await tell(tx, institutionId, EVENTS.Failed, { pushId: id });
        return timedOut.length;
      });
    },

    async revive(before, limit) {
      const lost = await db
        .select({ sourceAccountId: feeds.sourceAccountId, institutionId: sourceAccounts.institutionId })
        .from(feeds)
        .innerJoin(sourceAccounts, eq(sourceAccounts.id, feeds.sourceAccountId))
        .where(lt(feeds.lookedAt, before))
        .limit(limit);
      for (const { sourceAccountId, institutionId } of lost)
        await db.transaction(async (tx) => {
          const still = and(eq(feeds.sourceAccountId, sourceAccountId), lt(feeds.lookedAt, before));
          const taken = await tx
            .update(feeds)
            .set({ lookedAt: clock() })
            .where(still)
            .returning({ of: feeds.sourceAccountId });
          if (taken.length > 0) await enqueue(tx, { sourceAccountId, institutionId, afterSeconds: 0 });
        });
      return lost.length;
    },
  };

  /** Ends a statement, once. */
  async function ending(tx: Db, statementId: string, refusal: string | null) {
    const [statement] = await tx.select().from(statements).where(eq(statements.id, statementId));
    if (!statement) return null;
    await inLine(tx, statement.sourceAccountId);
    const ended = await tx
      .update(statements)
      .set({ finishedAt: clock(), refusal })
      .where(and(eq(statements.id, statementId), isUnderway))
      .returning({ id: statements.id });
    return ended.length > 0 ? statement : null;
  }
}

const lineOf = ({
  id,
  at,
  description,
  amount,
  balance,
  type,
  counterparty,
  reference,
  reconciled,
}: LineRow): BankLine => ({
  id,
  at,
  description,
  amount: decimalOf(amount),
  balance: decimalOf(balance),
  type,
  counterparty,
  reference,
  reconciled,
});

/** As many lines as one statement takes, no push of them in part: what Sage does to one it does to all of its lines. */
function wholePushes(rows: readonly LineRow[]) {
  const beyond = rows[MOST_LINES]?.pushId;
  return beyond === undefined ? rows : rows.filter(({ pushId }) => pushId !== beyond);
}
