import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { type Again, postNext } from "../feed/post-next.ts";
import type { Services } from "../services.ts";
import type { JobQueue } from "./queue.ts";

const Job = z.object({ sourceAccountId: z.guid(), institutionId: z.guid() });

/** An account mostly waits for Sage. One institution with a million lines leaves room for another's ten. */
const ROOM = { atOnce: 64, atOncePerGroup: 24, lookEveryMs: 500 };
/** How long one job of an account may go on while others wait. */
const TURN_MS = 15_000;
/** A pause up to this long is waited for; before a longer one the account makes room. */
const SHORT_PAUSE_SECONDS = 3;
/** Seconds until an account whose job broke off is looked at again. */
const AFTER_A_FAULT = 30;

/** Posts statements to Sage, from now until the queue stops. */
export function startPosting(services: Services, { boss, work, POSTINGS }: JobQueue) {
  const step = (sourceAccountId: string, runner: string) =>
    postNext(services, sourceAccountId, runner).catch((err): Again => {
      services.log.error({ err, sourceAccountId }, "an account's turn to post broke off");
      return AFTER_A_FAULT;
    });

  /** Answers when the account is to be looked at again; null when nothing is left to do for it. */
  async function turn(sourceAccountId: string, stopping: AbortSignal): Promise<Again> {
    const end = performance.now() + TURN_MS;
    const runner = randomUUID();
    try {
      return await steps(sourceAccountId, runner, end, stopping);
    } finally {
      await services.feed.release(sourceAccountId, runner);
    }
  }

  async function steps(sourceAccountId: string, runner: string, end: number, stopping: AbortSignal): Promise<Again> {
    for (;;) {
      const again = await step(sourceAccountId, runner);
      if (again === null || again > SHORT_PAUSE_SECONDS || stopping.aborted) return again;
      if (performance.now() + again * 1000 > end) return again;
      await sleep(again * 1000, undefined, { signal: stopping }).catch(() => {});
      if (stopping.aborted) return 0;
    }
  }

  work(POSTINGS, ROOM, async (data, stopping) => {
    const { sourceAccountId, institutionId } = Job.parse(data);
    const again = await turn(sourceAccountId, stopping);
    if (again === null) return;
    // Behind all others that wait, so that every account gets its share.
    const later = { group: { id: institutionId }, singletonKey: sourceAccountId, startAfter: again };
    await boss.send(POSTINGS, { sourceAccountId, institutionId }, later);
  });
}
