import { endOf } from "../lib/feed/fed-account.ts";
import { repeat } from "./institution.ts";
import { authorise } from "./play.ts";
import { happen, type Needs } from "./processes.ts";
import { accountOf, living } from "./sage.ts";
import { loadFeed } from "./store/load-feed.ts";
import type { LineRow, PushRow } from "./store/tables.ts";
import { Violation } from "./violation.ts";
import type { World } from "./world.ts";

/** As many things happen at most until all is at rest. */
const MOST = 600;
const MOST_FOR_USER = 12;

/** From now on Sage and the network do well. All statements come to their end, and every promise is checked. */
export async function end(world: World, needs: Needs) {
  world.log?.push("all is well from now on");
  const { sage } = world;
  Object.assign(world, { troubles: [], frozen: [] });
  Object.assign(sage, { words: sage.words === "maybe" ? "none" : sage.words, tellsLate: false, namesOne: false });
  sage.refused.clear();
  for (const one of sage.statements) {
    one.isForgotten = false;
    // Somebody has asked what Sage meant.
    const account = accountOf(sage, one.accountId);
    const isThere = one.lines.some((id) => account?.has.has(id));
    if (one.problem?.repeated === "maybe") one.problem = { ...one.problem, repeated: isThere ? "yes" : "no" };
    one.finishesAt = Math.min(one.finishesAt, world.now + sage.takesMs);
  }
  await toRest(world, needs);
  await pushedAgain(world, needs);
  compare(world);
}

async function toRest(world: World, needs: Needs) {
  for (let round = 0; round < 3; round++) {
    await drain(world, needs);
    if (!needsUser(world)) break;
    authorise(world, true);
  }
  await drain(world, needs);
  const waiting = world.tables.pushes.find(({ completedAt }) => completedAt === null);
  if (waiting) throw new Violation(`${waiting.id} waits for ever`);
}

const needsUser = ({ tables, sage }: World) =>
  tables.feed?.reauthorisation === "required" || sage.accounts.some(({ status }) => status === "authRequired");

async function drain(world: World, needs: Needs) {
  for (let times = 0; await happen(world, needs); times++) {
    // The feed tries, or asks, until its user comes.
    if (times > MOST_FOR_USER && needsUser(world)) return;
    if (times > MOST) throw new Violation("the feed does not come to rest");
  }
}

/**
 * The institution pushes again all that failed, and after a restore all that it has. Sage takes it, and the push says
 * so.
 */
async function pushedAgain(world: World, needs: Needs) {
  const { sage, institution } = world;
  const statusOf = (id: string | null) => world.tables.pushes.find((push) => push.id === id)?.status ?? "Failed";
  const failed = institution.pushes.filter(({ id }) => world.isRestored || statusOf(id) === "Failed");
  const account = fedAccount(world);
  const pushed = failed.map(({ ids }) => repeat(world, ids));
  await toRest(world, needs);
  if (!account || fedAccount(world) !== account || account.status === "cancelled" || living(sage) === undefined) return;
  for (const push of world.tables.pushes)
    if (pushed.includes(push.id) && push.status === "Failed" && !isUnwanted(push))
      throw new Violation(`${push.id} fails while all is well: ${push.reason?.code}`);
}

const isUnwanted = ({ reason }: PushRow) => reason?.code === "not-wanted" || reason?.code === "nothing-wanted";

/** Sage's account that is fed; null where the feed has an end. */
function fedAccount({ tables, sage }: World) {
  const { account } = loadFeed(tables, false).feed;
  return endOf(account) ? null : accountOf(sage, account.sageBankAccountId);
}

/** Sage's ledger against what was accepted, line by line. */
function compare(world: World) {
  const { tables, isRestored } = world;
  const account = fedAccount(world);
  if (!account || account.status === "cancelled" || tables.feed === null) return;
  const { feedStartDate } = tables.account;
  const isWanted = ({ day }: LineRow) => feedStartDate === null || day >= feedStartDate;
  const wanted = tables.lines.filter(isWanted);
  const lost = wanted.find(({ id }) => !account.has.has(id) && !world.believed.has(id));
  if (lost) throw new Violation(`Sage lacks ${lost.id}`);
  if (new Set(account.ledger).size !== account.ledger.length) throw new Violation("Sage has a line twice");
  if (isRestored) return;
  if (account.ledger.length !== wanted.length) throw new Violation("Sage has a line that is not to be there");
  const places = new Map(wanted.map((line) => [line.id, line]));
  account.ledger.reduce<LineRow | null>((before, id) => {
    const line = places.get(id) ?? null;
    // Those that came together are in the order of their days.
    const isOfOne = before && account.has.get(id) === account.has.get(before.id);
    if (before && line && line.seq < before.seq && !(isOfOne && line.day > before.day))
      throw new Violation(`${line.id} came to Sage behind ${before.id}`);
    return line;
  }, null);
}
