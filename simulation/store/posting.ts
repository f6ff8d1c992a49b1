import { isDisconnectedHere } from "../../lib/feed/fed-account.ts";
import type { Feed, FeedEvent, FeedStepped } from "../../lib/feed/feed-life.ts";
import { mayHaveTaken } from "../../lib/feed/past-statements.ts";
import type { PostingStore, Reported, SageWaits, StatementToPost, Task } from "../../lib/feed/ports.ts";
import { isRestored, linesToTake } from "../../lib/feed/restored.ts";
import { inDateOrder } from "../../lib/feed/statement.ts";
import { Violation } from "../violation.ts";
import type { World } from "../world.ts";
import { carryOutFeed, saveFeed } from "./effects.ts";
import { contentOf, type LoadedFeed, loadFeed } from "./load-feed.ts";
import { HOME, type LineRow, linesIn, newFeed, type StatementRow } from "./tables.ts";

/** How long a runner that says nothing has the account for itself. */
const LEASE_MS = 45_000;

/** The store of `lib/db/feed/posting.ts`, in memory: loads a feed, has the step decide, and saves what it decides. */
export function postingStore(world: World): Pick<PostingStore, "look" | "step"> & Pick<SageWaits, "awaitSage"> {
  return {
    look: (_, runner) =>
      world.transaction("look", () => {
        const loaded = loadFeed(world.tables, true);
        const { row } = loaded;
        if (row.runner !== null && row.runner !== runner && row.runnerUntil > world.now) return "taken";
        loaded.row = { ...row, runner, runnerUntil: world.now + LEASE_MS };
        const task = step(world, loaded, { type: "looked" });
        world.checks.looked(loaded.feed, task);
        return task;
      }),

    step: (_, event) =>
      world.transaction("step", () => {
        const loaded = loadFeed(world.tables, false);
        return step(world, loaded, eventOf(world, loaded, event));
      }),

    awaitSage: (_, region, seconds) =>
      world.transaction("wait", () => {
        const feed = world.tables.feed ?? newFeed();
        const resumeAt = new Date(world.now + seconds * 1000);
        world.tables = { ...world.tables, feed: { ...feed, awaitsSage: region, resumeAt } };
      }),
  };
}

/** One step of a feed, and those that follow from it here. */
export function step(world: World, loaded: LoadedFeed, event: FeedEvent): Task {
  world.log?.push(`  ${event.type}${"account" in event ? ` (${event.account})` : ""}`);
  let stepped = advance(world, loaded, loaded.feed, event);
  if (stepped.next.do === "find-lines") {
    const { after: feed } = stepped;
    const { after, from } = stepped.next;
    const rows = linesAfter(world, feed, after, from);
    const found = { type: "lines-found", lines: linesFound(world, feed, rows) } as const;
    stepped = advance(world, loaded, feed, found, { rows, from });
  }
  return taskOf(world, stepped);
}

function advance(
  world: World,
  loaded: LoadedFeed,
  feed: Feed,
  event: FeedEvent,
  found?: { rows: readonly LineRow[]; from: NonNullable<Feed["account"]["startDate"]> },
) {
  const stepped = world.feedStep(feed, event, new Date(world.now));
  saveFeed(world, loaded.row, feed, stepped.after);
  carryOutFeed(world, stepped.after, stepped.effects, loaded, found);
  world.log?.push(`    -> ${JSON.stringify(stepped.next)} ${JSON.stringify(stepped.effects)}`);
  return stepped;
}

function eventOf(world: World, { held }: LoadedFeed, event: Parameters<PostingStore["step"]>[1]): FeedEvent {
  if (!hasContent(event)) return event;
  const { named = [], ...answer } = event;
  return { ...answer, content: held ? contentOf(world.tables, held, named) : { pushes: [], isNamed: [] } };
}

type Ending = Extract<Reported, { said: string }>;
const hasContent = (event: Parameters<PostingStore["step"]>[1]): event is Ending => "said" in event;

/** The lines after a place that one statement takes, in their order. */
const linesAfter = ({ tables }: World, feed: Feed, through: number, from: string) =>
  linesToTake(
    tables.lines.filter(({ seq, day }) => seq > through && day >= from),
    feed,
  );

function linesFound({ tables, now }: World, feed: Feed, rows: readonly LineRow[]) {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return null;
  const range = { firstLine: first.seq, lastLine: last.seq };
  const { sentTo, singlyThrough } = feed;
  const isSingle = sentTo !== null && first.seq <= singlyThrough;
  const doubted = isSingle ? tables.statements.filter((one) => mayHaveTaken(one, sentTo, range)) : [];
  return {
    ...range,
    lines: rows.length,
    wereDoubted: doubted.length > 0,
    isRestored: doubted.some((one) => one.isRestored) || isRestored(tables.restoredAt, new Date(now)),
  };
}

function taskOf(world: World, { after, next }: FeedStepped): Task {
  const { account } = after;
  const { sageBankAccountId } = account;
  const isDisconnected = isDisconnectedHere(account);
  switch (next.do) {
    case "post":
    case "ask-state": {
      const held = world.tables.statements.find(({ finishedAt }) => finishedAt === null);
      if (!held) throw new Violation("a statement is to be posted, and none is in flight");
      const rows = held.lines > 0 ? linesIn(world.tables, held) : [];
      if (rows.length !== held.lines) throw new Violation(`statement ${held.id} has lost lines that are in flight`);
      return { do: next.do, of: statementOf(held, rows, isDisconnected) };
    }
    case "ask-for-user":
      if (sageBankAccountId === null) return { do: "nothing" };
      return { do: next.do, of: { ...HOME, sageBankAccountId, isDisconnected } };
    case "await-sage":
      return { ...next, region: HOME.region };
    case "find-lines":
      throw new Violation("lines are looked for once");
    default:
      return next;
  }
}

const statementOf = (
  { id, kind, sageBankAccountId, sageStatementId, attempts }: StatementRow,
  rows: readonly LineRow[],
  isDisconnected: boolean,
): StatementToPost => ({
  ...HOME,
  ...{ id, kind, sageBankAccountId, sageStatementId, attempts, isDisconnected },
  lines: inDateOrder(rows),
  closing: null,
});
