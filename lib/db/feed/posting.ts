import { setTimeout as pause } from "node:timers/promises";
import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { isDisconnectedHere } from "../../feed/fed-account.ts";
import type { FeedEvent, FeedStepped } from "../../feed/feed-life.ts";
import { feedStep } from "../../feed/feed-step.ts";
import type { PostingStore, Reported, StatementToPost, Task } from "../../feed/ports.ts";
import { mayTellOfRestore } from "../../feed/restored.ts";
import { closingAfter, inDateOrder } from "../../feed/statement.ts";
import { storeTroubleIn } from "../../store-trouble.ts";
import { feeds, sourceAccounts } from "../schema.ts";
import type { Db } from "../store/database.ts";
import { isLookDue } from "../store/feed-predicates.ts";
import { isStoreRestored, lookAtOrigin } from "../store/store-origin.ts";
import { closingOf, mayBeThere } from "./earlier-statements.ts";
import { lineOf } from "./lines.ts";
import { contentOf, type HeldRow, type LoadedFeed, loadFeed } from "./load-feed.ts";
import type { FeedNeeds } from "./parts.ts";
import { carryOutFeed, saveFeed } from "./save-feed.ts";
import { balanceOf } from "./standing.ts";
import { linesAfter, rowsOf } from "./statement-lines.ts";
import { countStuck } from "./stuck-statements.ts";

type Rows = Awaited<ReturnType<typeof linesAfter>>;

/** A silent runner keeps an account for so long: longer than its longest step. */
const LEASE = sql`clock_timestamp() + interval '45 seconds'`;
/** Milliseconds that a step waits for a feed that another caller holds. Two such waits and Sage's answer fit in a lease. */
const PATIENCE_MS = 7_000;
/** Milliseconds between two tries of a step. */
const PAUSE_MS = 100;

