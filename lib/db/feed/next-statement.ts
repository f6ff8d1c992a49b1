import { randomUUID } from "node:crypto";
import { and, asc, eq, gt, gte, isNotNull, isNull, lt, lte, max, or, sql } from "drizzle-orm";
import type { PostingStore } from "../../feed/ports.ts";
import { MOST_LINES, type Statement, type StatementKind } from "../../feed/statement.ts";
import type { Db } from "../database.ts";
import { bankLines, banks, connections, feeds, pushOperations, sourceAccounts, statements } from "../schema.ts";
import { complete, type FeedNeeds, giveUp, inLine, isUnderway, type LineRow, lineOf } from "./line-up.ts";

/** How long a runner that says nothing has an account for itself: longer than its longest step. */
const LEASE = sql`clock_timestamp() + interval '45 seconds'`;
/** How often it is asked whether a user has authorised again. */
const ASK_FOR_USER_MS = 5 * 60_000;

type Account = typeof sourceAccounts.$inferSelect;
type Held = typeof statements.$inferSelect;

/** What is next for an account, in the database. */
export function nextStatement(needs: FeedNeeds): Pick<PostingStore, "next" | "release" | "revive"> {
  const { db, clock, enqueue } = needs;

  /** Takes or keeps the account for one runner; false while another one has it. */
  async function lease(tx: Db, sourceAccountId: string, runner: string) {
    const isFree = or(isNull(feeds.runner), eq(feeds.runner, runner), lt(feeds.runnerUntil, sql`clock_timestamp()`));
    const taken = await tx
      .update(feeds)
      .set({ runner, runnerUntil: LEASE })
      .where(and(eq(feeds.sourceAccountId, sourceAccountId), isFree))
      .returning({ id: feeds.sourceAccountId });
    return taken.length > 0;
  }

  /** How far an account of Sage's has come: one that we return to has what it took before. */
  async function cursorOf(tx: Db, { id }: Account, sageBankAccountId: string) {
    const [done] = await tx
      .select({ line: max(statements.lastLine) })
      .from(statements)
      .where(
        and(
          eq(statements.sourceAccountId, id),
          eq(statements.sageBankAccountId, sageBankAccountId),
          isNotNull(statements.finishedAt),
          isNull(statements.refusal),
        ),
      );
    return Number(done?.line ?? 0);
  }

  return {
    next: (sourceAccountId, runner) =>
      db.transaction(async (tx) => {
        const feed = await inLine(tx, sourceAccountId);
        if (!feed) return null;
        if (!(await lease(tx, sourceAccountId, runner))) return "taken";
        const [row] = await tx
          .select({ account: sourceAccounts, connectionStatus: connections.status })
          .from(sourceAccounts)
          .innerJoin(connections, eq(connections.id, sourceAccounts.connectionId))
          .where(eq(sourceAccounts.id, sourceAccountId));
        if (!row) return null;
        const { account } = row;
        const { sageBankAccountId, sageBankId, institutionId } = account;
        const [held] = await tx
          .select()
          .from(statements)
          .where(and(eq(statements.sourceAccountId, sourceAccountId), isUnderway));
        const isConnected = account.status === "connected";
        if (!isConnected || !sageBankAccountId || !sageBankId) {
          await giveUp(
            tx,
            needs,
            sourceAccountId,
            isConnected ? "Sage did not say which bank the account is at." : undefined,
          );
          return null;
        }
        // Unlinked by the institution, the account is Sage's still: what Sage has, or may have, comes to its end first.
        const isInFlight = held?.sageBankAccountId === sageBankAccountId && (held.uncertain || held.sageStatementId);
        if (row.connectionStatus !== "Linked" && !isInFlight) {
          await giveUp(tx, needs, sourceAccountId);
          return null;
        }
        const own = eq(feeds.sourceAccountId, sourceAccountId);
        const isNew = feed.sentTo !== sageBankAccountId;
        // Whoever connected the account anew has authorised it.
        const reauthorisation = isNew && feed.sentTo && feed.reauthorisation !== "asked" ? null : feed.reauthorisation;
        const now = clock();
        await tx.update(feeds).set({ lookedAt: now, reauthorisation }).where(own);
        const [bank] = await tx.select({ region: banks.region }).from(banks).where(eq(banks.id, sageBankId));
        if (!bank) return null;
        const named = { institutionId, sourceAccountId, sageBankAccountId, bankId: sageBankId, region: bank.region };
        if (reauthorisation === "required") {
          if (now.getTime() - (feed.reauthorisationAt?.getTime() ?? 0) < ASK_FOR_USER_MS) return null;
          await tx.update(feeds).set({ reauthorisationAt: now }).where(own);
          return { ...named, awaitsUser: true };
        }
        const isReauthorised = reauthorisation === "given";
        const from = account.feedStartDate ?? new Date(0);
        if (held && held.sageBankAccountId === sageBankAccountId)
          return { ...held, isReauthorised, lines: held.kind === "lines" ? await linesOf(tx, held, from) : [] };
        // Of an account that Sage has ended since: its lines go to the new one from the beginning.
        if (held)
          await tx
            .update(statements)
            .set({ finishedAt: now, refusal: "the account was connected anew" })
            .where(eq(statements.id, held.id));
        const through = isNew ? await cursorOf(tx, account, sageBankAccountId) : feed.sentThrough;
        if (isNew) await tx.update(feeds).set({ sentTo: sageBankAccountId, sentThrough: through }).where(own);
        const open = async (kind: StatementKind, lines: readonly LineRow[]): Promise<Statement> => {
          const range = { firstLine: lines[0]?.seq ?? 0, lastLine: lines.at(-1)?.seq ?? 0 };
          const statement = { id: randomUUID(), ...named, kind, createdAt: now };
          await tx.insert(statements).values({ ...statement, ...range, lines: lines.length });
          const untried = { sageStatementId: null, postedAt: null, attempts: 0, uncertain: false };
          return { ...statement, ...untried, isReauthorised, lines: lines.map(lineOf) };
        };
        if (reauthorisation === "asked") return open("reauthorise", []);
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
        if (whole.length > 0) return open("lines", whole);
        // What still waits is from before the date that Sage wants it from: nothing of it is to be sent.
        await complete(tx, needs, eq(pushOperations.sourceAccountId, sourceAccountId), { status: "Success" });
        await tx.update(feeds).set({ lookedAt: null }).where(own);
        return null;
      }),

    async release(sourceAccountId, runner) {
      const its = and(eq(feeds.sourceAccountId, sourceAccountId), eq(feeds.runner, runner));
      await db.update(feeds).set({ runner: null, runnerUntil: null }).where(its);
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
}

async function linesOf(tx: Db, { sourceAccountId, firstLine, lastLine }: Held, from: Date) {
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

/** As many lines as one statement takes, no push of them in part: what Sage does to one it does to all of its lines. */
function wholePushes(rows: readonly LineRow[]) {
  const beyond = rows[MOST_LINES]?.pushId;
  return beyond === undefined ? rows : rows.filter(({ pushId }) => pushId !== beyond);
}
