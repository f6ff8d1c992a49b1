import { randomUUID } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { describeStores } from "../../test/stores.ts";
import { openQueue } from "./queue.ts";

const ROOM = { atOnce: 8, atOncePerGroup: 4, lookEveryMs: 50 };

describeStores("working a queue off", (database) => {
  test("goes on for others while one account is busy and has more waiting", async () => {
    const faults: string[] = [];
    const queue = await openQueue(database(), (fault) => faults.push(fault));
    onTestFinished(() => queue.stop());
    const { db } = database();
    const begun: string[] = [];
    const gate = Promise.withResolvers<void>();
    const enqueue = (sourceAccountId: string, institutionId: string) =>
      queue.enqueuePosting(db, { sourceAccountId, institutionId, afterSeconds: 0 });
    const [busy, institution] = [randomUUID(), randomUUID()];
    queue.work(queue.POSTINGS, ROOM, async (data) => {
      const { sourceAccountId } = data as { sourceAccountId: string };
      begun.push(sourceAccountId);
      if (sourceAccountId === busy) await gate.promise;
    });
    await enqueue(busy, institution);
    await expect.poll(() => begun).toEqual([busy]);
    // The busy account's next job waits; once for all that is pushed at one moment.
    await db.transaction(async (tx) => {
      for (let n = 0; n < 3; n++)
        await queue.enqueuePosting(tx, { sourceAccountId: busy, institutionId: institution, afterSeconds: 0 });
    });
    const others = [randomUUID(), randomUUID()];
    for (const other of others) await enqueue(other, randomUUID());
    await expect.poll(() => others.every((other) => begun.includes(other))).toBe(true);
    gate.resolve();
    expect(begun.filter((one) => one === busy).length).toBeLessThanOrEqual(2);
    expect(faults).toEqual([]);
  });

  test("gives one institution no more than its share at once, and what fails comes again", async () => {
    const queue = await openQueue(database(), () => {});
    onTestFinished(() => queue.stop());
    const { db } = database();
    const [institution, flaky] = [randomUUID(), randomUUID()];
    let [running, most] = [0, 0];
    const done: string[] = [];
    let failures = 0;
    const accounts = [flaky, ...Array.from({ length: 11 }, () => randomUUID() as string)];
    for (const sourceAccountId of accounts)
      await queue.enqueuePosting(db, { sourceAccountId, institutionId: institution, afterSeconds: 0 });
    queue.work(queue.POSTINGS, ROOM, async (data) => {
      const { sourceAccountId } = data as { sourceAccountId: string };
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 20));
      running--;
      if (sourceAccountId === flaky && failures++ === 0) throw new Error("once");
      done.push(sourceAccountId);
    });
    await expect.poll(() => [...done].sort()).toEqual([...accounts].sort());
    expect(most).toBe(4);
  });

  test("takes an account of which nothing waited before those that have waited with more all along", async () => {
    const queue = await openQueue(database(), () => {});
    onTestFinished(() => queue.stop());
    const { db } = database();
    const idle = randomUUID();
    const enqueue = (sourceAccountId: string, isFirst: boolean) =>
      queue.enqueuePosting(db, { sourceAccountId, institutionId: randomUUID(), afterSeconds: 0, isFirst });
    for (let n = 0; n < 5; n++) await enqueue(randomUUID(), false);
    await enqueue(idle, true);
    const begun: string[] = [];
    queue.work(queue.POSTINGS, { ...ROOM, atOnce: 1 }, async (data) => {
      begun.push((data as { sourceAccountId: string }).sourceAccountId);
    });
    await expect.poll(() => begun).toHaveLength(6);
    expect(begun[0]).toBe(idle);
  });

  test("lets another institution's one begin although all before it are of one that has its share", async () => {
    const queue = await openQueue(database(), () => {});
    onTestFinished(() => queue.stop());
    const { db } = database();
    const [many, few] = [randomUUID(), randomUUID()];
    for (let n = 0; n < 20; n++)
      await queue.enqueuePosting(db, { sourceAccountId: randomUUID(), institutionId: many, afterSeconds: 0 });
    await queue.enqueuePosting(db, { sourceAccountId: few, institutionId: randomUUID(), afterSeconds: 0 });
    const gate = Promise.withResolvers<void>();
    const begun: string[] = [];
    // No second look by the clock happens, and none of the first jobs ends.
    queue.work(queue.POSTINGS, { ...ROOM, lookEveryMs: 60_000 }, async (data) => {
      const { sourceAccountId } = data as { sourceAccountId: string };
      begun.push(sourceAccountId);
      if (sourceAccountId !== few) await gate.promise;
    });
    await expect.poll(() => begun.includes(few)).toBe(true);
    gate.resolve();
    await expect.poll(() => begun.length).toBe(21);
  });

  test("serves an account that goes on, though new accounts that had nothing waiting keep coming", async () => {
    const queue = await openQueue(database(), () => {});
    onTestFinished(() => queue.stop());
    const { db } = database();
    const [one, other, mine] = [randomUUID(), randomUUID(), randomUUID()];
    const first = (institutionId: string) =>
      queue.enqueuePosting(db, { sourceAccountId: randomUUID(), institutionId, afterSeconds: 0, isFirst: true });
    // As lib/jobs/posting.ts sends it: the statement is posted, and it is to be asked what became of it.
    await queue.enqueuePosting(db, { sourceAccountId: mine, institutionId: randomUUID(), afterSeconds: 0 });
    for (let n = 0; n < 6; n++) for (const each of [one, other]) await first(each);
    const begun: string[] = [];
    queue.work(queue.POSTINGS, { atOnce: 2, atOncePerGroup: 1, lookEveryMs: 50 }, async (data) => {
      const { sourceAccountId, institutionId } = data as { sourceAccountId: string; institutionId: string };
      begun.push(sourceAccountId);
      // That institution pushes to the next of its many accounts.
      if (sourceAccountId !== mine && begun.length < 150) for (let n = 0; n < 2; n++) await first(institutionId);
    });
    await expect.poll(() => begun.length).toBeGreaterThan(60);
    expect(begun.indexOf(mine)).toBeGreaterThanOrEqual(0);
  });
});
