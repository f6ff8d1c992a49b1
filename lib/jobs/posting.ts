import { z } from "zod";
import { postNext } from "../feed/post-next.ts";
import type { Services } from "../services.ts";
import type { JobQueue } from "./queue.ts";

const Job = z.object({ sourceAccountId: z.guid(), institutionId: z.guid() });

/** At once in a process: each of a few workers looks for several accounts together, since looking is what costs when all is idle. */
const WORKERS = 3;
const ACCOUNTS = 4;
/** At once for one institution over all processes: one with a million lines leaves room for another's ten. */
const AT_ONCE_PER_INSTITUTION = 6;
/** Seconds until an account is looked at again whose turn broke off. */
const AFTER_A_FAULT = 30;

/** Posts statements to Sage, from now until the queue stops. */
export async function startPosting(services: Services, { boss, POSTINGS }: JobQueue) {
  const turn = async (data: unknown) => {
    const { sourceAccountId, institutionId } = Job.parse(data);
    const again = await postNext(services, sourceAccountId).catch((err) => {
      services.log.error({ err, sourceAccountId }, "an account's turn to post broke off");
      return AFTER_A_FAULT;
    });
    if (again === null) return;
    // Behind all others that wait: accounts take turns.
    const later = { group: { id: institutionId }, singletonKey: sourceAccountId, startAfter: again };
    await boss.send(POSTINGS, { sourceAccountId, institutionId }, later);
  };
  const options = {
    pollingIntervalSeconds: 1,
    burstWhenBatchFull: true,
    localConcurrency: WORKERS,
    batchSize: ACCOUNTS,
    groupConcurrency: AT_ONCE_PER_INSTITUTION,
  };
  await boss.work(POSTINGS, options, async (jobs) => void (await Promise.all(jobs.map(({ data }) => turn(data)))));
}
