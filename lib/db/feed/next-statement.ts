import { randomUUID } from "node:crypto";
import { and, asc, between, desc, eq, gt, gte, isNotNull, isNull, lt, lte, max, ne, or, sql } from "drizzle-orm";
import { OWN_WORDS } from "../../feed/own-words.ts";
import type { PostingStore } from "../../feed/ports.ts";
import { BACK_IN_SAGE_MS } from "../../feed/reauthorisation.ts";
import { MOST_LINES, type Statement, type StatementKind } from "../../feed/statement.ts";
import type { Db } from "../database.ts";
import { bankLines, feeds, pushOperations, sourceAccounts, statements } from "../schema.ts";
import { accountOf, destinationOf, type Found, type Held, type To, whyEnded, whyOver } from "./fed-account.ts";
import { complete, type FeedNeeds, fail, giveUp, inLine, type LineRow, lineOf } from "./line-up.ts";
import { endUnwanted, startFrom } from "./start-date.ts";

/** How long a runner that says nothing has an account for itself: longer than its longest step. */
const LEASE = sql`clock_timestamp() + interval '45 seconds'`;
/** How soon it is asked first whether a user has authorised again; then after twice as long each time, and at last daily. */
const ASK_FOR_USER_MS = 5 * 60_000;
const DOUBLINGS = 8;
const askPause = (askedInVain: number) => ASK_FOR_USER_MS * 2 ** Math.min(askedInVain, DOUBLINGS);

