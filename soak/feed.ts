import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { cipherOf } from "../lib/db/cipher.ts";
import { type Database, openPglite, openPostgres } from "../lib/db/database.ts";
import { banks } from "../lib/db/schema.ts";
import { readEnv } from "../lib/env.ts";
import { type Ask, aKey, asking } from "../lib/testing/api.ts";
import { type Child, nextLine, start } from "../lib/testing/children.ts";
import { accountInSage, connect, ledgerOf, sageAt } from "../lib/testing/feed.ts";
import { aConnection, anInstitution } from "../lib/testing/institutions.ts";
import { needsOver } from "../lib/testing/needs.ts";
import { type Driver, isMissing } from "../lib/testing/stores.ts";
import { type Scene, startScene } from "../sandbox/testing/scene.ts";
import { freshDatabase } from "../scripts/postgres.ts";
import { type Dice, dice } from "./dice.ts";
import { spoil } from "./faults.ts";
import { type Account, askUntilAnswered, type Pushed, pushAll } from "./pusher.ts";

/** `npm run soak -- --minutes 60`; two minutes in `npm test`. */
const MINUTES = Number(process.env.SOAK_MINUTES ?? 2);
/** Until all is in Sage after the last push. */
const DRAIN_MS = 180_000;
const COMPANIES = 2;
const REPLICAS: Record<Driver, number> = { pglite: 1, postgres: 2 };
const START = "2026-01-01";
const app = new URL("./app.ts", import.meta.url);

type Operation = { pushOperationKey: string; status: string };
type Fed = Account & { id: string; sageBankAccountIds: string[] };

async function aStore(driver: Driver) {
  if (driver === "pglite") {
    const directory = mkdtempSync(join(tmpdir(), "connect-soak-"));
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
    return { settings: { DATA_DIR: directory }, open: () => openPglite(directory) };
  }
  const { url, drop } = await freshDatabase("soak");
  onTestFinished(async () => void (await drop()));
  return { settings: { DATABASE_URL: url }, open: () => openPostgres(url) };
}

/** What the application's operator would set. */
function settingsOf(scene: Scene) {
  const { eu } = sageAt(scene);
  if (!eu) throw new Error("no region");
  return {
    APP_SECRET: "a secret of the soak alone, shared by all of its processes",
    API_REQUESTS_PER_DAY: "1000000000",
    API_REQUESTS_PER_MINUTE: "1000000",
    LOG_LEVEL: "fatal",
    SAGE_EU_API_URL: eu.apiUrl,
    SAGE_EU_TOKEN_URL: eu.tokenUrl,
    SAGE_EU_CLIENT_ID: eu.clientId,
    SAGE_EU_CLIENT_SECRET: eu.clientSecret,
    SAGE_EU_AUDIENCE: eu.audience,
    SAGE_EU_API_KEY: eu.apiKey,
  };
}

/** Processes of the application that are killed and started again. */
function replicasOf(count: number, settings: object, roll: Dice) {
  const running: (Child & { url: string })[] = [];
  async function begin(place: number) {
    const child = start(app, [JSON.stringify(settings)]);
    running[place] = { ...child, url: await nextLine(child) };
  }
  return {
    /** One of them, for whoever asks next. */
    url: () => running[roll(count)]?.url ?? "",
    begin: () => Promise.all(Array.from({ length: count }, (_, place) => begin(place))),
    async killUntil(end: number) {
      let killed = 0;
      for (;;) {
        // A start costs more than all else here.
        await sleep(18_000 + roll(18_000));
        if (Date.now() > end) return killed;
        const place = roll(count);
        await running[place]?.kill();
        killed++;
        await begin(place);
      }
    },
  };
}

/** An institution with companies whose accounts Sage has connected. */
async function seed(database: Database, scene: Scene, settings: Record<string, string>, ask: (key: string) => Ask) {
  const env = readEnv(settings);
  const needs = { ...needsOver(database, sageAt(scene)), cipher: cipherOf(env.encryptionKeys) };
  const { bankId } = scene.banks.eu;
  const { institutionId } = await anInstitution(needs);
  await needs.db.insert(banks).values({ id: bankId, institutionId, region: "eu", name: "Soak" });
  const key = await aKey(needs, institutionId, env);
  const fed: Fed[] = [];
  for (let n = 0; n < COMPANIES; n++) {
    const { companyId, connectionId, accounts } = await aConnection(needs, institutionId, {
      types: ["checking", "savings"],
    });
    const company = `/companies/${companyId}`;
    for (const account of accounts)
      fed.push({
        id: account.id,
        externalId: account.externalId,
        company,
        connection: `${company}/connections/${connectionId}`,
        ask: () => ask(key),
        sageBankAccountIds: [await connect({ scene, needs, account, sageBankId: bankId }, START)],
      });
  }
  return fed;
}

/** Sage's user ends an account and connects it anew, and both notifications are lost. */
async function reconnect(scene: Scene, account: Fed) {
  const [last] = account.sageBankAccountIds.slice(-1);
  await scene.control(`/accounts/${last}/status`, { status: "cancelled" });
  const sageBankId = scene.banks.eu.bankId;
  account.sageBankAccountIds.push(await accountInSage({ scene, account, sageBankId }, START));
}

