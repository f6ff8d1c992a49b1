import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { auditStore } from "../../lib/db/console/audit-store.ts";
import { restore } from "../../lib/db/feed/restore.ts";
import { postNext } from "../../lib/feed/post-next.ts";
import { asking, serveApi } from "../api.ts";
import { dice } from "../dice.ts";
import { aFeed, connect, ledgerOf, postAll, RUNNER, sageAt, someLines } from "../feed.ts";
import type { Feed, Push } from "../feed-steps.ts";
import { needsOver, type TestNeeds } from "../needs.ts";
import { aDumpedStore } from "../restored-store.ts";
import { DRIVERS, isMissing } from "../stores.ts";

type Line = ReturnType<typeof someLines>[number];
type Batch = { account: number; lines: Line[]; key: string };

/** Two accounts that take pushes in a store that can be dumped. */
async function aFixture(store: Awaited<ReturnType<typeof aDumpedStore>>) {
  const feed = await aFeed(store.database);
  await feed.needs.feed.noticeRestore();
  const [, second] = feed.accounts;
  if (!second) throw new Error("one account only");
  const inSage = [feed.sageBankAccountId, await connect({ ...feed, account: second })];
  return { store, feed, accounts: [feed.account, second], inSage };
}
type Fixture = Awaited<ReturnType<typeof aFixture>>;

const linesOf = (count: number, day: number) =>
  someLines(count, { from: `2026-02-${String(day).padStart(2, "0")}`, prefix: randomUUID() });

/** Pushes over one of the stores; the institution remembers all its lines. */
const pusher =
  ({ feed, accounts }: Fixture, ask: Feed["ask"], batches: Batch[]) =>
  async (account: number, lines: Line[]) => {
    const accountId = accounts[account]?.externalId;
    const path = `${feed.connection}/push/bankAccounts/${accountId}/bankTransactions`;
    const { status, body } = await ask("POST", path, { accountId, transactions: lines });
    expect(status).toBe(200);
    batches.push({ account, lines, key: (body as Push).pushOperationKey });
  };

/** The other store, with everything in it that the institution can reach. */
async function opened(
  { feed }: Fixture,
  dump: Awaited<ReturnType<Fixture["store"]["dump"]>>,
  by: "operator" | "itself" = "operator",
) {
  const { database, close } = await dump.restore();
  onTestFinished(close);
  const keys = { passcodeKey: feed.needs.passcodeKey, encryptionKey: Buffer.alloc(32) };
  const needs = needsOver(database, sageAt(feed.fixture), keys);
  needs.setTime(feed.needs.clock());
  if (by === "itself") expect(await needs.feed.noticeRestore()).toBe(true);
  else await restore(database.db, needs.clock(), auditStore(database.db, needs.clock));
  return { needs, ask: asking(await serveApi(needs), feed.apiKey) };
}

const postEach = (needs: TestNeeds, accounts: readonly { id: string }[]) =>
  Promise.all(accounts.map(({ id }) => postAll(needs, id, 3_000)));

const statusOf = async ({ feed }: Fixture, ask: Feed["ask"], { key }: Batch) =>
  ((await ask("GET", `${feed.company}/push/${key}`)).body as Push & { errorMessage: string | null }).status;

/** Pushes and posts to the first store, and dumps it midway. Returns all pushes, and those from before the dump. */
async function underLoad(fixture: Fixture, seed: number, most: number) {
  const { store, feed, accounts } = fixture;
  const roll = dice(seed);
  const batches: Batch[] = [];
  const push = pusher(fixture, feed.ask, batches);
  let dump: ReturnType<typeof store.dump> | null = null;
  let before = 0;
  for (let round = 0; round < 8; round++) {
    if (round === 3) {
      before = batches.length;
      dump = store.dump();
    }
    const step = (account: number) => postNext(feed.needs, accounts[account]?.id ?? "", RUNNER);
    const steps = roll(3) > 0 ? [step(0), step(1)] : [];
    for (let n = 0; n < 2; n++) await push(roll(2), linesOf(1 + roll(most), 1 + round));
    await Promise.all(steps);
    if (roll(4) === 0) await postEach(feed.needs, accounts);
  }
  if (roll(2) === 0) await postEach(feed.needs, accounts);
  return { batches, before, dump: await (dump ?? store.dump()) };
}

describe.each(DRIVERS.filter((one) => !isMissing(one)))("a store that came from a backup, on %s", (driver) => {
  let store: Awaited<ReturnType<typeof aDumpedStore>>;
  beforeAll(async () => {
    store = await aDumpedStore(driver);
  }, 120_000);
  afterAll(() => store.close());

  test.each([
    ["names each line that it has", 1, 40, {}],
    ["names each line that it has", 2, 150, {}],
    ["names none, and that later", 3, 5, { answers: { duplicateTransaction: "failed" } }],
  ])(
    "F38 under load, delivers all that Sage has and sends the rest once, where Sage %s (seed %i)",
    async (_, seed, most, options) => {
      const fixture = await aFixture(store);
      const { feed, accounts, inSage } = fixture;
      const { batches, before, dump } = await underLoad(fixture, seed, most);
      await feed.fixture.control("/options", options);
      // A dump is loaded into another database there, which PostgreSQL shows; the embedded store is the same in each copy.
      const by = driver === "postgres" && seed === 2 ? "itself" : "operator";
      const { needs, ask } = await opened(fixture, dump, by);
      // Pushes all lines since shortly before the backup, in other batches than at first. Some batches mix delivered
      // lines with new ones.
      const roll = dice(seed + 100);
      const again: Batch[] = [];
      const push = pusher(fixture, ask, again);
      for (const account of [0, 1]) {
        const since = batches.slice(Math.max(0, before - 2)).filter((batch) => batch.account === account);
        const lines = [...since.flatMap((batch) => batch.lines), ...linesOf(5, 20)];
        batches.push({ account, lines: lines.slice(-5), key: "" });
        for (let at = 0; at < lines.length; ) {
          const size = 1 + roll(most * 2);
          await push(account, lines.slice(at, at + size));
          at += size;
          if (roll(3) === 0) await postNext(needs, accounts[account]?.id ?? "", RUNNER);
        }
      }
      await postEach(needs, accounts);
      for (const [account, id] of inSage.entries()) {
        const ledger = (await ledgerOf(feed.fixture, id)).transactions.map(({ uniqueId }) => uniqueId);
        const pushed = batches.filter((batch) => batch.account === account).flatMap(({ lines }) => lines);
        expect(ledger).toEqual(pushed.map(({ id }) => id));
      }
      const known = batches.slice(0, before);
      for (const batch of [...known, ...again]) expect(await statusOf(fixture, ask, batch)).toBe("Success");
    },
    120_000,
  );
});
