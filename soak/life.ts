import { setTimeout as sleep } from "node:timers/promises";
import type { JourneyKind } from "../lib/journey/journey.ts";
import { accountInSage } from "../lib/testing/feed.ts";
import { paths, type Scene } from "../sandbox/testing/scene.ts";
import type { Dice } from "./dice.ts";
import { type Account, askUntilAnswered } from "./pusher.ts";

export const START = "2026-01-01";

export type Fed = Account & {
  id: string;
  institutionId: string;
  bankId: string;
  connectionId: string;
  /** Sage's accounts of it, the one that is alive last. */
  sageBankAccountIds: string[];
  /** Whether the application was told that Sage or the institution had ended it, so that what waited has failed. */
  wasEnded: boolean;
};

type World = {
  scene: Scene;
  roll: Dice;
  /** Posts to a door of the application until it answers. */
  tell: (path: string, body: unknown) => Promise<void>;
};

/** Lives through what happens to a feed after its beginning, again and again, from one moment to another; answers how often. */
export async function live(world: World, [lost, told, other, beside]: readonly Fed[], from: number, until: number) {
  if (!lost || !told || !other || !beside) throw new Error("four accounts are needed");
  const times = { reconnections: 0, reorderings: 0, unlinks: 0, reauthorisations: 0 };
  const pause = Math.max(12_000, (until - from) / 15);
  const inTurn = async (chapters: [keyof typeof times, () => Promise<void>][]) => {
    for (let n = 0; Date.now() < until; n = (n + 1) % chapters.length) {
      const [name, chapter] = chapters[n] ?? [];
      if (!name) return;
      await chapter?.();
      times[name]++;
      await sleep(pause);
    }
  };
  await sleep(from - Date.now());
  await Promise.all([
    inTurn([["reconnections", () => reconnect(world, lost)]]),
    inTurn([["reorderings", () => reconnectAloud(world, told)]]),
    inTurn([
      ["unlinks", () => unlink(world, [other, beside])],
      ["reauthorisations", () => reauthorise(world, other)],
    ]),
  ]);
  return times;
}

/** Sage's user ends an account and comes again to share it; both notifications are lost, as all are that nobody passes on. */
async function reconnect({ scene, tell }: World, account: Fed) {
  const last = account.sageBankAccountIds.at(-1);
  await scene.control(`/accounts/${last}/status`, { status: "cancelled" });
  await tell("/soak/authorised", journeyOf("onboard", [account]));
  const inSage = async (): Promise<string> => {
    try {
      return await accountInSage({ scene, account, sageBankId: account.bankId }, START);
    } catch {
      // Sage is away, or fails: its user tries again.
      await sleep(500);
      return inSage();
    }
  };
  account.sageBankAccountIds.push(await inSage());
}

/** The same, and its notifications come in any order, late, and some of them twice; those of accounts before among them. */
async function reconnectAloud(world: World, account: Fed) {
  await reconnect(world, account);
  const { scene, roll, tell } = world;
  const ids = account.sageBankAccountIds.slice(-3);
  const isOfOurs = (body: unknown) => ids.some((id) => JSON.stringify(body).includes(id));
  const words = scene.provider.to(paths.notification).filter(({ body }) => isOfOurs(body));
  account.wasEnded = true;
  const twice = words.flatMap(({ body }) => (roll(2) === 0 ? [body, body] : [body]));
  await Promise.all(
    twice.map(async (body) => {
      await sleep(roll(4_000));
      await tell(paths.notification, body);
    }),
  );
}

/** The institution asks for a new authorisation; its user gives it, and is back in Sage a moment later. */
async function reauthorise({ scene, roll, tell }: World, account: Fed) {
  const path = `${account.connection}/bankAccounts/${account.externalId}/reauthorization`;
  const is = async () => ((await askUntilAnswered(account.ask, "GET", path)).body as { status: string }).status;
  await askUntilAnswered(account.ask, "POST", path);
  while ((await is()) === "asked") await sleep(300);
  await sleep(roll(2_000));
  await tell("/soak/authorised", journeyOf("reauth", [account]));
  await sleep(roll(3_000));
  await scene.control(`/accounts/${account.sageBankAccountIds.at(-1)}/status`, { status: "active" });
}

/** The institution ends a connection, and its user comes again. */
async function unlink({ roll, tell }: World, accounts: readonly Fed[]) {
  const [account] = accounts;
  if (!account) return;
  for (const ended of accounts) ended.wasEnded = true;
  await askUntilAnswered(account.ask, "PATCH", account.connection, { status: "Unlinked" });
  await sleep(roll(4_000));
  await tell("/soak/authorised", journeyOf("onboard", accounts));
}

const journeyOf = (kind: JourneyKind, accounts: readonly Fed[]) => ({
  kind,
  bankId: accounts[0]?.bankId,
  institutionId: accounts[0]?.institutionId,
  connectionId: accounts[0]?.connectionId,
  accountIds: accounts.map(({ id }) => id),
});