type Feed = typeof feeds.$inferSelect;

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

  /** Whether the user may be on the way back to Sage still, which takes nothing until then. */
  const mayBeAway = ({ reauthorisation, reauthorisationAt }: Feed) =>
    reauthorisation === "given" && clock().getTime() - (reauthorisationAt?.getTime() ?? 0) < BACK_IN_SAGE_MS;

  const change = (tx: Db, { sourceAccountId }: Feed, to: Partial<Feed>) =>
    tx.update(feeds).set(to).where(eq(feeds.sourceAccountId, sourceAccountId));

  /** The statement that began and has not ended; one of an account that Sage has ended since ends here: its lines go to the new one. */
  async function underway(tx: Db, feed: Feed, held: Held | null, to: To) {
    if (held?.sageBankAccountId === to.sageBankAccountId) return held;
    const ended = { finishedAt: clock(), refusal: OWN_WORDS.connectedAnew };
    if (held) await tx.update(statements).set(ended).where(eq(statements.id, held.id));
    if (feed.sentTo === to.sageBankAccountId) return null;
    const left = await leftBehind(tx, feed, to);
    if (!left) return null;
    await sentThrough(tx, feed, to);
    const resumed = { finishedAt: null, refusal: null, uncertain: true };
    await tx.update(statements).set(resumed).where(eq(statements.id, left.id));
    return { ...left, ...resumed };
  }

  /** The last line that Sage's account has, which is a new one to the feed now and then. */
  async function sentThrough(tx: Db, feed: Feed, { sageBankAccountId }: To) {
    if (feed.sentTo === sageBankAccountId) return feed.sentThrough;
    const through = await cursorOf(tx, feed, sageBankAccountId);
    await change(tx, feed, { sentTo: sageBankAccountId, sentThrough: through });
    return through;
  }

  /** Now and then it is time to ask whether the user has authorised again. */
  async function awaitUser(tx: Db, feed: Feed, to: To) {
    const now = clock();
    const { reauthorisationAt, askedInVain } = feed;
    if (now.getTime() - (reauthorisationAt?.getTime() ?? 0) < askPause(askedInVain)) return null;
    await change(tx, feed, { reauthorisationAt: now, askedInVain: askedInVain + 1 });
    return { ...to, sourceAccountId: feed.sourceAccountId, awaitsUser: true as const };
  }

  async function open(tx: Db, feed: Feed, to: To, kind: StatementKind, lines: readonly LineRow[]): Promise<Statement> {
    const { sourceAccountId } = feed;
    const range = { firstLine: lines[0]?.seq ?? 0, lastLine: lines.at(-1)?.seq ?? 0 };
    const uncertain = kind === "lines" && (await mayBeThere(tx, feed, to, range));
    const statement = { id: randomUUID(), ...to, sourceAccountId, kind, uncertain, createdAt: clock() };
    await tx.insert(statements).values({ ...statement, ...range, lines: lines.length });
    const untried = { sageStatementId: null, postedAt: null, attempts: 0 };
    return {
      ...statement,
      ...untried,
      isReauthorised: mayBeAway(feed),
      over: null,
      isReplaced: false,
      lines: lines.map(lineOf),
    };
  }

  /** What was not posted before an account's end never is. */
  async function failWhatIsNotPosted(tx: Db, found: Found) {
    const over = whyOver(found);
    const its = eq(pushOperations.sourceAccountId, found.account.id);
    const later = gt(pushOperations.lastLine, found.held?.lastLine ?? 0);
    if (over !== null) await fail(tx, needs, and(its, later), OWN_WORDS[over]);
  }

  /** Opens a statement of what was pushed since; null when that is nothing. */
  async function openNew(tx: Db, feed: Feed, to: To, from: Date) {
    const through = await sentThrough(tx, feed, to);
    if (feed.reauthorisation === "asked") return open(tx, feed, to, "reauthorise", []);
    await startFrom(tx, needs, feed, through, from);
    const lines = await linesAfter(tx, feed, through, from);
    if (lines.length > 0) return open(tx, feed, to, "lines", lines);
    const its = eq(pushOperations.sourceAccountId, feed.sourceAccountId);
    await complete(tx, needs, and(its, lte(pushOperations.lastLine, through)), { status: "Success" });
    await endUnwanted(tx, needs, its);
    await change(tx, feed, { lookedAt: null });
    return null;
  }

  return {
    next: (sourceAccountId, runner) =>
      db.transaction(async (tx) => {
        const inRow = await inLine(tx, sourceAccountId);
        if (!inRow) return null;
        if (!(await lease(tx, sourceAccountId, runner))) return "taken";
        const found = await accountOf(tx, sourceAccountId);
        if (!found) return null;
        const { account, held } = found;
        const why = whyEnded(found);
        if (why !== null) {
          await giveUp(tx, needs, sourceAccountId, why);
          return null;
        }
        const to = await destinationOf(tx, account);
        if (!to) return null;
        const feed = { ...inRow, lookedAt: clock(), reauthorisation: reauthorisationOf(inRow, to) };
        await change(tx, feed, { lookedAt: feed.lookedAt, reauthorisation: feed.reauthorisation });
        const over = whyOver(found);
        await failWhatIsNotPosted(tx, found);
        // What is ended here waits for no user.
        if (feed.reauthorisation === "required" && over === "notConnected")
          await change(tx, feed, { reauthorisation: null });
        else if (feed.reauthorisation === "required") return awaitUser(tx, feed, to);
        const from = account.feedStartDate ?? new Date(0);
        const isReplaced = isTakenElsewhere(held, to);
        const begun = isReplaced ? held : await underway(tx, feed, held, to);
        if (!begun) return openNew(tx, feed, to, from);
        const lines = begun.kind === "lines" ? await linesOf(tx, begun) : [];
        return { ...begun, isReauthorised: mayBeAway(feed), over, isReplaced, lines };
      }),

    async release(sourceAccountId, runner) {
      const its = and(eq(feeds.sourceAccountId, sourceAccountId), eq(feeds.runner, runner));
      await db.update(feeds).set({ runner: null, runnerUntil: null }).where(its);
    },

    async revive(before, limit) {
      const pause = sql`${ASK_FOR_USER_MS / 1000} * power(2, least(${feeds.askedInVain}, ${DOUBLINGS})) * interval '1 second'`;
      const isAskDue = sql`${feeds.reauthorisationAt} + ${pause} <= ${clock().toISOString()}::timestamptz`;
      const lost = await db
        .select({ sourceAccountId: feeds.sourceAccountId, institutionId: sourceAccounts.institutionId })
        .from(feeds)
        .innerJoin(sourceAccounts, eq(sourceAccounts.id, feeds.sourceAccountId))
        .where(
          and(
            lt(feeds.lookedAt, before),
            or(isNull(feeds.reauthorisation), ne(feeds.reauthorisation, "required"), isAskDue),
          ),
        )
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

/** Whether Sage's account of before has a statement of which it is not known what became. */
const isTakenElsewhere = (held: Held | null, { sageBankAccountId }: To) =>
  held !== null &&
  held.kind === "lines" &&
  held.sageStatementId !== null &&
  held.sageBankAccountId !== sageBankAccountId;

/** Whoever connected the account anew has authorised it. */
function reauthorisationOf({ sentTo, reauthorisation }: Feed, { sageBankAccountId }: To) {
  const isConnectedAnew = sentTo !== null && sentTo !== sageBankAccountId;
  return isConnectedAnew && reauthorisation !== "asked" ? null : reauthorisation;
}

/** Whether lines that go one push at a time were refused together when Sage might have had them. */
async function mayBeThere(
  tx: Db,
  { sourceAccountId, singlyThrough }: Feed,
  to: To,
  range: { firstLine: number; lastLine: number },
) {
  if (range.firstLine > singlyThrough) return false;
  const doubted = and(
    eq(statements.sourceAccountId, sourceAccountId),
    eq(statements.sageBankAccountId, to.sageBankAccountId),
    eq(statements.kind, "lines"),
    eq(statements.uncertain, true),
    isNotNull(statements.refusal),
    lte(statements.firstLine, range.firstLine),
    gte(statements.lastLine, range.lastLine),
  );
  return (await tx.$count(statements, doubted)) > 0;
}

/** What an account that we return to may have of ours, without our knowing: it was under way when another one was believed to follow. */
async function leftBehind(tx: Db, { sourceAccountId }: Feed, { sageBankAccountId }: To) {
  const [left] = await tx
    .select()
    .from(statements)
    .where(
      and(
        eq(statements.sourceAccountId, sourceAccountId),
        eq(statements.sageBankAccountId, sageBankAccountId),
        eq(statements.kind, "lines"),
        eq(statements.refusal, OWN_WORDS.connectedAnew),
        or(eq(statements.uncertain, true), isNotNull(statements.sageStatementId)),
      ),
    )
    .orderBy(desc(statements.createdAt))
    .limit(1);
  if (!left) return null;
  // Given up meanwhile, there is nothing left to ask about.
  const of = and(eq(bankLines.sourceAccountId, sourceAccountId), between(bankLines.seq, left.firstLine, left.lastLine));
  return (await tx.$count(bankLines, of)) >= left.lines ? left : null;
}

/** How far an account of Sage's has come: one that we return to has what it took before. */
async function cursorOf(tx: Db, { sourceAccountId }: Feed, sageBankAccountId: string) {
  const [done] = await tx
    .select({ line: max(statements.lastLine) })
    .from(statements)
    .where(
      and(
        eq(statements.sourceAccountId, sourceAccountId),
        eq(statements.sageBankAccountId, sageBankAccountId),
        isNotNull(statements.finishedAt),
        isNull(statements.refusal),
      ),
    );
  return Number(done?.line ?? 0);
}

/** What one statement takes of the lines after one, in their order. */
async function linesAfter(tx: Db, { sourceAccountId, singlyThrough }: Feed, through: number, from: Date) {
  const rows = await tx
    .select()
    .from(bankLines)
    .where(and(eq(bankLines.sourceAccountId, sourceAccountId), gt(bankLines.seq, through), gte(bankLines.at, from)))
    .orderBy(asc(bankLines.seq))
    .limit(MOST_LINES + 1);
  const taken = wholePushes(rows);
  // Sage has refused these together: one push at a time shows which of them it was.
  const isSingle = (taken[0]?.seq ?? 0) <= singlyThrough;
  return isSingle ? taken.filter(({ pushId }) => pushId === taken[0]?.pushId) : taken;
}

/** What a statement was opened with, whatever the account's start date is by now. */
async function linesOf(tx: Db, { id, sourceAccountId, firstLine, lastLine, lines }: Held) {
  const rows = await tx
    .select()
    .from(bankLines)
    .where(
      and(eq(bankLines.sourceAccountId, sourceAccountId), gte(bankLines.seq, firstLine), lte(bankLines.seq, lastLine)),
    )
    .orderBy(asc(bankLines.seq));
  // Another content under the same name would be told as what it is not.
  if (rows.length !== lines) throw new Error(`statement ${id} has ${rows.length} of its ${lines} lines`);
  return rows.map(lineOf);
}

/** As many lines as one statement takes, no push of them in part: what Sage does to one it does to all of its lines. */
function wholePushes(rows: readonly LineRow[]) {
  const beyond = rows[MOST_LINES]?.pushId;
  return beyond === undefined ? rows : rows.filter(({ pushId }) => pushId !== beyond);
}
