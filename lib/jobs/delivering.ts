import { z } from "zod";
import { deliverEvent } from "../institution/deliver-event.ts";
import type { Services } from "../services.ts";
import type { JobQueue } from "./queue.ts";

const Job = z.object({ deliveryId: z.uuid(), turn: z.int() });

/**
 * Hanging receivers leave slots for other institutions. Known to hang, they leave slots for others of their institution
 * too.
 */
const ROOM = { atOnce: 16, atOncePerGroup: 6, lookEveryMs: 500 };

/** Sends what is due to webhooks, from now until the queue stops. */
export function startDelivering(services: Services, { work, DELIVERIES }: JobQueue) {
  work(DELIVERIES, ROOM, async (data) => {
    const outcome = await deliverEvent(services, Job.parse(data));
    services.metrics.deliveries.inc({ outcome });
  });
}
