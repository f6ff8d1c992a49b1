import { AsyncLocalStorage } from "node:async_hooks";
import type { Db } from "./database.ts";

/** The transaction that all of one piece of work goes through. */
type Joined = {
  db: Db;
  tx: Db;
  /** Settles when the latest transaction within this one has ended. */
  last: Promise<unknown>;
  work: { isOver: boolean };
};
/** The tasks that run once a transaction is committed. */
type Ending = { isOver: boolean; runs: (() => void)[] };

const joined = new AsyncLocalStorage<Joined>();
const endings = new AsyncLocalStorage<Ending>();

/**
 * The same store, which joins the transaction of `inOneTransaction` where there is one. Each query goes through it, and
 * a transaction of its own becomes a savepoint. A query beside it would wait for a second connection while the first is
 * held.
 */
export function joining(store: Db): Db {
  const current = () => {
    const held = joined.getStore();
    return held?.db === db && !held.work.isOver ? held : null;
  };
  const db: Db = new Proxy(store, {
    get(_, name) {
      const held = current();
      if (!held && name !== "transaction") return Reflect.get(store, name);
      if (!held) return alone(store);
      return name === "transaction" ? withinOf(held) : Reflect.get(held.tx, name);
    },
  });
  return db;
}

const alone =
  (store: Db): Db["transaction"] =>
  async (work, config) => {
    const own: Ending = { isOver: false, runs: [] };
    const value = await store.transaction((tx) => within(own, () => work(tx)), config);
    for (const run of own.runs) run();
    return value;
  };

async function within<T>(own: Ending, work: () => Promise<T>): Promise<T> {
  try {
    return await endings.run(own, work);
  } finally {
    own.isOver = true;
  }
}

/** Savepoints of one transaction nest and cannot overlap: each waits for the one before. */
function withinOf(held: Joined): Db["transaction"] {
  return (work, config) => {
    const around = endings.getStore();
    const begin = async () => {
      const own: Ending = { isOver: false, runs: [] };
      const joining = (tx: Db) =>
        joined.run({ ...held, tx, last: Promise.resolve() }, () => within(own, () => work(tx as never)));
      const value = await held.tx.transaction(joining, config);
      // It is stored with the transaction around it, or not at all.
      around?.runs.push(...own.runs);
      return value;
    };
    const ended = held.last.then(begin);
    held.last = ended.catch(() => {});
    return ended;
  };
}

class Undone<T> extends Error {
  readonly value: T;
  constructor(value: T) {
    super("the transaction is undone on purpose");
    this.value = value;
  }
}

/** The answer of a piece of work: its value, and whether its effects are stored. */
export type Ended<T> = { value: T; isKept: boolean };

/**
 * Runs `work` on `db` in one transaction, and commits before it returns. With `isKept: false` it rolls
 * back. Work that waits for anything but the store does not belong here: it would hold a connection all the time.
 */
export async function inOneTransaction<T>(db: Db, work: () => Promise<Ended<T>>): Promise<T> {
  const all: Joined["work"] = { isOver: false };
  try {
    return await db.transaction(async (tx) => {
      try {
        const ended = await joined.run({ db, tx, last: Promise.resolve(), work: all }, work);
        if (!ended.isKept) throw new Undone(ended.value);
        return ended.value;
      } finally {
        all.isOver = true;
      }
    });
  } catch (error) {
    if (error instanceof Undone) return error.value;
    throw error;
  }
}

/** Runs what changes this process alone once the transaction around it is committed; at once where there is none. */
export function afterCommit(run: () => void) {
  const own = endings.getStore();
  if (own && !own.isOver) own.runs.push(run);
  else run();
}

/** True within a transaction: it may never be committed, and what is read here with it. */
export const isWithinOne = () => endings.getStore()?.isOver === false;
