import { acceptPush, lastLineOf, pushRefusalOf } from "../../lib/feed/accept-push.ts";
import type { PushedLine } from "../../lib/feed/bank-line.ts";
import { endOf, sentThroughOf } from "../../lib/feed/fed-account.ts";
import { validatePush } from "../../lib/feed/validate-push.ts";
import type { World } from "../world.ts";
import { loadFeed } from "./load-feed.ts";
import { step } from "./posting.ts";
import { type LineRow, newFeed, type PushRow } from "./tables.ts";

/** Takes a push, all of it or nothing, as `lib/db/feed/pushes.ts` does; null where the account takes none. */
export function push(world: World, lines: readonly PushedLine[], timeoutMinutes: number | null): string | null {
  const { tables } = world;
  if (pushRefusalOf(loadFeed(tables, false).feed.account)) return null;
  const feed = tables.feed ?? newFeed();
  const { feedStartDate: startDate, sageBankAccountId } = tables.account;
  const now = new Date(world.now);
  const ids = lines.map(({ id }) => id);
  const known = tables.lines.filter(({ id }) => ids.includes(id));
  const newest = tables.lines.reduce<LineRow | null>((a, b) => (a === null || b.day >= a.day ? b : a), null);
  const verdict = validatePush(lines, {
    newest: newest?.day ?? null,
    held: new Map(known.map((row) => [row.id, row])),
    startDate,
    standing: newest && { balance: newest.balance, day: newest.day, from: null, acceptedAt: now },
    account: { balance: "0", toldAt: now, isCard: false },
    ...{ now, timeZone: null, isStrict: false },
  });
  const sentThrough = sentThroughOf(feed, sageBankAccountId);
  const accepted = acceptPush({ ids, verdict, known, sentThrough, startDate, timeoutMinutes }, now);
  const id = world.newId("push");
  const rows: LineRow[] = verdict.fresh.map((line, index) => ({ ...line, seq: tables.nextSeq + index, pushId: id }));
  const lastLine = lastLineOf(rows, accepted.shared, startDate);
  const operation: PushRow = { ...accepted, id, warnings: verdict.warnings, lines: lines.length, lastLine };
  const isPending = accepted.status === "Pending";
  world.tables = {
    ...tables,
    feed: isPending ? { ...feed, lookedAt: now } : feed,
    lines: [...tables.lines, ...rows],
    pushes: [...tables.pushes, operation],
    nextSeq: tables.nextSeq + rows.length,
  };
  if (isPending) world.enqueue(0);
  return id;
}

/** Does what the step says of an event about the user, as `lib/db/feed/reauthorisations.ts` does. */
export function stepOfUser(
  world: World,
  event: { type: "reauthorisation-asked" } | { type: "authorised"; isNamed: boolean },
) {
  const { account } = loadFeed(world.tables, false).feed;
  if (event.type === "reauthorisation-asked" ? endOf(account) : account.status !== "connected") return;
  if (event.type === "authorised" && world.tables.feed === null) return;
  const loaded = loadFeed(world.tables, false);
  if (step(world, loaded, event).do === "look-again") world.enqueue(0);
}

/** Marks every outcome of its feed in the store unknown, as `lib/db/feed/mark-outcome-unknown.ts` does. */
export function doubtFeed(world: World) {
  const { tables, now } = world;
  const { feed, statements, pushes } = tables;
  const isBegun = statements.some(({ finishedAt }) => finishedAt === null);
  const waits = pushes.some(({ completedAt }) => completedAt === null);
  world.tables = {
    ...tables,
    restoredAt: new Date(now),
    feed: feed && (isBegun || waits) ? { ...feed, lookedAt: new Date(0), mostLines: null } : feed,
    statements: statements.map((one) =>
      one.finishedAt === null && one.kind === "lines" ? { ...one, isOutcomeUnknown: true, isRestored: true } : one,
    ),
  };
}
