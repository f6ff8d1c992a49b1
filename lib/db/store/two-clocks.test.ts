import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freshDatabase } from "../../../scripts/postgres.ts";
import { aKey, asking } from "../../../test/api.ts";
import { type Child, launch, nextLine } from "../../../test/children.ts";
import { anInstitution } from "../../../test/institutions.ts";
import { needsOver, someKeys, type TestNeeds } from "../../../test/needs.ts";
import type { Verbs } from "../../../test/replica.ts";
import { listen, type StandIn } from "../../../test/sage.ts";
import { isMissing } from "../../../test/stores.ts";
import { readEnv } from "../../env.ts";
import type { Database } from "./database.ts";
import { openPostgres } from "./postgres.ts";

const program = new URL("../../../test/replica.ts", import.meta.url);
const APART_MS = 120_000;
const SETTINGS = {
  APP_SECRET: "a secret of the tests alone, shared by all",
  PASSCODE_MINUTES: "1",
  API_REQUESTS_PER_MINUTE: "40",
};

type Replica = { url: string; do<V extends keyof Verbs>(verb: V, asked: Parameters<Verbs[V]>[0]): Promise<Told<V>> };
/** An answer as JSON has it. */
type Told<V extends keyof Verbs> = Awaited<ReturnType<Verbs[V]>>;

