import type { CalendarDay } from "../../lib/calendar-day.ts";
import type { Feed, FeedEffect } from "../../lib/feed/feed-life.ts";
import {
  DELIVERED,
  failedFor,
  isBehind,
  type PushEnd,
  shownPush,
  statusAfter,
  UNWANTED,
  withSharers,
} from "../../lib/feed/push-ends.ts";
import type { Reason } from "../../lib/feed/reason.ts";
import { isEarlyInPart, startOver } from "../../lib/feed/start-over.ts";
import { Violation } from "../violation.ts";
import type { World } from "../world.ts";
import type { LoadedFeed } from "./load-feed.ts";
import type { FeedRow, LineRow, PushRow, StatementRow, Tables } from "./tables.ts";

type LinesFound = { rows: readonly LineRow[]; from: CalendarDay };

/** Stores what has changed of a feed and of its statement in flight, as `lib/db/feed/save-feed.ts` does. */
export function saveFeed(world: World, row: FeedRow, before: Feed, after: Feed) {
  const { account: _account, held, returning: _returning, ...state } = after;
  change(world, { feed: { ...row, ...state } });
  if (!before.held || held?.id !== before.held.id || held === before.held) return;
  const { isAccountEndedInSage: _ended, ...changed } = held;
  changeStatement(world, held.id, changed);
}

/** Does what a step has decided, in its order. */
export function carryOutFeed(
  world: World,
  feed: Feed,
  effects: readonly FeedEffect[],
  loaded: LoadedFeed,
  found?: LinesFound,
) {
  for (const effect of effects) carryOut(world, feed, effect, loaded, found);
}

function carryOut(world: World, feed: Feed, effect: FeedEffect, { left }: LoadedFeed, found?: LinesFound) {
  switch (effect.type) {
    case "end-statement": {
      const { id, reason, sageAnswer, isOutcomeUnknown } = effect;
      changeStatement(world, id, { finishedAt: new Date(world.now), reason, sageAnswer, isOutcomeUnknown });
      return;
    }
    case "resume-statement":
      if (left) changeStatement(world, effect.id, { finishedAt: null, reason: null, isOutcomeUnknown: true });
      return;
    case "open-statement":
      return openStatement(world, feed, effect, found);
    case "complete": {
      const { through } = effect;
      return complete(world, ({ lastLine }) => lastLine !== null && lastLine <= through, DELIVERED);
    }
    case "fail":
      return fail(world, failing(world.tables, effect.which), effect.reason);
    case "free-lines":
      return change(world, { lines: world.tables.lines.filter(({ pushId }) => pushId !== effect.push) });
    case "leave-out":
      return startFrom(world, effect.through, effect.before);
    case "end-unwanted":
      return complete(world, () => true, UNWANTED);
    case "note-balance":
    case "alert":
      return;
  }
}

const change = (world: World, changed: Partial<Tables>) => {
  world.tables = { ...world.tables, ...changed };
};

function changeStatement(world: World, id: string, changed: Partial<StatementRow>) {
  change(world, {
    statements: world.tables.statements.map((row) => (row.id === id ? { ...row, ...changed } : row)),
  });
}

function openStatement(
  world: World,
  { account }: Feed,
  { kind, isOutcomeUnknown, isRestored }: Extract<FeedEffect, { type: "open-statement" }>,
  found?: LinesFound,
) {
  const { statements } = world.tables;
  if (statements.some(({ finishedAt }) => finishedAt === null)) throw new Violation("two statements are in flight");
  if (account.sageBankAccountId === null) throw new Violation("a statement is opened for nobody");
  const rows = found?.rows ?? [];
  const opened: StatementRow = {
    ...{ id: world.newId("st"), kind, sageBankAccountId: account.sageBankAccountId, isRestored, isOutcomeUnknown },
    firstLine: rows[0]?.seq ?? 0,
    lastLine: rows.at(-1)?.seq ?? 0,
    lines: rows.length,
    wantedFrom: found?.from ?? null,
    ...{
      sageStatementId: null,
      postedAt: null,
      attempts: 0,
      refusals: 0,
      reason: null,
      sageAnswer: null,
      finishedAt: null,
    },
  };
  change(world, { statements: [...statements, opened] });
  world.checks.opened(opened, rows);
}

/** Ends pushes that wait. */
function complete(world: World, which: (push: PushRow) => boolean, end: PushEnd) {
  const ended: PushRow[] = [];
  const pushes = world.tables.pushes.map((push) => {
    if (push.completedAt !== null || !which(push)) return push;
    const status = statusAfter(shownPush(push, new Date(world.now)).status, end.status);
    const after = { ...push, ...end, status, completedAt: new Date(world.now) };
    ended.push(after);
    return after;
  });
  if (ended.length > 0) change(world, { pushes });
  for (const push of ended) world.checks.ended(push, end.status);
}

/** Ends pushes that have failed; their lines are free to be pushed again. */
function fail(world: World, which: (push: PushRow) => boolean, reason: Reason) {
  const ids = new Set(
    world.tables.pushes.filter((push) => push.completedAt === null && which(push)).map(({ id }) => id),
  );
  if (ids.size === 0) return;
  complete(world, ({ id }) => ids.has(id), failedFor(reason));
  change(world, { lines: world.tables.lines.filter(({ pushId }) => !ids.has(pushId)) });
}

function failing(tables: Tables, which: Extract<FeedEffect, { type: "fail" }>["which"]): (push: PushRow) => boolean {
  if (which === "all") return () => true;
  const ownOf = (push: string) => tables.lines.filter(({ pushId }) => pushId === push).map(({ seq }) => seq);
  if ("after" in which) return ({ id, lastLine }) => isBehind({ lastLine, own: ownOf(id) }, which.after);
  const repeating = tables.pushes
    .filter(({ completedAt }) => completedAt === null)
    .flatMap(({ id, shared }) =>
      tables.lines.filter(({ seq }) => shared.includes(seq)).map(({ pushId }) => ({ push: id, of: pushId })),
    );
  const ids = new Set(withSharers(which.push, repeating));
  return ({ id }) => ids.has(id);
}

/**
 * Ends pushes whose lines are all from before the account's new start date. Adds a remark to those with some such
 * lines.
 */
function startFrom(world: World, through: number, from: CalendarDay) {
  for (const push of world.tables.pushes) {
    const { id } = push;
    const own = world.tables.lines.filter(({ pushId }) => pushId === id);
    const shared = push.shared.flatMap((seq) => world.tables.lines.find((line) => line.seq === seq) ?? []);
    if (push.completedAt !== null || !isEarlyInPart({ own, shared }, through, from)) continue;
    const { remarks, lastLine, end } = startOver({ ...push, own, shared }, from);
    const changed = { warnings: [...push.warnings, ...remarks], ...(lastLine === null ? {} : { lastLine }) };
    change(world, { pushes: world.tables.pushes.map((one) => (one.id === id ? { ...one, ...changed } : one)) });
    if (end) complete(world, (one) => one.id === id, end);
  }
}
