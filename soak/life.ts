import { setTimeout as pause } from "node:timers/promises";
import type { Dice } from "./dice.ts";
import { accountOf, type Fed, START } from "./fed.ts";
import { askUntilAnswered } from "./pusher.ts";
import { connectBank } from "./user.ts";
import type { World } from "./world.ts";

type Living = { world: World; roll: Dice };

/** Takes a feed through its later events, once at least and again until a moment. Answers how often. */
export async function live(living: Living, [lost, told, other, beside]: readonly Fed[], from: number, until: number) {
  if (!lost || !told || !other || !beside) throw new Error("four accounts are needed");
  const times = { reconnections: 0, reorderings: 0, unlinks: 0, reauthorisations: 0 };
  const between = Math.max(12_000, (until - from) / 15);
  const inTurn = async (chapters: [keyof typeof times, () => Promise<void>][]) => {
    for (let n = 0; Date.now() < until || n < chapters.length; n++) {
      const [name, chapter] = chapters[n % chapters.length] ?? [];
      if (!name) return;
      await chapter?.();
      times[name]++;
      await pause(between);
    }
  };
  living.world.post.hold(...[lost, told].flatMap(({ id, sageBankAccountIds }) => [id, ...sageBankAccountIds]));
  await pause(from - Date.now());
  await Promise.all([
    inTurn([["reconnections", () => reconnect(living, lost)]]),
    inTurn([["reorderings", () => reconnectAloud(living, told)]]),
    inTurn([
      ["unlinks", () => unlink(living, [other, beside])],
      ["reauthorisations", () => reauthorise(living, other)],
    ]),
  ]);
  return times;
}

/**
 * Sage's user ends an account and comes again to share it. Both notifications are lost: the post office passes neither
 * on.
 */
async function reconnect({ world }: Living, account: Fed) {
  const last = account.sageBankAccountIds.at(-1);
  // The application may ask Sage, and hear of the end before there is another account.
  account.wasEnded = true;
  await world.control(`/accounts/${last}/status`, { status: "cancelled" });
  const authorisation = await connectBank(world, { ...account.sharing, accounts: [account.name] });
  const id = await accountOf(world, authorisation, account.name, START);
  world.post.hold(id);
  account.sageBankAccountIds.push(id);
}

/** The same, but its notifications come in any order, late, and some of them twice. Some concern earlier accounts. */
async function reconnectAloud(living: Living, account: Fed) {
  await reconnect(living, account);
  const { world, roll } = living;
  const notifications = world.post.about(account.sageBankAccountIds.slice(-3));
  const twice = notifications.flatMap(({ body }) => (roll(2) === 0 ? [body, body] : [body]));
  await Promise.all(
    twice.map(async (body) => {
      await pause(roll(4_000));
      await world.post.bring(body);
    }),
  );
}

/** The institution asks for a new authorisation; its user gives it, and is back in Sage. */
async function reauthorise({ world }: Living, account: Fed) {
  const path = `${account.connection}/bankAccounts/${account.externalId}/reauthorization`;
  const is = async () => ((await askUntilAnswered(account.ask, "GET", path)).body as { status: string }).status;
  await askUntilAnswered(account.ask, "POST", path);
  while ((await is()) === "asked") await pause(300);
  await connectBank(world, { ...account.sharing, accounts: [], reauth: account.sageBankAccountIds.at(-1) ?? "" });
}

/** The institution ends a connection, and its user reconnects. */
async function unlink({ world, roll }: Living, accounts: readonly Fed[]) {
  const [account] = accounts;
  if (!account) return;
  for (const ended of accounts) ended.wasEnded = true;
  await askUntilAnswered(account.ask, "PATCH", account.connection, { status: "Unlinked" });
  await pause(roll(4_000));
  await connectBank(world, { ...account.sharing, accounts: accounts.map(({ name }) => name) });
}
