import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { cipherOf } from "../lib/db/cipher.ts";
import { type Database, openPglite, openPostgres } from "../lib/db/database.ts";
import { banks } from "../lib/db/schema.ts";
import { readEnv } from "../lib/env.ts";
import { OWN_WORDS } from "../lib/feed/own-words.ts";
import { type Ask, aKey, asking } from "../lib/testing/api.ts";
import { type Child, nextLine, start } from "../lib/testing/children.ts";
import { connect, ledgerOf, sageAt } from "../lib/testing/feed.ts";
import { aConnection, anInstitution } from "../lib/testing/institutions.ts";
import { needsOver } from "../lib/testing/needs.ts";
import { type Driver, isMissing } from "../lib/testing/stores.ts";
import { type Scene, startScene } from "../sandbox/testing/scene.ts";
import { freshDatabase } from "../scripts/postgres.ts";
import { type Dice, dice } from "./dice.ts";
import { spoil } from "./faults.ts";
import { type Fed, live, START } from "./life.ts";
import { askUntilAnswered, type Pushed, pushAll } from "./pusher.ts";

/** `npm run soak -- --minutes 60`; two minutes in `npm test`. */
const MINUTES = Number(process.env.SOAK_MINUTES ?? 2);
/** Until all is in Sage after the last push: the longest pause after many failures is five minutes. */
const DRAIN_MS = 420_000;
const COMPANIES = 2;
const REPLICAS: Record<Driver, number> = { pglite: 1, postgres: 2 };
const app = new URL("./app.ts", import.meta.url);

const HEADER = { name: "x-soak-secret", value: "known to the soak and its sandbox" };

type Operation = { pushOperationKey: string; status: string; errorMessage: string | null };

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
    SAGE_NOTIFICATION_HEADER: `${HEADER.name}: ${HEADER.value}`,
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
    url: () => `${running[roll(count)]?.url ?? ""}/api`,
    begin: () => Promise.all(Array.from({ length: count }, (_, place) => begin(place))),
    /** Posts to a door of one of them until it answers. */
    async tell(path: string, body: unknown) {
      const headers = { "content-type": "application/json", [HEADER.name]: HEADER.value };
      for (;;) {
        const url = running[roll(count)]?.url ?? "";
        const said = await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) }).catch(() => null);
        if (said?.ok) return;
        await sleep(200);
      }
    },
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
        institutionId,
        bankId,
        connectionId,
        wasEnded: false,
        externalId: account.externalId,
        company,
        connection: `${company}/connections/${connectionId}`,
        ask: () => ask(key),
        sageBankAccountIds: [await connect({ scene, needs, account, sageBankId: bankId }, START)],
      });
  }
  return fed;
}

/** How every push of a company ended; null while one of them is still on its way. */
async function endsOf({ ask, company }: Fed) {
  const ends = new Map<string, Operation>();
  for (let page = 1; ; page++) {
    const { body } = await askUntilAnswered(ask, "GET", `${company}/push?page=${page}&pageSize=500`);
    const { results, totalResults } = body as { results: Operation[]; totalResults: number };
    for (const operation of results) ends.set(operation.pushOperationKey, operation);
    if (results.length === 0 || ends.size >= totalResults)
      return [...ends.values()].some(({ status }) => status === "Pending") ? null : ends;
  }
}

type Ends = ReadonlyMap<string, Operation>;

type Row = { uniqueId: string; transactionAmount: number; datePosted: string; description: string };
const asPushed = ({ uniqueId, transactionAmount, datePosted, description }: Row) =>
  [uniqueId, transactionAmount, datePosted, description].join(" | ");

