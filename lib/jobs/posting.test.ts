import { randomUUID } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { anApiInstitution, serveApi } from "../../test/api.ts";
import { aFeed, connect, ledgerOf, sageAt, someLines } from "../../test/feed.ts";
import { aConnection } from "../../test/institutions.ts";
import { describeStores } from "../../test/stores.ts";
import { rateLimiter } from "../db/limits/rate-limiter.ts";
import { banks } from "../db/schema.ts";
import type { Database } from "../db/store/database.ts";
import { createLog } from "../log.ts";
import { createMetrics } from "../metrics.ts";
import { sageClient } from "../sage/client.ts";
import { fairQueue } from "../sage/fair-queue.ts";
import type { Services } from "../services.ts";
import { startPosting } from "./posting.ts";
import { openQueue } from "./queue.ts";
import { startResuming } from "./resuming.ts";

async function aQueue(database: Database) {
  const queue = await openQueue(database, () => {});
  onTestFinished(() => queue.stop());
  return queue;
}

type Push = { pushOperationKey: string; status: string };

describeStores("posting statements", (database) => {
  test("begins by itself after a push, and goes on through what Sage and the network do", async () => {
    const queue = await aQueue(database());
    const feed = await aFeed(database(), queue.enqueuePosting);
    const services = { ...feed.needs, metrics: createMetrics(), log: createLog("silent") } as unknown as Services;
    startPosting(services, queue);
    startResuming(services, queue);
    const path = "/eu/provider/v1/statements";
    for (const action of [{ status: 503 }, { after: "apply-then-reset" }])
      await feed.fixture.control("/faults", { match: { path }, action });
    const pushes = [someLines(3), someLines(3, { from: "2026-01-10" }), someLines(3, { from: "2026-01-20" })];
    const keys: string[] = [];
    for (const lines of pushes) keys.push(((await feed.push(lines)).body as Push).pushOperationKey);
    const states = async () => {
      const all = await Promise.all(keys.map((key) => feed.ask("GET", `${feed.company}/push/${key}`)));
      return all.map(({ body }) => (body as Push).status);
    };
    await expect.poll(states, { interval: 200 }).toEqual(["Success", "Success", "Success"]);
    const ledger = await ledgerOf(feed.fixture, feed.sageBankAccountId);
    expect(ledger.transactions.map(({ uniqueId }) => uniqueId)).toEqual(pushes.flat().map(({ id }) => id));
  });

  test("for one institution with a long line leaves another's few lines their way, within Sage's limit", async () => {
    const queue = await aQueue(database());
    const feed = await aFeed(database(), queue.enqueuePosting);
    const { fixture, needs } = feed;
    const take = fairQueue(rateLimiter(needs.db, randomUUID(), { perSecond: 10, onTheWayMs: 400, apartMs: 60 }));
    const sage = sageClient(sageAt(fixture), { turns: () => take });

    // Sage's other entry is the other's; here both go by the same limit.
    const url = await serveApi(needs);
    const other = await anApiInstitution(needs, url);
    const { bankId } = fixture.banks.us;
    await needs.db
      .insert(banks)
      .values({ id: bankId, institutionId: other.institutionId, region: "us", name: "Other" });
    const [few] = other.accounts;
    if (!few) throw new Error("no account");
    const many = await Promise.all(
      Array.from({ length: 15 }, () => aConnection(needs, feed.institutionId, { types: ["checking", "savings"] })),
    );
    for (const { accounts } of many)
      for (const account of accounts) await connect({ fixture, needs, account, sageBankId: feed.sageBankId });
    await connect({ fixture, needs, account: few, sageBankId: bankId, region: "us" });

    for (const { companyId, connectionId, accounts } of many)
      for (const { externalId } of accounts) {
        const path = `/companies/${companyId}/connections/${connectionId}/push/bankAccounts/${externalId}/bankTransactions`;
        expect((await feed.ask("POST", path, { accountId: externalId, transactions: someLines(2) })).status).toBe(200);
      }
    const path = `${other.connection}/push/bankAccounts/${few.externalId}/bankTransactions`;
    const pushed = (await other.ask("POST", path, { accountId: few.externalId, transactions: someLines(10) })).body;
    await fixture.control("/options", { limits: { requestsPerSecond: 10 } });
    // Connecting asked Sage more than a second ago.
    await fixture.control("/clock", { advanceSeconds: 2 });
    startPosting({ ...needs, sage, metrics: createMetrics() } as unknown as Services, queue);

    const ended = async () =>
      ((await other.ask("GET", `${other.company}/push/${(pushed as Push).pushOperationKey}`)).body as Push).status;
    await expect.poll(ended, { interval: 100 }).toBe("Success");
    const waiting = (await needs.feed.backlog()).pushes;
    expect(waiting).toBeGreaterThan(5);
    await expect.poll(async () => (await needs.feed.backlog()).pushes, { interval: 200 }).toBe(0);
    const { log } = (await fixture.control("/state")) as unknown as { log: { status: unknown }[] };
    expect(log.filter(({ status }) => status === 429)).toEqual([]);
  });
});
