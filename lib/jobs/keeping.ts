import { PgBoss } from "pg-boss";
import { recoverLostAccounts } from "../connection/hear-sage.ts";
import type { Database } from "../db/database.ts";
import type { Services } from "../services.ts";

const QUEUE = "keeping";
const EVERY_MINUTE = "* * * * *";
/** Sage keeps an authorisation 20 minutes and its user may take a while over the start date; a day covers both. */
const LOOK_BACK_MS = 24 * 60 * 60_000;

/** Most who never come back changed their mind in Sage's own list: they are asked about less and less often. */
function afterTwoFourEightMinutes(announcedAt: Date, now: Date) {
  const minutes = (now.getTime() - announcedAt.getTime()) / 60_000;
  const turn = 2 ** Math.floor(Math.log2(minutes));
  // The job comes about once a minute; with a minute and a half it misses no turn.
  return turn >= 2 && minutes - turn < 1.5;
}

/** The work that nobody waits for, once a minute over all replicas: journeys that the clock ended, notifications that were lost. */
export async function startKeeping(services: Services, database: Database) {
  const { log, clock } = services;
  const boss = new PgBoss({ ...database.queue, schema: "jobs" });
  boss.on("error", (error) => log.warn({ err: error.message }, "the job queue had a fault"));
  await boss.start();
  await boss.createQueue(QUEUE);
  await boss.work(QUEUE, async () => {
    const expired = await services.journeys.expire(1_000);
    const since = new Date(clock().getTime() - LOOK_BACK_MS);
    const recovered = await recoverLostAccounts(services, { since, limit: 1_000, due: afterTwoFourEightMinutes });
    await services.tidy();
    if (expired + recovered > 0) log.info({ expired, recovered }, "kept house");
  });
  await boss.schedule(QUEUE, EVERY_MINUTE);
  return { stop: () => boss.stop({ graceful: true, timeout: 5_000 }) };
}