/** How every push of a company ended; null while one of them is still on its way. */
async function endOf({ ask, company }: Account) {
  const statuses = new Map<string, string>();
  for (let page = 1; ; page++) {
    const { body } = await askUntilAnswered(ask, "GET", `${company}/push?page=${page}&pageSize=500`);
    const { results, totalResults } = body as { results: Operation[]; totalResults: number };
    for (const { pushOperationKey, status } of results) statuses.set(pushOperationKey, status);
    if (results.length === 0 || statuses.size >= totalResults)
      return [...statuses.values()].includes("Pending") ? null : statuses;
  }
}

type Row = { uniqueId: string; transactionAmount: number; datePosted: string; description: string };
const asPushed = ({ uniqueId, transactionAmount, datePosted, description }: Row) =>
  [uniqueId, transactionAmount, datePosted, description].join(" | ");

/** Sage's ledger against what was pushed, line by line. */
async function compare(scene: Scene, account: Fed, pushed: readonly Pushed[], statuses: ReadonlyMap<string, string>) {
  const delivered = pushed.filter(({ key }) => statuses.get(key) === "Success").flatMap(({ lines }) => lines);
  const expected = delivered.map(({ id, amount, date, description }) =>
    asPushed({ uniqueId: id, transactionAmount: amount, datePosted: date, description }),
  );
  const newest = account.sageBankAccountIds.length - 1;
  for (const [index, id] of account.sageBankAccountIds.entries()) {
    const { transactions, balances } = await ledgerOf(scene, id);
    const rows = (transactions as unknown as Row[]).map(asPushed);
    // What an account that Sage has ended got is the beginning of it.
    expect(rows).toEqual(index === newest ? expected : expected.slice(0, rows.length));
    if (index === newest) expect(balances.ledgerBalance).toBe(delivered.at(-1)?.balance);
  }
  return expected.length;
}

/** Feeds accounts on one kind of store while Sage, the network and the processes fail, then compares. */
export function soakOn(driver: Driver) {
  test.skipIf(isMissing(driver))(
    `a feed on ${driver} loses no line, doubles none, keeps their order, and never asks more of Sage than it allows`,
    { timeout: MINUTES * 60_000 + DRAIN_MS + 120_000 },
    async () => {
      const roll = dice(20_261_121);
      // The embedded store opens for seconds in which this process does nothing else: the sandbox comes after.
      const store = await aStore(driver);
      const database = await store.open();
      const scene = await startScene();
      await scene.control("/options", { statementDelayMs: 400 });
      const settings = { ...settingsOf(scene), ...store.settings };
      const replicas = replicasOf(REPLICAS[driver], settings, dice(7));
      const accounts = await seed(database, scene, settings, (key) => asking(replicas.url(), key));
      await database.close();
      await replicas.begin();

      const [from, length] = [Date.now(), MINUTES * 60_000];
      const end = from + length;
      const reconnecting = async () => {
        for (const [index, account] of accounts.slice(0, 2).entries()) {
          await sleep(Math.max(0, from + length * (0.6 + index * 0.2) - Date.now()));
          await reconnect(scene, account);
        }
      };
      const [pushed, killed] = await Promise.all([
        Promise.all(accounts.map((account, index) => pushAll(account, dice(index), end))),
        replicas.killUntil(end),
        spoil(scene, roll, from, end),
        reconnecting(),
      ]);

      const byCompany = new Map<string, ReadonlyMap<string, string>>();
      for (const account of accounts)
        await expect
          .poll(
            async () => {
              const statuses = await endOf(account);
              if (statuses) byCompany.set(account.company, statuses);
              return statuses !== null;
            },
            { timeout: DRAIN_MS, interval: 1_000 },
          )
          .toBe(true);
      let lines = 0;
      for (const [index, account] of accounts.entries())
        lines += await compare(scene, account, pushed[index] ?? [], byCompany.get(account.company) ?? new Map());

      const { log } = (await scene.control("/state")) as unknown as {
        log: { path: string; status: unknown; fault: string | null }[];
      };
      const tooMany = log.filter(
        ({ path, status, fault }) => path.includes("/provider/v1/") && status === 429 && !fault,
      );
      expect(tooMany).toEqual([]);
      const pushes = pushed.flat();
      // One push fails for one refusal of its statement, and none for anything else that goes wrong.
      const refusals = log.filter(({ fault }) => fault === "status 400").length;
      const failed = pushes.filter(({ key }) => [...byCompany.values()].some((all) => all.get(key) === "Failed"));
      expect(failed.length).toBeLessThanOrEqual(refusals);
      console.log(
        `${driver}: ${lines} lines in ${pushes.length} pushes, ${failed.length} refused; ${killed} kills, ${log.filter(({ fault }) => fault).length} faults`,
      );
      // Neither an idle feed nor a quiet world would prove anything.
      expect(lines).toBeGreaterThan(MINUTES * 50);
      expect(killed).toBeGreaterThan(0);
    },
  );
}
