import { sql } from "drizzle-orm";
import { type DrizzleTransactionLike, fromDrizzle, PgBoss } from "pg-boss";
import type { Database } from "../db/database.ts";
import type { Enqueue } from "../db/outbox.ts";

export type JobQueue = Awaited<ReturnType<typeof openQueue>>;

const DELIVERIES = "webhook-deliveries";

/** The job queue, in the same database as all else; its workers are started apart. */
export async function openQueue(database: Database, onFault: (message: string) => void) {
  const boss = new PgBoss({ ...database.queue, schema: "jobs" });
  boss.on("error", (error) => onFault(error.message));
  await boss.start();
  // A process that died leaves a job active: after half a minute another takes it up. The schedule of attempts is not the
  // queue's but ours, so that it is on record: a repeat here is only for a process that died.
  await boss.createQueue(DELIVERIES, { expireInSeconds: 30, retryLimit: 20, retryDelay: 1 });
  // Known from now on: looking it up within somebody's transaction would wait for that transaction.
  await boss.findJobs(DELIVERIES, { key: "none" });
  const enqueueDelivery: Enqueue = async (tx, { id, institutionId, turn, afterSeconds }) => {
    const transaction = fromDrizzle(tx as DrizzleTransactionLike, sql);
    const options = { group: { id: institutionId }, startAfter: afterSeconds, db: transaction };
    await boss.send(DELIVERIES, { deliveryId: id, turn }, options);
  };
  return { boss, enqueueDelivery, DELIVERIES, stop: () => boss.stop({ graceful: true, timeout: 5_000 }) };
}