describe.skipIf(isMissing("postgres"))("replicas of which one is two minutes behind and one two minutes ahead", () => {
  let sage: StandIn;
  let database: Database;
  let needs: TestNeeds;
  let behind: Replica;
  let ahead: Replica;
  const children: Child[] = [];
  let drop: () => Promise<unknown>;

  beforeAll(async () => {
    sage = await listen();
    const fresh = await freshDatabase("clocks");
    drop = fresh.drop;
    database = await openPostgres(fresh.url);
    const keys = someKeys();
    needs = needsOver(database, sage.config, keys);
    const { region } = sage;
    const settings = {
      ...SETTINGS,
      DATABASE_URL: fresh.url,
      ENCRYPTION_KEYS: `test:${keys.encryptionKey.toString("base64")}`,
      SAGE_EU_API_URL: region.apiUrl,
      SAGE_EU_TOKEN_URL: region.tokenUrl,
      SAGE_EU_CLIENT_ID: region.clientId,
      SAGE_EU_CLIENT_SECRET: region.clientSecret,
      SAGE_EU_AUDIENCE: region.audience,
      SAGE_EU_API_KEY: region.apiKey,
    };
    const both = [-APART_MS, APART_MS].map((shiftMs) => launch(program, [JSON.stringify({ shiftMs, settings })]));
    children.push(...both);
    [behind, ahead] = (await Promise.all(both.map(async (child) => aReplica(await nextLine(child))))) as [
      Replica,
      Replica,
    ];
  }, 120_000);
  afterAll(async () => {
    for (const child of children) await child.kill();
    await database?.close();
    await drop?.();
    await sage?.close();
  });

  async function fixture() {
    needs.setTime(new Date());
    const institution = await anInstitution(needs);
    const apiKey = await aKey(needs, institution.institutionId, readEnv(SETTINGS));
    const address = randomUUID();
    const [toBehind, toAhead] = [behind, ahead].map(({ url }) => asking(`${url}/api`, apiKey, address));
    if (!toBehind || !toAhead) throw new Error("there are two");
    const connection = `/companies/${institution.companyId}/connections/${institution.connectionId}`;
    return { ...institution, connection, toBehind, toAhead, address };
  }
  const both = (): [string, Replica, Replica][] => [
    ["behind", behind, ahead],
    ["ahead", ahead, behind],
  ];

  async function anOpened(at: Replica, bankId: string) {
    const authorisationId = randomUUID();
    await at.do("announce", { bankId, authorisationId });
    const opened = await at.do("open", { bankId, authorisationId });
    if (!opened.ok) throw new Error("refused");
    return { authorisationId, token: opened.value };
  }
  async function identified(at: Replica, of: Awaited<ReturnType<typeof fixture>>) {
    const { token, authorisationId } = await anOpened(at, of.bankId);
    const ask = at === behind ? of.toBehind : of.toAhead;
    const { otp } = (await ask("POST", `${of.connection}/bankFeeds/otp`)).body as { otp: string };
    const { connectionId, address } = of;
    const redeemed = await at.do("redeem", { token, connectionId, passcode: otp, address });
    if (!redeemed.ok) throw new Error(`refused: ${JSON.stringify(redeemed.problem)}`);
    return { token: redeemed.value, authorisationId };
  }
  const execute = (query: ReturnType<typeof sql>) => database.db.execute(query);
  async function storeNow() {
    const [row] = await database.db.select({ at: sql<Date>`clock_timestamp()` }).from(sql`(values (1)) as one`);
    return new Date(row?.at ?? 0).getTime();
  }

  test("have the store's time, whatever their own says", async () => {
    for (const [name, replica] of both()) {
      const before = await storeNow();
      const { store, wall } = await replica.do("clock", {});
      const at = new Date(store).getTime();
      expect(at).toBeGreaterThan(before - 200);
      expect(at).toBeLessThan((await storeNow()) + 200);
      const apart = name === "behind" ? -APART_MS : APART_MS;
      expect(Math.abs(wall - at - apart)).toBeLessThan(5_000);
    }
  });

  test("write no time but the store's", async () => {
    const began = (await storeNow()) - 100;
    const of = await fixture();
    for (const [, one, other] of both()) {
      const ask = one === behind ? of.toBehind : of.toAhead;
      const { token } = await identified(one, of);
      await other.do("choose", { token, accountId: of.accounts[0]?.id ?? "" });
      expect(await other.do("link", { token })).toMatchObject({ ok: true });
      await ask("POST", "/companies", { name: "New" }, { "Idempotency-Key": randomUUID() });
      await ask("POST", `${of.connection}/linkTokens`);
      await ask("POST", "/webhooks", { url: "https://bank.example/x", eventTypes: ["company.created"] });
      await ask("POST", "/companies", { name: "Told" });
    }
    const columns = await database.db.select({ table: sql<string>`table_name`, column: sql<string>`column_name` }).from(
      sql`information_schema.columns where table_schema = 'public' and data_type like 'timestamp%'
          and column_name !~ 'expire|until|next|free|times_out|requested_start|date' and table_name <> 'sage_calls'`,
    );
    expect(columns.length).toBeGreaterThan(20);
    let seen = 0;
    for (const { table, column } of columns) {
      const at = sql`${sql.identifier(column)}`;
      const rows = await database.db
        .select({
          at: sql<string>`${at}::text`,
          isNow: sql<boolean>`${at} between ${new Date(began).toISOString()}::timestamptz and clock_timestamp()`,
        })
        .from(sql`${sql.identifier(table)} where ${at} is not null and ${at} > clock_timestamp() - interval '1 hour'`);
      seen += rows.length;
      expect(
        rows.filter(({ isNow }) => !isNow),
        `${table}.${column}`,
      ).toEqual([]);
    }
    expect(seen).toBeGreaterThan(40);
  });

  test("let a one-time password of the one work at the other, for its minute and no longer", async () => {
    for (const [, one, other] of both()) {
      const of = await fixture();
      const [askOne] = one === behind ? [of.toBehind] : [of.toAhead];
      const issue = async () => ((await askOne("POST", `${of.connection}/bankFeeds/otp`)).body as { otp: string }).otp;
      const redeem = async (passcode: string) => {
        const { token } = await anOpened(other, of.bankId);
        return other.do("redeem", { token, connectionId: of.connectionId, passcode, address: of.address });
      };
      expect(await redeem(await issue())).toMatchObject({ ok: true });
      const late = await issue();
      await execute(
        sql`update passcodes set expires_at = clock_timestamp() - interval '1 second' where connection_id = ${of.connectionId}`,
      );
      expect(await redeem(late)).toMatchObject({ ok: false, problem: { code: "passcode-expired" } });
    }
  });

  test("end a journey at the same moment", async () => {
    const of = await fixture();
    for (const [, replica] of both()) {
      const { token, authorisationId } = await identified(replica, of);
      const choose = (at: Replica) => at.do("choose", { token, accountId: of.accounts[0]?.id ?? "" });
      const endsIn = (seconds: number) =>
        execute(
          sql`update journeys set expires_at = clock_timestamp() + ${`${seconds} seconds`}::interval where authorisation_id = ${authorisationId}`,
        );
      await endsIn(30);
      expect(await choose(ahead)).toMatchObject({ ok: true });
      await endsIn(-30);
      expect(await choose(behind)).toMatchObject({ ok: false });
    }
  });

  test("leave a journey to the one that asks Sage", async () => {
    for (const [, one, other] of both()) {
      const of = await fixture();
      const { token, authorisationId } = await identified(one, of);
      await one.do("choose", { token, accountId: of.accounts[0]?.id ?? "" });
      sage.answer(/authorisations/, "silence");
      const asked = one.do("link", { token }).catch(() => null);
      await sage.received(() => sage.patches(authorisationId).length === 1);
      expect(await other.do("link", { token })).toEqual({ ok: false, problem: "busy" });
      expect(sage.patches(authorisationId)).toHaveLength(1);
      void asked;
    }
  });

  test("do a keyed request once", async () => {
    const of = await fixture();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => {
        const key = { "Idempotency-Key": randomUUID() };
        const ask = (to: typeof of.toBehind) => to("POST", "/companies", { name: `Once ${n}` }, key);
        return Promise.all([ask(of.toBehind), ask(of.toAhead)]);
      }),
    );
    for (const pair of answers) for (const { status } of pair) expect([200, 409]).toContain(status);
    const made = await database.db
      .select({ name: sql<string>`name` })
      .from(sql`companies where institution_id = ${of.institutionId} and name like 'Once%'`);
    expect(made.map(({ name }) => name).sort()).toEqual(Array.from({ length: 10 }, (_, n) => `Once ${n}`).sort());
  });

  test("count tries and requests together, and say the same of the wait", async () => {
    const key = randomUUID();
    const spend = (at: Replica) => at.do("spend", { rule: "passcode-connection", key });
    const spent = [];
    for (let n = 0; n < 8; n++) spent.push(await spend(n % 2 === 0 ? behind : ahead));
    expect(spent.map(({ allowed }) => allowed)).toEqual([true, true, true, true, true, false, false, false]);
    for (const answer of spent.slice(5)) {
      if (answer.allowed) throw new Error("not one more");
      expect(answer.waitSeconds).toBeGreaterThan(40);
      expect(answer.waitSeconds).toBeLessThanOrEqual(60);
    }

    const of = await fixture();
    const statuses = [];
    for (let n = 0; n < 42; n++)
      statuses.push((await (n % 2 === 0 ? of.toBehind : of.toAhead)("GET", "/companies?pageSize=1")).status);
    expect(statuses.indexOf(429)).toBe(40);
  });

  test("keep a session as long as each other", async () => {
    const person = await needs.people.add(
      { email: `${randomUUID()}@bank.example`, name: "Support", role: "support", institutionId: null },
      "hash",
    );
    if (typeof person === "string") throw new Error(person);
    for (const [, one] of both()) {
      const sessionId = (await one.do("startSession", { personId: person.id })) ?? "";
      const idle = (minutes: number) =>
        execute(
          sql`update console_sessions set seen_at = clock_timestamp() - ${`${minutes} minutes`}::interval where id = ${sessionId}`,
        );
      await idle(29);
      expect(await ahead.do("useSession", { sessionId })).not.toBeNull();
      await idle(31);
      expect(await behind.do("useSession", { sessionId })).toBeNull();
    }
  });
});

function aReplica(url: string): Replica {
  return {
    url,
    async do(verb, asked) {
      const response = await fetch(`${url}/verb`, { method: "POST", body: JSON.stringify({ verb, asked }) });
      if (!response.ok) throw new Error(await response.text());
      return ((await response.json()) as { answer: never }).answer;
    },
  };
}
