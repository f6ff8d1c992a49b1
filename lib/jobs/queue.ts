import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { type DrizzleTransactionLike, fromDrizzle, PgBoss } from "pg-boss";
import type { EnqueuePosting } from "../db/feed/parts.ts";
import type { Enqueue } from "../db/institution/outbox.ts";
import type { Database } from "../db/store/database.ts";
import { HEARTBEAT_SECONDS, type Room, workPool } from "./work-pool.ts";

export type JobQueue = Awaited<ReturnType<typeof openQueue>>;

/** How often it is looked for jobs of processes that died. */
const LOOK_FOR_THE_DEAD_SECONDS = 10;

const DELIVERIES = "webhook-deliveries";
const POSTINGS = "postings";

/** PostgreSQL's words for a thing that another process has made at the same moment. */
const MADE_BESIDE = new Set(["23505", "42P06", "42P07", "42710", "42723"]);
const MOST_STARTS = 10;

/** On a new store replicas that start together make the queue's tables at one moment: all but one fail, and then find them made. */
async function startBoss(database: Database, onFault: (message: string) => void): Promise<PgBoss> {
  for (let starts = 1; ; starts++) {
    const boss = new PgBoss({
      ...database.queue,
      schema: "jobs",
      superviseIntervalSeconds: LOOK_FOR_THE_DEAD_SECONDS,
      monitorIntervalSeconds: LOOK_FOR_THE_DEAD_SECONDS,
    });
    boss.on("error", (error) => onFault(error.message));
    try {
      await boss.start();
      return boss;
    } catch (error) {
      if (starts === MOST_STARTS || !MADE_BESIDE.has((error as { code?: string }).code ?? "")) throw error;
      await boss.stop({ graceful: false }).catch(() => {});
      await sleep(100 * starts);
    }
  }
}

/** The job queue, in the same database as all else; its workers are started apart. */
export async function openQueue(database: Database, onFault: (message: string) => void) {
  const boss = await startBoss(database, onFault);
  // A process that died leaves its job active. Its heartbeat stops, and another process takes the job up. Attempts
  // follow our own schedule, so that they are on record. The queue repeats a job only for a process that died.
  const repeats = { heartbeatSeconds: HEARTBEAT_SECONDS, retryDelay: 1 };
  await boss.createQueue(DELIVERIES);
  await boss.updateQueue(DELIVERIES, { ...repeats, expireInSeconds: 60, retryLimit: 20 });
  // Known from now on: looking it up within somebody's transaction would wait for that transaction.
  await boss.findJobs(DELIVERIES, { key: "none" });
  const enqueueDelivery: Enqueue = async (tx, { id, institutionId, turn, afterSeconds }) => {
    const transaction = fromDrizzle(tx as DrizzleTransactionLike, sql);
    const options = { group: { id: institutionId }, startAfter: afterSeconds, db: transaction };
    await boss.send(DELIVERIES, { deliveryId: id, turn }, options);
  };
  // At most one job waits for each account. The feed, not the queue, sees to it that at most one runs. With the queue's
  // own rule, a waiting job of a running account would keep all jobs from being fetched.
  await boss.createQueue(POSTINGS, { policy: "short" });
  await boss.updateQueue(POSTINGS, { ...repeats, expireInSeconds: 180, retryLimit: 1_000 });
  await boss.findJobs(POSTINGS, { key: "none" });
  const enqueuePosting: EnqueuePosting = async (tx, { sourceAccountId, institutionId, afterSeconds, isFirst }) => {
    const transaction = fromDrizzle(tx as DrizzleTransactionLike, sql);
    const options = {
      priority: isFirst ? 1 : 0,
      group: { id: institutionId },
      singletonKey: sourceAccountId,
      startAfter: afterSeconds,
      db: transaction,
    };
    await boss.send(POSTINGS, { sourceAccountId, institutionId }, options);
  };
  const pools: (() => Promise<void>)[] = [];
  return {
    boss,
    /** Works off a queue from now until this one stops. */
    work: (queue: string, room: Room, handle: Parameters<typeof workPool>[3]) =>
      void pools.push(workPool(boss, queue, room, handle, onFault)),
    /** Does something again and again, a pause after each time, until this one stops. */
    every(ms: number, run: () => Promise<void>) {
      const stopping = new AbortController();
      const running = (async () => {
        for (; !stopping.signal.aborted; await sleep(ms, undefined, { signal: stopping.signal }).catch(() => {}))
          await run();
      })();
      pools.push(() => {
        stopping.abort();
        return running;
      });
    },
    enqueueDelivery,
    enqueuePosting,
    DELIVERIES,
    POSTINGS,
    async stop() {
      await Promise.all(pools.map((stop) => stop()));
      await boss.stop({ graceful: true, timeout: 5_000 });
    },
  };
}
