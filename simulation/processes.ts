import { accountCreated, accountDeleted, recoverLostAccounts } from "../lib/connection/sage-account-events.ts";
import { isAskDue } from "../lib/feed/pauses.ts";
import { postNext } from "../lib/feed/post-next.ts";
import { sageOver, taken } from "./network.ts";
import { accountStore } from "./store/accounts.ts";
import { postingStore } from "./store/posting.ts";
import { HOME, linkOf, type NotificationRow } from "./store/tables.ts";
import { Died, Violation } from "./violation.ts";
import { FOUND_AFTER, type Mail, type World } from "./world.ts";

/** Sage repeats a notification that was not accepted. */
const TOLD_AGAIN_MS = 60_000;
const MOST_TOLD = 5;
/** An account without a look for so long has lost its job. */
const LOST_AFTER_MS = 600_000;
const MINUTE_MS = 60_000;
/**
 * So many looks in a row, each at once after the one before, are a loop. A restored store may look once for each line.
 */
const MOST_AT_ONCE = 150;

/** The application's parts over the model's store and network. */
export function needsOf(world: World) {
  return {
    feed: postingStore(world),
    connections: accountStore(world),
    sage: sageOver(world),
    reach: { mayAsk: async () => true },
    clock: () => new Date(world.now),
  };
}

export type Needs = ReturnType<typeof needsOf>;

/** A job looks at the account once, as `lib/jobs/posting.ts` has it do. */
export async function job(world: World, needs: Needs) {
  const runner = world.newId("runner");
  world.tables = { ...world.tables, job: null };
  world.log?.push(`a job (${runner}) at ${timeOf(world)}`);
  try {
    const again = await postNext(needs, HOME.sourceAccountId, runner);
    world.atOnce = again === 0 ? world.atOnce + 1 : 0;
    if (world.atOnce > MOST_AT_ONCE) throw new Violation("a job looks at the account again and again, at once");
    const { feed } = world.tables;
    if (feed?.runner === runner) world.tables = { ...world.tables, feed: { ...feed, runner: null, runnerUntil: 0 } };
    if (again !== null) world.enqueue(again);
  } catch (error) {
    if (!(error instanceof Died)) throw error;
    world.log?.push("  the process has died");
    world.enqueue(FOUND_AFTER);
  }
}

const timeOf = ({ now }: World) => new Date(now).toISOString().slice(8, 19);

/** Sage's notification comes to the door. */
async function hear(world: World, needs: Needs, notification: NotificationRow, tries: number) {
  const { type, sageBankAccountId, startDate } = notification;
  world.log?.push(`Sage tells that ${sageBankAccountId} is ${type} at ${timeOf(world)}`);
  const { notifications } = world.tables;
  const isKnown = notifications.some((one) => one.type === type && one.sageBankAccountId === sageBankAccountId);
  if (!isKnown) world.tables = { ...world.tables, notifications: [...notifications, notification] };
  try {
    if (type === "deleted") await accountDeleted(needs, sageBankAccountId);
    else await accountCreated(needs, linkOf(sageBankAccountId, startDate));
  } catch (error) {
    const isUnanswered = error instanceof Error && error.message.startsWith("Sage did not say");
    if (!(error instanceof Died) && !isUnanswered) throw error;
    if (tries < MOST_TOLD) world.mail.push({ at: world.now + TOLD_AGAIN_MS, notification, tries: tries + 1 });
  }
}

/** Asks Sage about an account that was shared and of which nothing was heard. */
async function recover(needs: Needs) {
  try {
    await recoverLostAccounts(needs, { since: new Date(0), limit: 1 });
  } catch (error) {
    if (!(error instanceof Died)) throw error;
  }
}

type Due = { at: number; run: () => Promise<void> };

/** The next thing that happens by itself; null where nothing does any more. */
function nextDue(world: World, needs: Needs): Due | null {
  const { job: jobAt, feed } = world.tables;
  const due: Due[] = [];
  if (jobAt !== null) due.push({ at: jobAt, run: () => job(world, needs) });
  const mail = world.mail.reduce<Mail | null>((first, one) => (first && first.at <= one.at ? first : one), null);
  if (mail) due.push({ at: mail.at, run: () => deliver(world, needs, mail) });
  if (feed?.resumeAt)
    due.push({
      at: feed.resumeAt.getTime(),
      run: async () => {
        world.tables = { ...world.tables, feed: { ...feed, awaitsSage: null, resumeAt: null } };
        world.enqueue(0);
      },
    });
  else if (feed?.lookedAt && jobAt === null) due.push({ at: revivedAt(world), run: async () => revive(world) });
  return due.reduce<Due | null>((first, one) => (first && first.at <= one.at ? first : one), null);
}

async function deliver(world: World, needs: Needs, mail: Mail) {
  world.mail.splice(world.mail.indexOf(mail), 1);
  if ("request" in mail) taken(world, mail.request);
  else await hear(world, needs, mail.notification, mail.tries);
}

/** When the account's job counts as lost. For an account that waits for its user: when Sage is asked next. */
function revivedAt({ tables: { feed }, now }: World) {
  let at = Math.max(now, (feed?.lookedAt?.getTime() ?? 0) + LOST_AFTER_MS);
  if (feed?.reauthorisation === "required") while (!isAskDue(feed, new Date(at))) at += MINUTE_MS;
  return at;
}

function revive(world: World) {
  const { feed } = world.tables;
  if (feed) world.tables = { ...world.tables, feed: { ...feed, lookedAt: new Date(world.now) } };
  world.enqueue(0);
}

/** Has the next thing happen, if it is due by a moment; false where none is. */
export async function happen(world: World, needs: Needs, until = Number.POSITIVE_INFINITY) {
  const due = nextDue(world, needs);
  if (!due || due.at > until) return false;
  world.now = Math.max(world.now, due.at);
  await world.run(due.run);
  return true;
}

/** Lets time go by and runs the work that falls due in it, within limits. */
export async function pass(world: World, needs: Needs, seconds: number) {
  const until = world.now + seconds * 1000;
  for (let most = 30; most > 0 && (await happen(world, needs, until)); most--);
  world.now = Math.max(world.now, until);
  await world.run(() => recover(needs));
}
