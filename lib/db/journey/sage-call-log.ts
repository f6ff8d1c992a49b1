import { sql } from "drizzle-orm";
import type { Region } from "../../institution/institution.ts";
import { sageCalls } from "../schema.ts";
import type { Db } from "../store/database.ts";

/** Calls are written down together: a busy minute costs a few rows, not hundreds. */
const WRITTEN_EVERY_MS = 2_000;

export type SageCall = { region: Region; outcome: string; milliseconds: number };

/** Counts how Sage answered, by hour. The last seconds before a process is killed are lost: it is a picture, not an account. */
export function sageCallLog(db: Db, clock: () => Date, failed: (error: unknown) => void = () => {}) {
  let waiting: SageCall[] = [];
  let timer: NodeJS.Timeout | undefined;

  async function write() {
    timer = undefined;
    const calls = waiting;
    waiting = [];
    const hour = new Date(Math.floor(clock().getTime() / 3_600_000) * 3_600_000);
    const sums = Map.groupBy(calls, ({ region, outcome }) => `${region} ${outcome}`);
    const rows = [...sums.values()].flatMap(([first, ...more]) =>
      first
        ? [
            {
              hour,
              region: first.region,
              outcome: first.outcome,
              calls: more.length + 1,
              milliseconds: Math.round(more.reduce((sum, call) => sum + call.milliseconds, first.milliseconds)),
            },
          ]
        : [],
    );
    if (rows.length === 0) return;
    await db
      .insert(sageCalls)
      .values(rows)
      .onConflictDoUpdate({
        target: [sageCalls.hour, sageCalls.region, sageCalls.outcome],
        set: {
          calls: sql`${sageCalls.calls} + excluded.calls`,
          milliseconds: sql`${sageCalls.milliseconds} + excluded.milliseconds`,
        },
      });
  }

  return {
    note(call: SageCall) {
      waiting.push(call);
      timer ??= setTimeout(() => write().catch(failed), WRITTEN_EVERY_MS).unref();
    },
    /** Writes what waits now. */
    async flush() {
      clearTimeout(timer);
      await write();
    },
  };
}