/** Sage's ledger against what was pushed, line by line. */
async function compare(scene: Scene, account: Fed, pushed: readonly Pushed[], ends: Ends) {
  const delivered = pushed.filter(({ key }) => ends.get(key)?.status === "Success").flatMap(({ lines }) => lines);
  // What was delivered to an account before is sent anew to the one after it, without a push that says so.
  const newestId = account.sageBankAccountIds.at(-1) ?? "";
  const isThere = async () => (await ledgerOf(scene, newestId)).transactions.length >= delivered.length;
  await expect
    .poll(isThere, { timeout: DRAIN_MS, interval: 500, message: `${account.company} ${account.externalId}` })
    .toBe(true);
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

const ENDS: ReadonlySet<string | null | undefined> = new Set([OWN_WORDS.notConnected, OWN_WORDS.unlinked]);

type Asked = { at: string; path: string; status: unknown; fault: string | null };

/** What Sage turned away of the application's requests; those by which its users share accounts here are none of them. */
function beyondLimit(log: readonly Asked[]) {
  const own = log.filter(({ path }) => path.includes("/provider/v1/") && !path.includes("/authorisations/"));
  const inItsSecond = ({ at }: Asked) => {
    const age = (other: Asked) => Date.parse(at) - Date.parse(other.at);
    return own.filter((other) => age(other) >= 0 && age(other) < 1_000).length;
  };
  return own.filter((one) => one.status === 429 && !one.fault && inItsSecond(one) > 10);
}

/** Why pushes failed: what Sage refused, and what waited when an account or its connection was ended. */
function whyFailed(accounts: readonly Fed[], pushed: readonly Pushed[][], ends: Ends) {
  const told = { refused: 0, ended: 0 };
  for (const [index, { wasEnded }] of accounts.entries())
    for (const { key } of pushed[index] ?? []) {
      const end = ends.get(key);
      if (end?.status !== "Failed") continue;
      if (wasEnded && ENDS.has(end.errorMessage)) told.ended++;
      else told.refused++;
    }
  return told;
}

/** Feeds accounts on one kind of store while Sage, the network and the processes fail, then compares. */
export function soakOn(driver: Driver) {
  test.skipIf(isMissing(driver))(
    `a feed on ${driver} loses no line, doubles none, keeps their order, and never asks more of Sage than it allows`,
    { timeout: MINUTES * 60_000 + 2 * DRAIN_MS + 120_000 },
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
      // Refusals have ended by then: one of history sent anew would be of what was told as delivered.
      const living = { scene, roll: dice(9), tell: replicas.tell };
      let isOver = false;
      const [pushed, [killed, life, refusals]] = await Promise.all([
        Promise.all(accounts.map((account, index) => pushAll(account, dice(index), () => isOver))),
        Promise.all([
          replicas.killUntil(end),
          live(living, accounts, from + length * 0.4, from + length * 0.9),
          spoil(scene, roll, from, end),
        ]).finally(() => {
          isOver = true;
        }),
      ]);

      const ends = new Map<string, Operation>();
      for (const account of accounts)
        await expect
          .poll(
            async () => {
              const ended = await endsOf(account);
              for (const [key, end] of ended ?? []) ends.set(key, end);
              return ended !== null;
            },
            { timeout: DRAIN_MS, interval: 1_000 },
          )
          .toBe(true);
      let lines = 0;
      for (const [index, account] of accounts.entries())
        lines += await compare(scene, account, pushed[index] ?? [], ends);

      const { log } = (await scene.control("/state")) as unknown as {
        log: Asked[];
      };
      expect(beyondLimit(log)).toEqual([]);
      const pushes = pushed.flat();
      // One push fails for one refusal of its statement, and none for anything else that goes wrong.
      const failed = whyFailed(accounts, pushed, ends);
      expect(failed.refused).toBeLessThanOrEqual(refusals);
      const faults = log.filter(({ fault }) => fault).length;
      console.log(
        `${driver}: ${lines} lines in ${pushes.length} pushes, ${failed.refused} refused, ${failed.ended} ended with their account; ` +
          `${killed} kills, ${faults} faults, ${Object.entries(life)
            .map(([name, times]) => `${times} ${name}`)
            .join(", ")}`,
      );
      // Neither an idle feed nor a quiet world would prove anything.
      expect(lines).toBeGreaterThan(MINUTES * 50);
      expect(killed).toBeGreaterThan(0);
      for (const [name, times] of Object.entries(life)) expect(times, name).toBeGreaterThan(0);
    },
  );
}
