import { expect, onTestFinished, test } from "vitest";
import { aFeed, connect, ledgerOf, someLines } from "../../test/feed.ts";
import { aConnection, anInstitution } from "../../test/institutions.ts";
import { needsOver, someKeys } from "../../test/needs.ts";
import { describeStores } from "../../test/stores.ts";
import type { EnqueuePosting } from "../db/feed/parts.ts";
import { reachStore } from "../db/feed/reach-store.ts";
import { feeds, statements } from "../db/schema.ts";
import { createLog } from "../log.ts";
import { createMetrics } from "../metrics.ts";
import type { Services } from "../services.ts";
import { startPosting } from "./posting.ts";
import { openQueue } from "./queue.ts";
import { startResuming } from "./resuming.ts";

const PROVIDER = "/eu/provider/";
const HOURS_OF_TRIES = 12;

describeStores("Sage that was away", (database) => {
  test("is asked by one account at a time; once it is back all go on at once, whatever they waited", async () => {
    const queue = await openQueue(database(), () => {});
    onTestFinished(() => queue.stop());
    const feed = await aFeed(database(), queue.enqueuePosting);
    const { fixture, needs, sageBankId } = feed;
    const many = await aConnection(needs, feed.institutionId, { types: Array(8).fill("checking") });
    const ids: string[] = [];
    for (const account of many.accounts) ids.push(await connect({ fixture, needs, account, sageBankId }));
    const path = `/companies/${many.companyId}/connections/${many.connectionId}/push/bankAccounts`;

    await fixture.control("/faults", { match: { path: PROVIDER }, times: "always", action: { status: 503 } });
    for (const { externalId } of many.accounts) {
      const body = { accountId: externalId, transactions: someLines(2) };
      expect((await feed.ask("POST", `${path}/${externalId}/bankTransactions`, body)).status).toBe(200);
    }
    const services = { ...needs, metrics: createMetrics(), log: createLog("silent") } as unknown as Services;
    startPosting(services, queue);
    startResuming(services, queue);
    const asked = async () => (await fixture.control("/state")).log.filter(({ status }) => status === 503).length;
    await expect.poll(asked, { timeout: 60_000, interval: 200 }).toBeGreaterThan(3);
    // As after hours: a process that sleeps by itself now sleeps for minutes.
    await needs.db.update(statements).set({ attempts: HOURS_OF_TRIES });
    const before = await asked();
    await expect.poll(asked, { timeout: 60_000, interval: 200 }).toBeGreaterThan(before + 1);

    await fixture.call("DELETE", "/_control/faults");
    const back = performance.now();
    const arrived = async () => {
      const all = await Promise.all(ids.map((id) => ledgerOf(fixture, id)));
      return all.filter(({ transactions }) => transactions.length === 2).length;
    };
    await expect.poll(arrived, { interval: 200 }).toBe(ids.length);
    expect(performance.now() - back).toBeLessThan(30_000);
  }, 180_000);

  test("lets institutions go on one after another: one account is not behind another's many", async () => {
    const order: string[] = [];
    const enqueue: EnqueuePosting = async (_, { sourceAccountId }) => void order.push(sourceAccountId);
    const needs = needsOver(database(), {}, someKeys(), undefined, enqueue);
    const many = await anInstitution(needs, { types: Array(12).fill("checking") });
    const few = await anInstitution(needs, { types: ["checking"] });
    const region = "us";
    for (const retryAfter of [60, null]) await needs.reach.heard(region, { type: "unanswered", retryAfter });
    expect(await needs.reach.mayAsk(region)).toBe(false);
    for (const { id } of [...many.accounts, ...few.accounts]) {
      await needs.db.insert(feeds).values({ sourceAccountId: id });
      await needs.feed.awaitSage(id, region, 1);
    }
    expect(await needs.feed.resume(100)).toBe(0);
    // Another process hears Sage's first answer.
    await reachStore(needs.db).heard(region, { type: "answered" });
    expect(await needs.feed.resume(4)).toBe(4);
    expect(order).toContain(few.accounts[0]?.id);
    expect(await needs.feed.resume(100)).toBe(9);
    expect(new Set(order).size).toBe(13);
    await needs.reach.look();
    expect(await needs.reach.mayAsk(region)).toBe(true);
  });
});
