import { recoverLostAccounts } from "../connection/hear-sage.ts";
import type { Services } from "../services.ts";
import type { JobQueue } from "./queue.ts";

const QUEUE = "keeping";
const EVERY_MINUTE = "* * * * *";
/** Sage keeps an authorisation 20 minutes and its user may take a while over the start date; a day covers both. */
const LOOK_BACK_MS = 24 * 60 * 60_000;

/** A delivery that is so late has lost its job: none waits so long for its turn. */
const LOST_AFTER_MS = 15 * 60_000;
/** The longest pause between two looks is five minutes; twice that is a job that was lost. */
const POSTING_LOST_AFTER_MS = 10 * 60_000;

/** Most who never come back changed their mind in Sage's own list: they are asked about less and less often. */
function afterTwoFourEightMinutes(announcedAt: Date, now: Date) {
  const minutes = (now.getTime() - announcedAt.getTime()) / 60_000;
  const turn = 2 ** Math.floor(Math.log2(minutes));
  // The job comes about once a minute; with a minute and a half it misses no turn.
  return turn >= 2 && minutes - turn < 1.5;
}

/** The work that nobody waits for, once a minute over all replicas: journeys that the clock ended, notifications that were lost. */
export async function startKeeping(services: Services, { boss }: JobQueue) {
  const { log, clock } = services;
  await boss.createQueue(QUEUE);
  await boss.work(QUEUE, async () => {
    const expired = await services.journeys.expire(1_000);
    const since = new Date(clock().getTime() - LOOK_BACK_MS);
    const { found: recovered } = await recoverLostAccounts(services, {
      since,
      limit: 1_000,
      due: afterTwoFourEightMinutes,
    });
    const revived = await services.deliveries.revive(new Date(clock().getTime() - LOST_AFTER_MS), 1_000);
    const timedOut = await services.feed.timeOut(1_000);
    const resumed = await services.feed.revive(new Date(clock().getTime() - POSTING_LOST_AFTER_MS), 1_000);
    await services.tidy();
    const erased = await services.erase(1_000);
    if (expired + recovered + revived + timedOut + resumed + erased > 0)
      log.info({ expired, recovered, revived, timedOut, resumed, erased }, "kept house");
  });
  await boss.schedule(QUEUE, EVERY_MINUTE);
}
