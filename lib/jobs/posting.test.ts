import { expect, onTestFinished, test } from "vitest";
import { createMetrics } from "../metrics.ts";
import type { Services } from "../services.ts";
import { aFeed, ledgerOf, someLines } from "../testing/feed.ts";
import { describeStores } from "../testing/stores.ts";
import { startPosting } from "./posting.ts";
import { openQueue } from "./queue.ts";

describeStores("posting statements", (database) => {
  test("begins by itself after a push, and goes on through what Sage and the network do", async () => {
    const queue = await openQueue(database(), () => {});
    onTestFinished(() => queue.stop());
    const feed = await aFeed(database(), queue.enqueuePosting);
    startPosting({ ...feed.needs, metrics: createMetrics() } as unknown as Services, queue);
    const path = "/eu/provider/v1/statements";
    for (const action of [{ status: 503 }, { after: "apply-then-reset" }])
      await feed.scene.control("/faults", { match: { path }, action });
    const pushes = [someLines(3), someLines(3, { from: "2026-01-10" }), someLines(3, { from: "2026-01-20" })];
    const keys: string[] = [];
    for (const lines of pushes)
      keys.push(((await feed.push(lines)).body as { pushOperationKey: string }).pushOperationKey);
    const states = async () => {
      const all = await Promise.all(keys.map((key) => feed.ask("GET", `${feed.company}/push/${key}`)));
      return all.map(({ body }) => (body as { status: string }).status);
    };
    await expect.poll(states, { timeout: 30_000, interval: 200 }).toEqual(["Success", "Success", "Success"]);
    const ledger = await ledgerOf(feed.scene, feed.sageBankAccountId);
    expect(ledger.transactions.map(({ uniqueId }) => uniqueId)).toEqual(pushes.flat().map(({ id }) => id));
  }, 60_000);
});
