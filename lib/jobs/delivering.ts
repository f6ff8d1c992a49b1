import { z } from "zod";
import { deliverEvent } from "../institution/deliver-event.ts";
import type { Services } from "../services.ts";
import type { JobQueue } from "./queue.ts";

const Job = z.object({ deliveryId: z.uuid(), turn: z.int() });

/**
 * At once in a process, and for one institution over all processes: receivers that hang leave slots for other institutions,
 * and once they are known to hang, for their own institution's others too.
 */
const AT_ONCE = 16;
const AT_ONCE_PER_INSTITUTION = 6;

/** Sends what is due to webhooks, from now until the queue stops. */
export async function startDelivering(services: Services, { boss, DELIVERIES }: JobQueue) {
  const options = { pollingIntervalSeconds: 0.5, localConcurrency: AT_ONCE, groupConcurrency: AT_ONCE_PER_INSTITUTION };
  await boss.work(DELIVERIES, options, async (jobs) => {
    for (const { data } of jobs) {
      const outcome = await deliverEvent(services, Job.parse(data));
      services.metrics.deliveries.inc({ outcome });
    }
  });
}
