import { StoreTrouble, storeTroubleIn } from "../../store-trouble.ts";

/** A table counts as locked for so long after a statement waited for it in vain, in milliseconds. */
const LOCKED_MS = 2_000;

/** The tables that a statement names: in quotes (as drizzle writes them) or with their schema (as the job queue does). */
export const tablesOf = (text: string) =>
  new Set(
    [...text.matchAll(/\b(?:from|join|update|into)\s+(?:only\s+)?(?:"\w+"\.|\w+\.)?(?:"(\w+)"|(?<=\.)(\w+))/gi)].map(
      ([, quoted, named]) => `${quoted ?? named}`,
    ),
  );

/**
 * The share of a pool that may wait for tables known to be locked. The rest serves statements that need none of them.
 */
export const roomFor = (connections: number) => Math.max(1, Math.floor(connections * 0.4));

/**
 * Keeps statements that wait for a locked table from filling a whole pool. The table is not known as locked until the
 * first of them time out. Then a few statements at once try it again, and all others are refused without a wait.
 */
export function crowd(connections: number, now: () => number = () => performance.now()) {
  const locked = new Map<string, number>();
  const room = roomFor(connections);
  const running = new Set<ReadonlySet<string>>();

  const isLocked = (table: string) => (locked.get(table) ?? Number.NEGATIVE_INFINITY) > now();
  const needsLocked = (tables: ReadonlySet<string>) => [...tables].some(isLocked);

  return async function through<T>(text: string, ask: () => Promise<T>): Promise<T> {
    const tables = tablesOf(text);
    if (needsLocked(tables) && [...running].filter(needsLocked).length >= room)
      throw new StoreTrouble("busy", "enough others wait for the same lock already");
    running.add(tables);
    try {
      const answer = await ask();
      for (const table of tables) locked.delete(table);
      return answer;
    } catch (error) {
      if (isTableLock(error)) for (const table of tables) locked.set(table, now() + LOCKED_MS);
      throw error;
    } finally {
      running.delete(tables);
    }
  };
}

/** A statement waited in vain for a table. One that waited for a row says so in its context: only those who need that row wait. */
export function isTableLock(error: unknown): boolean {
  const found = storeTroubleIn(error);
  if (found === null || !("code" in found.error) || found.error.code !== "55P03") return false;
  return !("where" in found.error && /\btuple\b/.test(String(found.error.where)));
}