/** Statements on their way to Sage, in the database: loads a feed, has `feedStep` decide, and saves what it decides. */
export function postingStore(needs: FeedNeeds): PostingStore {
  const { db, aside = db, clock, enqueue } = needs;

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

  /** One step of a feed that is held, and those that follow from it here. */
  async function step(tx: Db, loaded: LoadedFeed, event: FeedEvent): Promise<Task | "unreadable"> {
    let stepped = feedStep(loaded.feed, event, clock());
    await saveFeed(tx, loaded.feed, stepped.after);
    let held = await carryOutFeed(tx, needs, stepped, loaded);
    let opened: Rows | null = null;
    if (stepped.next.do === "find-lines") {
      const { after: feed } = stepped;
      const { after, from } = stepped.next;
      const rows = await linesAfter(tx, feed, after, from);
      stepped = feedStep(feed, { type: "lines-found", lines: await linesFound(tx, feed, rows) }, clock());
      await saveFeed(tx, feed, stepped.after);
      held = await carryOutFeed(tx, needs, stepped, { ...loaded, held: null, found: { rows, from } });
      opened = rows;
    }
    return taskOf(tx, loaded, stepped, held, opened);
  }

  const linesFound = async (tx: Db, feed: FeedStepped["after"], rows: Rows) => {
    const [first, last] = [rows[0], rows.at(-1)];
    if (!first || !last) return null;
    const range = { firstLine: first.seq, lastLine: last.seq };
    const doubted = await mayBeThere(tx, feed, range);
    const isRestored = doubted?.isRestored || (await isStoreRestored(tx, clock()));
    return { ...range, lines: rows.length, wereDoubted: doubted !== null, isRestored };
  };

  /** The next task, with what it needs: a statement as it was opened, whatever became of the account since. */
  async function taskOf(
    tx: Db,
    { institutionId }: LoadedFeed,
    { after, next }: FeedStepped,
    held: HeldRow | null,
    opened: Rows | null,
  ): Promise<Task | "unreadable"> {
    const { account, sourceAccountId } = after;
    const { sageBankAccountId, bankId, region } = account;
    const isDisconnected = isDisconnectedHere(account);
    switch (next.do) {
      case "post":
      case "ask-state": {
        if (!held) throw new Error("no statement is in flight");
        const rows = held.lines > 0 ? (opened ?? (await rowsOf(tx, held))) : [];
        if (rows) return { do: next.do, of: statementOf(held, rows, isDisconnected) };
        needs.onStuck?.(sourceAccountId, `statement ${held.id} does not have its ${held.lines} lines here`);
        return "unreadable";
      }
      case "ask-for-user":
        if (sageBankAccountId === null || bankId === null || region === null) return { do: "nothing" };
        return {
          do: next.do,
          of: { sourceAccountId, institutionId, sageBankAccountId, bankId, region, isDisconnected },
        };
      case "await-sage": {
        const asked = held?.region ?? region;
        return asked ? { ...next, region: asked } : { do: "nothing" };
      }
      case "find-lines":
        throw new Error("lines are looked for once");
      default:
        return next;
    }
  }

  /** An event with the content of the statement, where it may end it. */
  async function eventOf(tx: Db, { held }: LoadedFeed, event: Parameters<PostingStore["step"]>[1]): Promise<FeedEvent> {
    if (!hasContent(event)) return event;
    const { named = [], ...answer } = event;
    const content = held ? await contentOf(tx, held, named) : { pushes: [], isNamed: [] };
    return { ...answer, content };
  }

  /** Tells an event within a transaction. */
  async function toldIn(tx: Db, sourceAccountId: string, event: Parameters<PostingStore["step"]>[1]): Promise<Task> {
    const loaded = await loadFeed(tx, sourceAccountId);
    if (!loaded) return { do: "nothing" };
    const task = await step(tx, loaded, await eventOf(tx, loaded, event));
    return task === "unreadable" ? { do: "nothing" } : task;
  }

  const noticeRestore = () => lookAtOrigin(db, clock, needs.onMoved);

  return {
    look: (sourceAccountId, runner) =>
      db.transaction(async (tx) => {
        const loaded = await loadFeed(tx, sourceAccountId, true);
        if (!loaded) return { do: "nothing" };
        if (!(await lease(tx, sourceAccountId, runner))) return "taken";
        return step(tx, loaded, { type: "looked" });
      }),

    async step(sourceAccountId, event) {
      if (mayTellOfRestore(event)) await noticeRestore();
      return patiently(() => db.transaction((tx) => toldIn(tx, sourceAccountId, event)));
    },

    async release(sourceAccountId, runner) {
      const its = and(eq(feeds.sourceAccountId, sourceAccountId), eq(feeds.runner, runner));
      await db.update(feeds).set({ runner: null, runnerUntil: null }).where(its);
    },

    noticeRestore,

    countStuck: () => countStuck(aside, clock()),

    async revive(before, limit) {
      const lost = await db
        .select({ sourceAccountId: feeds.sourceAccountId, institutionId: sourceAccounts.institutionId })
        .from(feeds)
        .innerJoin(sourceAccounts, eq(sourceAccounts.id, feeds.sourceAccountId))
        .where(and(lt(feeds.lookedAt, before), isLookDue(clock())))
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

/** Sage gives an answer once. Where another caller holds the feed for longer than a transaction waits, the step is repeated. */
async function patiently<T>(tell: () => Promise<T>): Promise<T> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await tell();
    } catch (error) {
      if (storeTroubleIn(error)?.kind !== "busy" || performance.now() > until) throw error;
    }
    await pause(PAUSE_MS);
  }
}

type Ending = Extract<Reported, { said: string }>;
const hasContent = (event: Parameters<PostingStore["step"]>[1]): event is Ending => "said" in event;

function statementOf(held: HeldRow, rows: Rows, isDisconnected: boolean): StatementToPost {
  const { id, institutionId, sourceAccountId, sageBankAccountId, bankId, region, kind, sageStatementId, attempts } =
    held;
  const closing = closingOf(held) ?? closingAfter(rows.map(balanceOf), null);
  const lines = inDateOrder(rows.map(lineOf));
  return {
    ...{ id, institutionId, sourceAccountId, sageBankAccountId, bankId, region, kind, sageStatementId, attempts },
    ...{ lines, closing, isDisconnected },
  };
}
