import type { PushedLine } from "../lib/feed/bank-line.ts";
import type { Feed } from "../lib/feed/feed-life.ts";
import type { feedStep } from "../lib/feed/feed-step.ts";
import type { Task } from "../lib/feed/ports.ts";
import type { Statement } from "../lib/feed/statement.ts";
import type { Choice, Place, Trouble } from "./choices.ts";
import { newSage, type Sage } from "./sage.ts";
import {
  emptyTables,
  type LineRow,
  type NotificationRow,
  type PushRow,
  type StatementRow,
  type Tables,
} from "./store/tables.ts";
import { Died } from "./violation.ts";

/** Something that is on its way from Sage or to it, and arrives at a moment. */
export type Mail = { at: number } & ({ notification: NotificationRow; tries: number } | { request: Statement });

/** A run of the application's code that stands still until it is woken. */
type Frozen = { resume: () => void; of: { process: Promise<void> } };

/** The lines that the institution has made, and those that it has pushed together, in their order. */
export type Institution = { day: number; lines: PushedLine[]; pushes: { ids: readonly string[]; id: string | null }[] };

/** Promises that are looked after at each step, with what Sage really has. */
export type Checks = {
  /** A job has looked at the account. */
  looked(feed: Feed, task: Task): void;
  opened(statement: StatementRow, rows: readonly LineRow[]): void;
  /** A request is on its way. */
  sent(statement: Statement): void;
  /** An institution gets the outcome of its push. */
  ended(push: PushRow, as: "Success" | "Failed"): void;
};

/** All that there is in a history. */
export type World = {
  /** Milliseconds; only the history moves it. */
  now: number;
  tables: Tables;
  backup: Tables | null;
  isRestored: boolean;
  /** Lines that a restored store believes to be in Sage without its answer: the one exception that it makes. */
  believed: Set<string>;
  sage: Sage;
  institution: Institution;
  mail: Mail[];
  troubles: Extract<Choice, { do: "trouble" }>[];
  frozen: Frozen[];
  feedStep: typeof feedStep;
  checks: Checks;
  /** The steps of a history that a person reads; null when the history runs unread. */
  log: string[] | null;
  /** How often Sage refuses for no reason. */
  refusals: number;
  /** Jobs in a row that asked to be looked at again at once. */
  atOnce: number;
  newId(prefix: string): string;
  /** Puts the account on the job queue, where no job of it waits. */
  enqueue(seconds: number): void;
  trouble(at: Place): Trouble | null;
  /** All of it is stored, or nothing: but its process may not live to see it. */
  transaction<T>(at: Place, work: () => T): Promise<T>;
  freeze(): Promise<void>;
  /** Runs a part of the application until it ends or stands still. */
  run(start: () => Promise<void>): Promise<void>;
  wake(): Promise<void>;
};

/** A job of a process that died, or stands still, is found so many seconds later. */
export const FOUND_AFTER = 30;
const BEGINNING = Date.UTC(2026, 1, 1);

export function newWorld(step: typeof feedStep, log: string[] | null = null): World {
  let ids = 0;
  let current = { process: Promise.resolve() };
  let standsStill: () => void = () => {};
  /** Goes on with one that has begun; or begins it. */
  const until = (of: typeof current, goOn: () => Promise<void>) => {
    current = of;
    const isStill = new Promise<void>((resolve) => {
      standsStill = resolve;
    });
    of.process = goOn();
    return Promise.race([of.process, isStill]);
  };
  const world: World = {
    now: BEGINNING,
    tables: emptyTables(),
    ...{ backup: null, isRestored: false, believed: new Set<string>(), atOnce: 0, refusals: 0, log },
    sage: newSage(),
    institution: { day: 0, lines: [], pushes: [] },
    ...{ mail: [], troubles: [], frozen: [] },
    feedStep: step,
    checks: { looked() {}, opened() {}, sent() {}, ended() {} },
    newId: (prefix) => `${prefix}-${++ids}`,

    enqueue(seconds) {
      world.tables = { ...world.tables, job: world.tables.job ?? world.now + seconds * 1000 };
    },

    trouble(at) {
      const next = world.troubles.find((one) => one.at === at);
      if (!next) return null;
      if (next.after-- > 0) return null;
      world.troubles.splice(world.troubles.indexOf(next), 1);
      world.log?.push(`  ${at} ${next.how}`);
      return next.how;
    },

    async transaction(at, work) {
      const how = world.trouble(at);
      if (how === "dies before") throw new Died();
      if (how === "freezes before") await world.freeze();
      const result = work();
      if (how === "dies after") throw new Died();
      if (how === "freezes after") await world.freeze();
      return result;
    },

    freeze: () =>
      new Promise((resume) => {
        world.frozen.push({ resume, of: current });
        world.enqueue(FOUND_AFTER);
        standsStill();
      }),

    run: (start) => until({ process: Promise.resolve() }, start),

    async wake() {
      const frozen = world.frozen.shift();
      if (!frozen) return;
      world.log?.push("  a process wakes");
      await until(frozen.of, () => {
        frozen.resume();
        return frozen.of.process;
      });
    },
  };
  return world;
}
