import type { Job, PgBoss } from "pg-boss";

export type Room = {
  /** Jobs at once in this process. */
  atOnce: number;
  /** Jobs at once of one group over all processes: one group's many leave room for another's few. */
  atOncePerGroup: number;
  lookEveryMs: number;
};

/** A process that says nothing of its jobs for so long has died: others take them up. */
export const HEARTBEAT_SECONDS = 15;

/** How long jobs under way may take after the process gets the signal to stop. */
const GRACE_MS = 5_000;

/**
 * Works off a queue until `stop`. One query to the database serves all jobs of the process; each of many workers would
 * query for itself. A job that ends makes room at once. A handler that throws fails its job, and the queue repeats that
 * job.
 */
export function workPool(
  boss: PgBoss,
  queue: string,
  { atOnce, atOncePerGroup, lookEveryMs }: Room,
  handle: (data: unknown, stopping: AbortSignal) => Promise<void>,
  onFault: (message: string) => void,
) {
  const stopping = new AbortController();
  const running = new Map<Job<object>, Promise<void>>();
  const beating = setInterval(() => {
    if (running.size > 0) boss.touch(queue, [...running.keys()]).catch((error) => onFault(messageOf(error)));
  }, HEARTBEAT_SECONDS * 400).unref();
  let wake = () => {};
  let fetches = 0;

  async function run(job: Job<object>) {
    try {
      await handle(job.data, stopping.signal);
      await boss.complete(queue, job);
    } catch (error) {
      onFault(messageOf(error));
      await boss.fail(queue, job, { message: messageOf(error) }).catch((failing) => onFault(messageOf(failing)));
    }
  }

  /** Looks again after each fetch that found some: the oldest jobs, of a full group, may have hidden the others. */
  async function look() {
    for (let found = 1; found > 0 && running.size < atOnce && !stopping.signal.aborted; ) {
      const batchSize = atOnce - running.size;
      const room = { batchSize, groupConcurrency: atOncePerGroup };
      const jobs = await fetched(room);
      for (const job of jobs) {
        const work = run(job).finally(() => {
          running.delete(job);
          wake();
        });
        running.set(job, work);
      }
      found = jobs.length;
    }
  }

  /** Jobs that go first do so three times of four. A steady supply of them would otherwise starve the others. */
  async function fetched(room: { batchSize: number; groupConcurrency: number }) {
    fetches = (fetches + 1) % 4;
    const usual = fetches === 0 ? await boss.fetch<object>(queue, { ...room, maxPriority: 0 }) : [];
    return usual.length > 0 ? usual : boss.fetch<object>(queue, room);
  }

  async function workOn() {
    while (!stopping.signal.aborted) {
      const ended = new Promise<void>((resolve) => {
        wake = resolve;
      });
      await look().catch((error) => onFault(messageOf(error)));
      if (!stopping.signal.aborted) await Promise.race([ended, after(lookEveryMs)]);
    }
  }
  const working = workOn();

  return async function stop() {
    stopping.abort();
    wake();
    await working;
    await Promise.race([Promise.all(running.values()), after(GRACE_MS)]);
    clearInterval(beating);
  };
}

const after = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms).unref());
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
