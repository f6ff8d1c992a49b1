import { randomUUID } from "node:crypto";
import { and, asc, eq, gt, gte, inArray, lt, lte, or, sql } from "drizzle-orm";
import type { PostingStore } from "../../feed/ports.ts";
import { BACK_IN_SAGE_MS } from "../../feed/reauthorisation.ts";
import { MOST_LINES, type Statement, type StatementKind } from "../../feed/statement.ts";
import type { Db } from "../database.ts";
import { bankLines, banks, feeds, pushOperations, sourceAccounts, statements } from "../schema.ts";
import {
  complete,
  type FeedNeeds,
  giveUp,
  inLine,
  isUnderway,
  type LineRow,
  lineOf,
  linkedAccount,
} from "./line-up.ts";

/** Statements on their way to Sage, in the database. */
export function statementStore(needs: FeedNeeds): PostingStore {
  const { db, clock, enqueue } = needs;
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
    next: (sourceAccountId) =>
      db.transaction(async (tx): Promise<Statement | null> => {
        const [known] = await tx
          .select({ id: sourceAccounts.id })
          .from(sourceAccounts)
          .where(eq(sourceAccounts.id, sourceAccountId));
        if (!known) return null;
        const feed = await inLine(tx, sourceAccountId);
        const account = await linkedAccount(tx, sourceAccountId);
        const { sageBankAccountId, sageBankId } = account ?? {};
        if (!account || !sageBankAccountId || !sageBankId) {
          const why = account ? "Sage did not say which bank the account is at." : undefined;
          await giveUp(tx, needs, sourceAccountId, why);
          return null;
        }
        const own = eq(feeds.sourceAccountId, sourceAccountId);
        const isNew = feed.sentTo !== sageBankAccountId;
        // Whoever connected the account anew has authorised it.
        const reauthorisation = isNew && feed.sentTo && feed.reauthorisation !== "asked" ? null : feed.reauthorisation;
        const lookedAt = reauthorisation === "required" ? null : clock();
        await tx.update(feeds).set({ lookedAt, reauthorisation }).where(own);
        if (reauthorisation === "required") return null;
        const isReauthorised = reauthorisation === "given";
        const from = account.feedStartDate ?? new Date(0);
        const underway = and(eq(statements.sourceAccountId, sourceAccountId), isUnderway);
        const [held] = await tx.select().from(statements).where(underway);
        if (held && held.sageBankAccountId === sageBankAccountId)
          return { ...held, isReauthorised, lines: held.kind === "lines" ? await linesOf(tx, held, from) : [] };
        // Of an account that Sage has ended since: its lines go to the new one from the beginning.
        if (held)
          await tx
            .update(statements)
            .set({ finishedAt: clock(), refusal: "the account was connected anew" })
            .where(eq(statements.id, held.id));
        if (isNew) await tx.update(feeds).set({ sentTo: sageBankAccountId, sentThrough: 0 }).where(own);
        const [bank] = await tx.select({ region: banks.region }).from(banks).where(eq(banks.id, sageBankId));
        const open = async (kind: StatementKind, lines: readonly LineRow[]): Promise<Statement | null> => {
          if (!bank) return null;
          const statement = {
            id: randomUUID(),
            institutionId: account.institutionId,
            sourceAccountId,
            sageBankAccountId,
            bankId: sageBankId,
            region: bank.region,
            kind,
            firstLine: lines[0]?.seq ?? 0,
            lastLine: lines.at(-1)?.seq ?? 0,
            createdAt: clock(),
          };
          await tx.insert(statements).values({ ...statement, lines: lines.length });
          const untried = { sageStatementId: null, postedAt: null, attempts: 0, uncertain: false };
          return { ...statement, ...untried, isReauthorised, lines: lines.map(lineOf) };
        };
        if (reauthorisation === "asked") return open("reauthorise", []);
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
        if (whole.length === 0 || !bank) {
          // What still waits is from before the date that Sage wants it from: nothing of it is to be sent.
          if (bank)
            await complete(tx, needs, eq(pushOperations.sourceAccountId, sourceAccountId), { status: "Success" });
          await tx.update(feeds).set({ lookedAt: null }).where(own);
          return null;
        }
        return open("lines", whole);
      }),

    async trying(statementId) {
      const tried = { attempts: sql`${statements.attempts} + 1`, uncertain: true };
      await db.update(statements).set(tried).where(eq(statements.id, statementId));
    },

    async notTaken(statementId) {
      await db.update(statements).set({ uncertain: false }).where(eq(statements.id, statementId));
    },

    notYet: (statementId) =>
      db.transaction(async (tx) => {
        const [statement] = await tx.select().from(statements).where(eq(statements.id, statementId));
        if (!statement) return;
        const feed = await inLine(tx, statement.sourceAccountId);
        const now = clock();
        const given = feed.reauthorisation === "given" ? (feed.reauthorisationAt?.getTime() ?? 0) : 0;
        if (now.getTime() - given < BACK_IN_SAGE_MS) return;
        await tx
          .update(feeds)
          .set({ reauthorisation: "required", reauthorisationAt: now, lookedAt: null })
          .where(eq(feeds.sourceAccountId, statement.sourceAccountId));
      }),

    async posted(statementId, sageStatementId, uncertain) {
      const answered = { sageStatementId, uncertain, postedAt: clock() };
      await db.update(statements).set(answered).where(eq(statements.id, statementId));
    },

    delivered: (statementId) =>
      db.transaction(async (tx) => {
        const statement = await ending(tx, statementId, null);
        if (!statement) return;
        const { sourceAccountId, lastLine } = statement;
        const now = clock();
        if (statement.kind === "reauthorise") {
          const asked = and(eq(feeds.sourceAccountId, sourceAccountId), eq(feeds.reauthorisation, "asked"));
          await tx
            .update(feeds)
            .set({ reauthorisation: "required", reauthorisationAt: now, lookedAt: now })
            .where(asked);
          return;
        }
        const isBack = sql`case when ${feeds.reauthorisation} = 'given' then null else ${feeds.reauthorisation} end`;
        const done = { sentThrough: lastLine, lookedAt: now, reauthorisation: isBack };
        await tx
          .update(feeds)
          .set(done)
          .where(and(eq(feeds.sourceAccountId, sourceAccountId), eq(feeds.sentTo, statement.sageBankAccountId)));
        await complete(
          tx,
          needs,
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
        if (statement.kind === "reauthorise") {
          const asked = and(eq(feeds.sourceAccountId, sourceAccountId), eq(feeds.reauthorisation, "asked"));
          await tx
            .update(feeds)
            .set({ reauthorisation: null, reauthorisationAt: null, lookedAt: clock() })
            .where(asked);
          return;
        }
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
        const failed = await complete(tx, needs, or(inArray(pushOperations.id, ids), waitsForThem), {
          status: "Failed",
          errorMessage: `Sage did not take them: ${why}`.slice(0, 500),
        });
        // All or nothing: none of theirs is in Sage, and each may be pushed anew. What an earlier account of Sage's took stays ours.
        if (failed.length > 0) await tx.delete(bankLines).where(and(its, inArray(bankLines.pushId, failed)));
        await tx.update(feeds).set({ sentThrough: lastLine, lookedAt: clock() }).where(account);
      }),

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

/** As many lines as one statement takes, no push of them in part: what Sage does to one it does to all of its lines. */
function wholePushes(rows: readonly LineRow[]) {
  const beyond = rows[MOST_LINES]?.pushId;
  return beyond === undefined ? rows : rows.filter(({ pushId }) => pushId !== beyond);
}
