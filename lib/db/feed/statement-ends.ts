import { and, eq, gte, inArray, lte, notInArray, sql } from "drizzle-orm";
import { OWN_WORDS, refusedBySage } from "../../feed/own-words.ts";
import type { PostingStore } from "../../feed/ports.ts";
import { BACK_IN_SAGE_MS } from "../../feed/reauthorisation.ts";
import type { Db } from "../database.ts";
import { bankLines, feeds, pushOperations, sourceAccounts, statements } from "../schema.ts";
import { complete, type FeedNeeds, fail, inLine, isUnderway, isWaiting } from "./line-up.ts";

type Try = { id: string; attempts: number };

/** What became of a statement, in the database. */
export function statementEnds(needs: FeedNeeds): Omit<PostingStore, "next" | "release" | "revive"> {
  const { db, clock } = needs;
  /** As long as nobody has tried it anew, or ended it. */
  const its = ({ id, attempts }: Try) => and(eq(statements.id, id), eq(statements.attempts, attempts), isUnderway);

  /** Ends a statement, once, holding its feed. */
  async function ending(tx: Db, statement: Try, refusal: string | null) {
    const [found] = await tx.select().from(statements).where(eq(statements.id, statement.id));
    if (!found || !(await inLine(tx, found.sourceAccountId))) return null;
    const ended = await tx
      .update(statements)
      .set({ finishedAt: clock(), refusal })
      .where(its(statement))
      .returning({ id: statements.id });
    return ended.length > 0 ? found : null;
  }

  return {
    trying: (statement) =>
      db.transaction(async (tx) => {
        const [found] = await tx.select().from(statements).where(its(statement)).for("update");
        if (!found) return null;
        const attempts = found.attempts + 1;
        await tx.update(statements).set({ attempts, uncertain: true }).where(eq(statements.id, found.id));
        return { attempts, uncertain: found.uncertain };
      }),

    async notTaken(statement) {
      await db.update(statements).set({ uncertain: false }).where(its(statement));
    },

    async posted({ uncertain, ...statement }, sageStatementId) {
      await db
        .update(statements)
        .set({ sageStatementId, uncertain, postedAt: clock(), refusal: null })
        .where(its(statement));
    },

    async doubt(statement) {
      const counted = { refusals: sql`${statements.refusals} + 1` };
      const [found] = await db
        .update(statements)
        .set(counted)
        .where(its(statement))
        .returning({ refusals: statements.refusals });
      return found?.refusals ?? 0;
    },

    async stuck(statement, why) {
      const [found] = await db
        .update(statements)
        .set({ refusal: why.slice(0, 500) })
        .where(its(statement))
        .returning({ sourceAccountId: statements.sourceAccountId });
      if (found) needs.onStuck?.(found.sourceAccountId, why);
    },

    async forgotten(statement) {
      await db.update(statements).set({ sageStatementId: null, postedAt: null, uncertain: true }).where(its(statement));
    },

    async replaced(statement) {
      await db.update(statements).set({ finishedAt: clock(), refusal: OWN_WORDS.connectedAnew }).where(its(statement));
    },

    notYet: (statement) =>
      db.transaction(async (tx) => {
        const [found] = await tx.select().from(statements).where(its(statement));
        const feed = found && (await inLine(tx, found.sourceAccountId));
        if (!feed) return;
        const now = clock();
        const given = feed.reauthorisation === "given" ? (feed.reauthorisationAt?.getTime() ?? 0) : 0;
        if (now.getTime() - given < BACK_IN_SAGE_MS) return;
        await tx
          .update(feeds)
          .set({ reauthorisation: "required", reauthorisationAt: now, askedInVain: 0, lookedAt: now })
          .where(eq(feeds.sourceAccountId, feed.sourceAccountId));
        // Sage asks its user already: to say so again would make it ask them twice.
        if (found.kind === "reauthorise") await tx.update(statements).set({ finishedAt: now }).where(its(statement));
      }),

    async userIsBack(sourceAccountId) {
      const required = and(eq(feeds.sourceAccountId, sourceAccountId), eq(feeds.reauthorisation, "required"));
      await db.update(feeds).set({ reauthorisation: null, reauthorisationAt: null, lookedAt: clock() }).where(required);
    },

    delivered: (which) =>
      db.transaction(async (tx) => {
        const statement = await ending(tx, which, null);
        if (!statement) return;
        const { sourceAccountId, lastLine } = statement;
        const now = clock();
        if (statement.kind === "reauthorise") {
          const asked = and(eq(feeds.sourceAccountId, sourceAccountId), eq(feeds.reauthorisation, "asked"));
          await tx
            .update(feeds)
            .set({ reauthorisation: "required", reauthorisationAt: now, askedInVain: 0, lookedAt: now })
            .where(asked);
          return;
        }
        const isBack = sql`case when ${feeds.reauthorisation} = 'given' then null else ${feeds.reauthorisation} end`;
        await tx
          .update(feeds)
          .set({ sentThrough: lastLine, lookedAt: now, reauthorisation: isBack })
          .where(and(eq(feeds.sourceAccountId, sourceAccountId), eq(feeds.sentTo, statement.sageBankAccountId)));
        const done = and(eq(pushOperations.sourceAccountId, sourceAccountId), lte(pushOperations.lastLine, lastLine));
        await complete(tx, needs, done, { status: "Success" });
        const [line] = await tx
          .select({ balance: bankLines.balance })
          .from(bankLines)
          .where(eq(bankLines.seq, lastLine));
        if (line)
          await tx.update(sourceAccounts).set({ balance: line.balance }).where(eq(sourceAccounts.id, sourceAccountId));
      }),

    refused: (which, why) =>
      db.transaction(async (tx) => {
        const statement = await ending(tx, which, why);
        if (!statement) return "done";
        const { sourceAccountId, firstLine, lastLine } = statement;
        const account = eq(feeds.sourceAccountId, sourceAccountId);
        const lookedAt = clock();
        if (statement.kind === "reauthorise") {
          const asked = and(account, eq(feeds.reauthorisation, "asked"));
          await tx.update(feeds).set({ reauthorisation: null, reauthorisationAt: null, lookedAt }).where(asked);
          return "done";
        }
        const [push, ...others] = await tx
          .selectDistinct({
            id: pushOperations.id,
            completedAt: pushOperations.completedAt,
            status: pushOperations.status,
          })
          .from(bankLines)
          .innerJoin(pushOperations, eq(pushOperations.id, bankLines.pushId))
          .where(
            and(
              eq(bankLines.sourceAccountId, sourceAccountId),
              gte(bankLines.seq, firstLine),
              lte(bankLines.seq, lastLine),
            ),
          );
        if (others.length > 0) {
          await tx.update(feeds).set({ singlyThrough: lastLine, lookedAt }).where(account);
          return "done";
        }
        // Its institution was told long ago that they are in Sage: they wait, and nothing goes before them.
        if (push?.completedAt && push.status !== "Failed") {
          needs.onStuck?.(sourceAccountId, why);
          return "history";
        }
        const failing = push ? await withSharers(tx, sourceAccountId, push.id) : [];
        // All or nothing: none of theirs is in Sage, and each may be pushed anew.
        await fail(tx, needs, inArray(pushOperations.id, failing), refusedBySage(why));
        await tx.update(feeds).set({ sentThrough: lastLine, lookedAt }).where(account);
        return "done";
      }),
  };
}

/** A push, and those that wait and repeat a line of it, or of one that does: all or nothing holds for each of them. */
async function withSharers(tx: Db, sourceAccountId: string, pushId: string) {
  const failing = [pushId];
  for (;;) {
    const more = await tx
      .select({ id: pushOperations.id })
      .from(pushOperations)
      .where(
        and(
          eq(pushOperations.sourceAccountId, sourceAccountId),
          isWaiting,
          notInArray(pushOperations.id, failing),
          sql`exists (select 1 from ${bankLines} where ${inArray(bankLines.pushId, failing)}
            and ${pushOperations.shared} @> to_jsonb(${bankLines.seq}))`,
        ),
      );
    if (more.length === 0) return failing;
    failing.push(...more.map(({ id }) => id));
  }
}
