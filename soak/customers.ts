import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "vitest";
import { DEMO_ACCOUNTS } from "../lib/db/store/seed.ts";
import { asking } from "../test/api.ts";
import type { Dice } from "./dice.ts";
import { accountOf, type Fed, START } from "./fed.ts";
import { until } from "./patience.ts";
import { askUntilAnswered } from "./pusher.ts";
import { connectBank } from "./user.ts";
import type { World } from "./world.ts";

type Ids = { companyId: string; connectionId: string };

const pathsOf = ({ companyId, connectionId }: Ids) => {
  const company = `/companies/${companyId}`;
  return { company, connection: `${company}/connections/${connectionId}` };
};

/** How a company's user comes by Connection ID and one-time password. */
function sharingOf(world: World, ids: Ids) {
  const ask = () => asking(world.api, world.apiKey);
  const { connection } = pathsOf(ids);
  const passcode = async () =>
    ((await askUntilAnswered(ask, "POST", `${connection}/bankFeeds/otp`)).body as { otp: string }).otp;
  return { connectionId: ids.connectionId, passcode };
}

const statusesOf = async (world: World, ids: Ids) => {
  const path = `${pathsOf(ids).connection}/connectionInfo/bankFeedAccounts`;
  const { body } = await askUntilAnswered(() => asking(world.api, world.apiKey), "GET", path);
  return new Map((body as { accountName: string; status: string }[]).map((one) => [one.accountName, one.status]));
};

/** Connects a company's accounts over the pages, each by a Connect Bank of its own. Waits until they are connected. */
export async function connectAll(world: World, ids: Ids, names: readonly string[]): Promise<Fed[]> {
  const sharing = sharingOf(world, ids);
  const fed: Fed[] = [];
  for (const name of names) {
    const authorisation = await connectBank(world, { ...sharing, accounts: [name] });
    const index = DEMO_ACCOUNTS.findIndex((one) => one.name === name);
    const id = authorisation.accounts.find(({ accountName }) => accountName.startsWith(`${name} `))?.externalId ?? "";
    fed.push({
      id,
      name,
      externalId: `acc-${index + 1}`,
      ...pathsOf(ids),
      sharing,
      ask: () => asking(world.api, world.apiKey),
      sageBankAccountIds: [await accountOf(world, authorisation, name, START)],
      wasEnded: false,
    });
  }
  for (const name of names)
    await expect.poll(async () => (await statusesOf(world, ids)).get(name), { timeout: 60_000 }).toBe("connected");
  return fed;
}

/**
 * New customers come until the run ends. Each chooses some accounts, and Sage must have these and no others. Returns
 * the customers, with the accounts that Sage made.
 */
export async function newCustomers(world: World, companies: Ids[], roll: Dice, isOver: () => boolean) {
  const came: { ids: Ids; name: string }[] = [];
  const names = DEMO_ACCOUNTS.filter(({ type }) => type !== "loan").map(({ name }) => name);
  while (!isOver()) {
    const ids = companies.shift();
    if (!ids) throw new Error("every company has come: seed more of them");
    const chosen = names.filter(() => roll(2) === 0);
    const accounts = chosen.length > 0 ? chosen : names.slice(0, 1);
    const authorisation = await connectBank(world, { ...sharingOf(world, ids), accounts });
    const shared = authorisation.accounts.map(({ accountName }) => accountName.replace(/ \W.*$/, "")).sort();
    expect(shared).toEqual([...accounts].sort());
    const name = accounts[roll(accounts.length)] ?? "";
    await accountOf(world, authorisation, name, START);
    came.push({ ids, name });
    await pause(roll(1_500));
  }
  return came;
}

/** Every account that Sage made for a new customer is connected here in the end, and no other one. */
export async function expectConnected(world: World, came: Awaited<ReturnType<typeof newCustomers>>, timeout: number) {
  for (const { ids, name } of came) {
    const connected = async () =>
      [...(await statusesOf(world, ids))].filter(([, status]) => status === "connected").map(([one]) => one);
    await expect.poll(connected, { timeout, interval: 1_000, message: `${ids.connectionId} ${name}` }).toEqual([name]);
  }
}

/**
 * An institution's system that makes companies with an Idempotency-Key until the run ends. It repeats a request until
 * it has an answer. Returns the names that got an answer, each with the id in that answer.
 */
export async function makeCompanies(world: World, roll: Dice, isOver: () => boolean) {
  const made = new Map<string, string>();
  const ask = () => asking(world.api, world.apiKey);
  while (!isOver()) {
    const name = `Made ${randomUUID()}`;
    const key = { "idempotency-key": randomUUID() };
    const { id } = await until(async () => {
      // 409: the first request with this key may still come to nothing.
      const { status, body } = await askUntilAnswered(ask, "POST", "/companies", { name }, key);
      return status === 200 && (body as { id: string });
    });
    made.set(name, id);
    await pause(roll(400));
  }
  return made;
}

/** Every acknowledged company is there once, under the id in the answer. */
export async function expectMade(world: World, made: ReadonlyMap<string, string>) {
  const found: [string, string][] = [];
  const ask = () => asking(world.api, world.apiKey);
  for (let page = 1; ; page++) {
    const { body } = await askUntilAnswered(ask, "GET", `/companies?page=${page}&pageSize=500&query=name~Made`);
    const { results } = body as { results: { id: string; name: string }[] };
    found.push(...results.map(({ name, id }): [string, string] => [name, id]));
    if (results.length === 0) break;
  }
  expect(found.sort()).toEqual([...made].sort());
}
