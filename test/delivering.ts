import { onTestFinished } from "vitest";
import type { Database } from "../lib/db/store/database.ts";
import { startDelivering } from "../lib/jobs/delivering.ts";
import { eventPoster } from "../lib/jobs/post-event.ts";
import { openQueue } from "../lib/jobs/queue.ts";
import { createMetrics } from "../lib/metrics.ts";
import type { Services } from "../lib/services.ts";
import { needsOver, someKeys } from "./needs.ts";

/** The real adapters with a job queue that sends webhooks, for one test. */
export async function deliveringOver(database: Database, { keys = someKeys(), timeoutMs = 15_000 } = {}) {
  const faults: string[] = [];
  const queue = await openQueue(database, (fault) => faults.push(fault));
  onTestFinished(() => queue.stop());
  const postEvent = eventPoster({ publicOnly: false, timeoutMs });
  const needs = { ...needsOver(database, {}, keys, queue.enqueueDelivery), faults, postEvent };
  const services = { ...needs, metrics: createMetrics() } as unknown as Services;
  return { ...needs, start: async () => startDelivering(services, queue) };
}
