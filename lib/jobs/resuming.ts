import type { Services } from "../services.ts";
import type { JobQueue } from "./queue.ts";

const EVERY_MS = 1_000;
/** Far more than Sage takes in a second. */
const MOST_AT_ONCE = 200;

/**
 * Sends one account ahead while Sage is away. Lets all waiting accounts go on once Sage is back. Runs until the queue
 * stops.
 */
export function startResuming({ reach, feed, log }: Pick<Services, "reach" | "feed" | "log">, { every }: JobQueue) {
  every(EVERY_MS, async () => {
    try {
      for (const region of await reach.look()) await feed.sendProbe(region);
      await feed.resume(MOST_AT_ONCE);
    } catch (err) {
      log.warn({ err }, "accounts that wait for Sage were not looked after");
    }
  });
}
