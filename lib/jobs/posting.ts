import { z } from "zod";
import { postNext } from "../feed/post-next.ts";
import type { Services } from "../services.ts";
import type { JobQueue } from "./queue.ts";

const Job = z.object({ sourceAccountId: z.guid(), institutionId: z.guid() });

/** At once in a process, and for one institution over all processes: one with a million lines leaves room for another's ten. */
const AT_ONCE = 12;
const AT_ONCE_PER_INSTITUTION = 6;

/** Posts statements to Sage, from now until the queue stops. */
export async function startPosting(services: Services, { boss, POSTINGS }: JobQueue) {
  const options = { pollingIntervalSeconds: 0.5, localConcurrency: AT_ONCE, groupConcurrency: AT_ONCE_PER_INSTITUTION };
  await boss.work(POSTINGS, options, async (jobs) => {
    for (const { data } of jobs) {
      const { sourceAccountId, institutionId } = Job.parse(data);
      const again = await postNext(services, sourceAccountId);
      if (again === null) continue;
      // Behind all others that wait: accounts take turns.
      const later = { group: { id: institutionId }, singletonKey: sourceAccountId, startAfter: again };
      await boss.send(POSTINGS, { sourceAccountId, institutionId }, later);
    }
  });
}
