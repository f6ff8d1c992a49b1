import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { freshDatabase } from "../../../scripts/postgres.ts";
import { aTurn } from "../../../test/fair-queue.ts";
import { sageForTest } from "../../../test/sage.ts";
import { describeStores, isMissing } from "../../../test/stores.ts";
import { sageClient } from "../../sage/client.ts";
import { fairQueue, type Permit, type RateLimiter } from "../../sage/fair-queue.ts";
import { openPostgres } from "../store/postgres.ts";
import { type RateLimit, rateLimiter } from "./rate-limiter.ts";

const PACE: RateLimit = { perSecond: 10, onTheWayMs: 400, apartMs: 0 };

/** Sets this process's clock, as an administrator may. */
function setClock(minutes: number) {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + minutes * 60_000 });
  onTestFinished(() => void vi.useRealTimers());
}

/** As many permits as are granted at once. */
async function grantedNow(turns: readonly RateLimiter[]) {
  const granted: Permit[] = [];
  for (let n = 0; ; n++) {
    const answer = await turns[n % turns.length]?.ask();
    if (!answer || "waitMs" in answer) return { granted, waitMs: answer?.waitMs ?? 0 };
    granted.push(answer.granted);
  }
}

describeStores("the rate limit of calls to Sage", (database) => {
  const turnsOf = (name: string, pace = PACE) => rateLimiter(database().db, name, pace);

  test("is ten in a second for two processes as for one, for each region its own", async () => {
    const name = randomUUID();
    const { granted, waitMs } = await grantedNow([turnsOf(name), turnsOf(name)]);
    expect(granted).toHaveLength(10);
    expect(waitMs).toBeGreaterThan(0);
    expect(waitMs).toBeLessThanOrEqual(1_400);
    expect((await grantedNow([turnsOf(randomUUID())])).granted).toHaveLength(10);
  });

  test.each([-60, 60])(
    "grants permits that age no faster and no slower when the clock is set %s minutes on",
    async (minutes) => {
      const isOneClock = database().driver === "pglite";
      const { granted } = await grantedNow([turnsOf(randomUUID(), { ...PACE, isOneClock })]);
      setClock(minutes);
      const before = granted[0]?.age() ?? -1;
      expect(before).toBeGreaterThanOrEqual(-5);
      expect(before).toBeLessThan(30_000);
    },
  );

  test("frees a place a second after its answer came, which is sooner than without one", async () => {
    const [answered, silent] = [turnsOf(randomUUID(), { ...PACE, onTheWayMs: 60_000 }), turnsOf(randomUUID())];
    for (const turn of (await grantedNow([answered])).granted) turn.answered("any", 0);
    await expect.poll(async () => (await grantedNow([answered])).waitMs).toBeLessThanOrEqual(1_000);
    await expect.poll(async () => (await grantedNow([answered])).granted.length).toBeGreaterThan(0);
    expect((await grantedNow([silent])).granted).toHaveLength(10);
  });

  test("counts on most of the quickest answer to the like: a request that was answered late had arrived before", async () => {
    const known = turnsOf(randomUUID(), { ...PACE, perSecond: 1 });
    const [one] = (await grantedNow([known])).granted;
    for (let n = 0; n < 99; n++) one?.answered("far away", 200);
    const waitAfter = async (operation: string) => {
      let granted: Permit | undefined;
      await expect.poll(async () => (granted = (await grantedNow([known])).granted[0])).toBeDefined();
      granted?.answered(operation, 200);
      await expect.poll(async () => (await grantedNow([known])).waitMs).toBeLessThanOrEqual(1_000);
      return (await grantedNow([known])).waitMs;
    };
    expect(await waitAfter("far away")).toBeLessThanOrEqual(820);
    expect(await waitAfter("something else")).toBeGreaterThan(820);
  });

  test("keeps permits apart, so that waiting requests do not come in one burst", async () => {
    const spread = turnsOf(randomUUID(), { ...PACE, apartMs: 60_000 });
    expect((await grantedNow([spread])).granted).toHaveLength(1);
  });
});

/** One permit after another, as fast as the test asks. */
const always: RateLimiter = { ask: async () => ({ granted: aTurn }) };

describe("the next permit", () => {
  test("goes to people first, then to one of each institution, however many the first has", async () => {
    let isOpen = false;
    const take = fairQueue({ ask: async () => (isOpen ? always.ask() : { waitMs: 1 }) });
    const served: string[] = [];
    const all = [..."aaaaab".split(""), "people"].map(async (lane) => {
      await take(lane, performance.now() + 60_000);
      served.push(lane);
    });
    isOpen = true;
    await Promise.all(all);
    expect(served.join(" ")).toBe("people a b a a a a");
  });

  test("is not used when its time has run out", async () => {
    const take = fairQueue({ ask: async () => ({ waitMs: 1 }) });
    expect(await take("a", performance.now() + 20)).toBeNull();
    expect(await take("a", performance.now() - 1)).toBeNull();
  });

  test("is not used when its time ended during a slow answer of the store", async () => {
    let given = 0;
    const granted = { ...aTurn, unused: () => void given++ };
    const take = fairQueue({ ask: () => sleep(40, { granted }) });
    expect(await take("a", performance.now() + 20)).toBeNull();
    expect(given).toBe(1);
  });

  test("is not used after its time, though the clock was set back", async () => {
    const take = fairQueue({ ask: async () => ({ waitMs: 1 }) });
    const began = performance.now();
    const taken = take("a", began + 20);
    setClock(-60);
    expect(await taken).toBeNull();
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  test("is requested again after the store was away", async () => {
    let isAway = true;
    const take = fairQueue({ ask: async () => (isAway ? Promise.reject(new Error("away")) : always.ask()) });
    await expect(take("a", performance.now() + 1_000)).rejects.toThrow("away");
    isAway = false;
    expect(await take("a", performance.now() + 1_000)).not.toBeNull();
  });
});

describe.skipIf(isMissing("postgres"))("two processes on one PostgreSQL server", () => {
  test("keep thirty calls to Sage below eleven in a second, also when the token comes late and answers do", async ({
    onTestFinished,
  }) => {
    const { url, drop } = await freshDatabase("unit");
    const databases = await Promise.all([openPostgres(url), openPostgres(url)]);
    onTestFinished(async () => {
      // Places are given back after the last answer.
      await sleep(50);
      for (const database of databases) await database.close();
      await drop();
    });
    const sage = await sageForTest();
    sage.slow.push({ path: /token/, ms: 1_000 });
    const clients = databases.map(({ db }) => {
      const take = fairQueue(rateLimiter(db, "sage-eu", { ...PACE, apartMs: 20 }));
      return sageClient(sage.config, { turns: () => take });
    });
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        clients[index % 2]?.authorise("eu", randomUUID(), { status: "success", accounts: null }),
      ),
    );
    expect(answers.filter((answer) => answer?.ok)).toHaveLength(30);
    const times = sage.calls.filter(({ path }) => path.startsWith("/v1/")).map(({ at }) => at);
    const together = times.map((start) => times.filter((at) => at >= start && at < start + 1_000).length);
    expect(times).toHaveLength(30);
    expect(Math.max(...together)).toBeLessThanOrEqual(10);
  });
});
