import { recoverLostAccounts } from "../connection/sage-account-events.ts";
import type { Services } from "../services.ts";
import { eachAlone, type Steps } from "./each-alone.ts";
import type { JobQueue } from "./queue.ts";

const QUEUE = "keeping";
const EVERY_MINUTE = "* * * * *";
/** Sage keeps an authorisation 20 minutes, and its user may linger over the start date. A day covers both. */
const LOOK_BACK_MS = 24 * 60 * 60_000;

/** Few of them are due in any one minute. */
const MOST_AWAITED = 10_000;

/** A delivery this late has lost its job: no delivery waits so long. */
const LOST_AFTER_MS = 15 * 60_000;
/** The longest pause between two looks is five minutes; twice that is a job that was lost. */
const POSTING_LOST_AFTER_MS = 10 * 60_000;

/** Most who never come back changed their mind in Sage's own list: they are asked about less and less often. */
function afterTwoFourEightMinutes(announcedAt: Date, now: Date) {
  const minutes = (now.getTime() - announcedAt.getTime()) / 60_000;
  const turn = 2 ** Math.floor(Math.log2(minutes));
  // The job comes about once a minute; with a minute and a half it misses no run.
  return turn >= 2 && minutes - turn < 1.5;
}

/** Maintenance, once a minute over all replicas. It ends expired journeys and takes up lost notifications. */
export async function startMaintenance(services: Services, { boss }: JobQueue) {
  const { log, clock } = services;
  await boss.createQueue(QUEUE);
  const ago = (ms: number) => new Date(clock().getTime() - ms);
  const steps: Steps = {
    expired: () => services.journeys.expire(1_000),
    revived: () => services.deliveries.revive(ago(LOST_AFTER_MS), 1_000),
    timedOut: () => services.feed.timeOut(1_000),
    // Before accounts are looked at.
    moved: async () => Number(await services.feed.noticeRestore()),
    resumed: () => services.feed.revive(ago(POSTING_LOST_AFTER_MS), 1_000),
    tidied: () => services.cleanUp(),
    ...services.erasures(1_000),
    // The last, as it waits for Sage.
    recovered: async () => {
      const { mayAsk } = services.reach;
      const asked = { since: ago(LOOK_BACK_MS), limit: MOST_AWAITED, due: afterTwoFourEightMinutes, mayAsk };
      return (await recoverLostAccounts(services, asked)).found;
    },
  };
  await boss.work(QUEUE, async () => {
    const done = await eachAlone(steps, (err, step) => log.error({ err, step }, "a part of keeping house failed"));
    if (Object.values(done).some((count) => count > 0)) log.info(done, "kept house");
  });
  await boss.schedule(QUEUE, EVERY_MINUTE);
}
