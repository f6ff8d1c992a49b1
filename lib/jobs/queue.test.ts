import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { freshDatabase } from "../../scripts/postgres.ts";
import { isMissing } from "../../test/stores.ts";
import { openPostgres } from "../db/store/postgres.ts";
import { openQueue } from "./queue.ts";

test.skipIf(isMissing("postgres"))(
  "replicas that start together on a new store all have the job queue, round after round",
  async ({ onTestFinished }) => {
    const { url, drop } = await freshDatabase("queue");
    const replicas = await Promise.all([1, 2, 3, 4].map(() => openPostgres(url)));
    onTestFinished(async () => {
      for (const replica of replicas) await replica.close();
      await drop();
    });
    const faults: string[] = [];
    for (let round = 0; round < 10; round++) {
      const queues = await Promise.all(replicas.map((replica) => openQueue(replica, (fault) => faults.push(fault))));
      for (const { boss } of queues) await boss.stop({ graceful: false });
      await replicas[0]?.db.execute(sql`drop schema jobs cascade`);
    }
    expect(faults).toEqual([]);
  },
);
