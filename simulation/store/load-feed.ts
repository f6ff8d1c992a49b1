import { isElsewhere } from "../../lib/feed/fed-account.ts";
import type { Content, Feed, InFlight } from "../../lib/feed/feed-life.ts";
import { hasTaken, isLeftBehind, wasTaken } from "../../lib/feed/past-statements.ts";
import { type FeedRow, HOME, linesIn, newFeed, type StatementRow, type Tables } from "./tables.ts";

/** A feed as `lib/db/feed/load-feed.ts` loads it. */
export type LoadedFeed = { row: FeedRow; feed: Feed; held: StatementRow | null; left: StatementRow | null };

/** `isLooked`: a job looks at it, which may find that the account has another counterpart in Sage. */
export function loadFeed(tables: Tables, isLooked: boolean): LoadedFeed {
  const row = tables.feed ?? newFeed();
  const { account, connection } = tables;
  const held = tables.statements.find(({ finishedAt }) => finishedAt === null) ?? null;
  const to = account.sageBankAccountId;
  const returningTo = isLooked && isElsewhere(row, to) ? to : null;
  const left = returningTo === null ? null : leftBehind(tables, returningTo);
  const through = returningTo === null ? 0 : cursorOf(tables, returningTo);
  const { runner: _runner, runnerUntil: _until, ...state } = row;
  const feed: Feed = {
    ...state,
    account: {
      status: account.status,
      isLinked: connection.status === "Linked",
      sageBankAccountId: to,
      bankId: account.sageBankId,
      region: account.sageBankId === null ? null : HOME.region,
      startDate: account.feedStartDate,
    },
    held: held && inFlight(held, isEndedInSage(tables, held.sageBankAccountId)),
    returning: returningTo !== null ? { through, left: left && inFlight(left, false) } : null,
  };
  return { row, feed, held, left };
}

const isEndedInSage = ({ sageAccounts }: Tables, id: string) =>
  sageAccounts.some(({ sageBankAccountId, endedAt }) => sageBankAccountId === id && endedAt !== null);

const inFlight = (
  { wantedFrom: _from, finishedAt: _end, ...held }: StatementRow,
  isAccountEndedInSage: boolean,
): InFlight => ({ ...held, isAccountEndedInSage });

function leftBehind(tables: Tables, to: string) {
  const left = tables.statements.findLast((one) => isLeftBehind(one, to));
  return left && linesIn(tables, left).length === left.lines ? left : null;
}

const cursorOf = ({ statements }: Tables, to: string) =>
  statements.reduce(
    (through, one) => (wasTaken(one) && one.sageBankAccountId === to ? Math.max(through, one.lastLine) : through),
    0,
  );

/** A statement's content, for an answer that may end it. `named` are places among its lines, in the order of their days. */
export function contentOf(tables: Tables, held: StatementRow, named: readonly number[]): Content {
  const rows = linesIn(tables, held);
  const byDay = rows.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.seq - b.seq));
  const isNamed = new Set(named.map((place) => byDay[place]?.seq));
  const ids = new Set(rows.map(({ pushId }) => pushId));
  const cameToSage = (pushId: string) =>
    tables.lines.some((line) => line.pushId === pushId && tables.statements.some((one) => hasTaken(one, line)));
  return {
    pushes: tables.pushes
      .filter(({ id }) => ids.has(id))
      .map(({ id, status, completedAt }) => ({
        id,
        status,
        isCompleted: completedAt !== null,
        cameToSage: cameToSage(id),
      })),
    isNamed: rows.map(({ seq }) => isNamed.has(seq)),
  };
}
