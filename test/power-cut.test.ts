import { closeSync, fdatasyncSync, openSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { count, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { bankLines, companies, journeys, pushOperations } from "../lib/db/schema.ts";
import type { Database } from "../lib/db/store/database.ts";
import { openPglite } from "../lib/db/store/embedded.ts";
import type { JourneyState } from "../lib/journey/journey.ts";
import { type Child, nextLine, start } from "./children.ts";
import { aDisk, whyPowerStays } from "./power.ts";
import type { Stored } from "./store-writer.ts";

const storeWriter = new URL("./store-writer.ts", import.meta.url);
const leftOut = whyPowerStays();
if (leftOut) console.warn(`Left out: the power of a disk cannot be cut here (${leftOut}).`);

const CUTS = 3;
/** Acknowledgements before each cut. */
const ENOUGH = 150;
const ORDER: readonly JourneyState[] = ["notified", "opened", "identified", "chosen", "linking", "linked"];

const acknowledgedBy = ({ said }: Child) =>
  // The last line may be cut short; then its write was not acknowledged.
  said.flatMap((line) => (line.startsWith("{") && line.endsWith("}") ? [JSON.parse(line) as Stored] : []));

/**
 * The system may write any file back at any time, in any order. Here it does so with pages of tables whose log may not
 * be on disk.
 */
async function writeBackSomePages(directory: string, until: AbortSignal) {
  const tables = join(directory, "pglite/base/5");
  while (!until.aborted) {
    for (const name of readdirSync(tables).filter(() => Math.random() < 0.1)) {
      try {
        const descriptor = openSync(join(tables, name), "r");
        fdatasyncSync(descriptor);
        closeSync(descriptor);
      } catch {
        // The table is gone, or the power is.
      }
    }
    await pause(20);
  }
}

async function lostOf({ db }: Database, acknowledged: readonly Stored[]) {
  const pushed = await db
    .select({ id: pushOperations.id, lines: count(bankLines.seq) })
    .from(pushOperations)
    .leftJoin(bankLines, eq(bankLines.pushId, pushOperations.id))
    .groupBy(pushOperations.id);
  const lines = new Map(pushed.map(({ id, lines }) => [id, lines]));
  const made = new Set((await db.select({ id: companies.id }).from(companies)).map(({ id }) => id));
  const states = new Map((await db.select().from(journeys)).map(({ authorisationId: id, state }) => [id, state]));
  const { rows } = (await db.execute("select id from jobs.job where name = 'kept'")) as unknown as {
    rows: { id: string }[];
  };
  const jobs = new Set(rows.map(({ id }) => id));
  return acknowledged.filter((stored) => {
    if (stored.kind === "push") return lines.get(stored.id) !== stored.lines;
    if (stored.kind === "job") return !jobs.has(stored.id);
    if (stored.kind === "company") return !made.has(stored.id);
    return ORDER.indexOf(states.get(stored.id) ?? "notified") < ORDER.indexOf(stored.state);
  });
}

describe.skipIf(leftOut)("the embedded store, when the power is cut under load", () => {
  test("has everything that was acknowledged, cut after cut", { timeout: 600_000 }, async () => {
    const disk = aDisk();
    const acknowledged: Stored[] = [];
    for (let cut = 1; cut <= CUTS; cut++) {
      const writer = start(storeWriter, [disk.directory]);
      expect(await nextLine(writer)).toBe("open");
      const cutting = new AbortController();
      const writingBack = writeBackSomePages(disk.directory, cutting.signal);
      while (acknowledgedBy(writer).length < ENOUGH) await nextLine(writer);
      disk.cutPower();
      // An answer of now comes with the power off: its write must have been on disk before.
      await pause(300);
      cutting.abort();
      await writingBack;
      await writer.kill();
      acknowledged.push(...acknowledgedBy(writer));
      disk.unmount();
      disk.mount();
      const database = await openPglite(disk.directory);
      const lost = await lostOf(database, acknowledged);
      expect(lost, `after cut ${cut}, ${lost.length} of ${acknowledged.length} are gone`).toEqual([]);
      await database.close();
    }
    expect(new Set(acknowledged.map(({ kind }) => kind)).size).toBe(4);
  });
});
