import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { freshDatabase } from "../../scripts/postgres.ts";
import { sageClient } from "../sage/client.ts";
import { sageForTest } from "../testing/sage.ts";
import { describeStores, isMissing } from "../testing/stores.ts";
import { openPostgres } from "./database.ts";
import { pacer } from "./pace.ts";

const SPACING_MS = 105;

describeStores("the pace of calls to Sage", (database) => {
  test("hands out turns one after the other, to two processes as to one", async () => {
    const name = randomUUID();
    const [one, two] = [pacer(database().db, SPACING_MS), pacer(database().db, SPACING_MS)];
    const waits = await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 ? one : two)(name)));
    waits.sort((a, b) => a - b);
    expect(waits[0]).toBeLessThan(10);
    // Asked within a moment, the last of twenty waits for nineteen turns, less that moment.
    expect(waits.at(-1)).toBeGreaterThan(15 * SPACING_MS);
    expect(waits.at(-1)).toBeLessThanOrEqual(19 * SPACING_MS);
  });

  test("is each region's own, and forgets turns that nobody took", async () => {
    const turn = pacer(database().db, 1);
    await Promise.all([turn("forgotten"), turn("forgotten")]);
    expect(await pacer(database().db, SPACING_MS)(randomUUID())).toBeLessThan(10);
    expect(await turn("forgotten")).toBeLessThan(10);
  });
});

describe.skipIf(isMissing("postgres"))("two processes on one PostgreSQL server", () => {
  test("keep thirty calls to Sage below eleven in a second, also when the token comes late", async ({
    onTestFinished,
  }) => {
    const { url, drop } = await freshDatabase("unit");
    const databases = await Promise.all([openPostgres(url), openPostgres(url)]);
    onTestFinished(async () => {
      for (const database of databases) await database.close();
      await drop();
    });
    const sage = await sageForTest();
    sage.slow.push({ path: /token/, ms: 2_000 });
    const clients = databases.map(({ db }) => {
      const turn = pacer(db, SPACING_MS);
      return sageClient(sage.config, { turn: (region) => turn(`sage-${region}`) });
    });
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        clients[index % 2]?.authorise("eu", randomUUID(), { status: "success", accounts: null }),
      ),
    );
    expect(answers.filter((answer) => answer?.ok)).toHaveLength(30);
    const times = sage.calls.filter(({ path }) => path.startsWith("/v1/")).map(({ at }) => at);
    // Eleven calls are 1,050 ms apart; a quarter of that is for a machine that is busy with other tests.
    const together = times.map((start) => times.filter((at) => at >= start && at < start + 800).length);
    expect(times).toHaveLength(30);
    expect(Math.max(...together)).toBeLessThanOrEqual(10);
  });
});
