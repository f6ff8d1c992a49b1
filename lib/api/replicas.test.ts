import { randomUUID } from "node:crypto";
import { and, eq, like, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Answer, aKey, asking, someV2 } from "../../test/api.ts";
import { anInstitution } from "../../test/institutions.ts";
import { twoReplicas } from "../../test/replicas.ts";
import { isMissing } from "../../test/stores.ts";
import { cleanUp } from "../db/maintenance/clean-up.ts";
import { limits } from "../db/schema.ts";
import { rowsOf } from "../db/store/database.ts";

const errorOf = ({ body }: Answer) => (body as { error: string }).error;

describe.skipIf(isMissing("postgres"))("two instances on one PostgreSQL", () => {
  let replicas: Awaited<ReturnType<typeof twoReplicas>>;
  beforeEach(async () => {
    replicas = await twoReplicas({ API_REQUESTS_PER_DAY: "30", API_REQUESTS_PER_MINUTE: "40" });
  });
  afterEach(() => replicas.close());

  async function fixture(address?: string) {
    const { needs, env, urls } = replicas;
    const institution = await anInstitution(needs);
    const apiKey = await aKey(needs, institution.institutionId, env);
    const at = `/companies/${institution.companyId}/connections/${institution.connectionId}`;
    const [one, other] = urls.map((url) => asking(url, apiKey, address));
    if (!one || !other) throw new Error("there are two");
    return { ...institution, at, one, other, both: [one, other] as const };
  }

  const count = async (table: string) => {
    const [row] = await rowsOf<{ n: number }>(replicas.needs.db, sql.raw(`select count(*)::int as n from ${table}`));
    return row?.n;
  };

  test("a request with an Idempotency-Key happens once, and the other instance gives the first answer again", async () => {
    const { one, other } = await fixture();
    const key = { "Idempotency-Key": randomUUID() };
    const before = await count("companies");
    const first = await one("POST", "/companies", { name: "Once" }, key);
    const again = await other("POST", "/companies", { name: "Once" }, key);
    expect([again.status, again.text, again.headers.get("idempotency-replayed")]).toEqual([200, first.text, "true"]);
    expect(again.headers.get("content-type")).toBe(first.headers.get("content-type"));
    expect(await count("companies")).toBe((before ?? 0) + 1);

    const changed = await other("POST", "/companies", { name: "Twice" }, key);
    expect([changed.status, errorOf(changed)]).toEqual([422, "This Idempotency-Key came with another request before."]);
    replicas.passMinutes(89);
    expect((await one("POST", "/companies", { name: "Once" }, key)).text).toBe(first.text);
    replicas.passMinutes(2);
    await cleanUp(replicas.needs.db, replicas.needs.clock());
    expect(await count("repeats")).toBe(0);
    expect((await one("POST", "/companies", { name: "Once" }, key)).text).not.toBe(first.text);
  });

  test("refusals are repeated too, and the kept answers are sealed", async () => {
    const { one, other, at } = await fixture();
    const key = { "Idempotency-Key": randomUUID() };
    const refused = await one("POST", "/companies", { name: "" }, key);
    expect([refused.status, (await other("POST", "/companies", { name: "" }, key)).text]).toEqual([400, refused.text]);

    const otp = await one("POST", `${at}/bankFeeds/otp`, undefined, { "Idempotency-Key": randomUUID() });
    const dump = JSON.stringify(await rowsOf(replicas.needs.db, sql`select t::text from repeats t`));
    expect(dump).not.toContain((otp.body as { otp: string }).otp);
  });

  test("work on one of many at once under one key; the others get a 409 or its answer", async () => {
    const { both, at } = await fixture();
    const key = { "Idempotency-Key": randomUUID() };
    const body = someV2({ id: "once" });
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        (both[n % 2] as (typeof both)[0])("POST", `${at}/connectionInfo/bankFeedAccounts`, body, key),
      ),
    );
    for (const answer of answers) expect([200, 409]).toContain(answer.status);
    expect(new Set(answers.filter(({ status }) => status === 200).map(({ text }) => text)).size).toBe(1);
    const dead = randomUUID();
    await replicas.needs.db.execute(
      sql`insert into repeats (institution_id, key, fingerprint, claim, expires_at)
          select institution_id, ${dead}::uuid, fingerprint, ${randomUUID()}::uuid, ${replicas.needs.clock().toISOString()}::timestamptz + interval '1 minute' from repeats limit 1`,
    );
    const waiting = () => both[0]("POST", `${at}/connectionInfo/bankFeedAccounts`, body, { "Idempotency-Key": dead });
    expect((await waiting()).status).toBe(409);
    replicas.passMinutes(1);
    // The account exists: the retry took the claim of the dead process.
    expect((await waiting()).status).toBe(400);
  });

  test.each([
    ["the effect", "companies", "name is null"],
    ["the answer", "repeats", "status is null"],
  ])(
    "a fault that keeps %s from being stored leaves nothing, and the same key works once it is mended",
    async (_, table, rule) => {
      const { one, other } = await fixture();
      const key = { "Idempotency-Key": randomUUID() };
      const before = await count("companies");
      const alter = (what: string) => replicas.needs.db.execute(sql.raw(`alter table ${table} ${what}`));
      await alter(`add constraint broken check (${rule}) not valid`);
      const failed = await one("POST", "/companies", { name: "Once" }, key);
      await alter("drop constraint broken");
      expect([failed.status, await count("companies"), await count("repeats")]).toEqual([500, before, 0]);
      const first = await other("POST", "/companies", { name: "Once" }, key);
      const again = await one("POST", "/companies", { name: "Once" }, key);
      expect([first.status, again.text, again.headers.get("idempotency-replayed")]).toEqual([200, first.text, "true"]);
      expect(await count("companies")).toBe((before ?? 0) + 1);
    },
  );

  test("a 429 of a keyed request is counted and not kept", async () => {
    const { one, at, needs } = { ...(await fixture()), needs: replicas.needs };
    const issue = (key: string) => one("POST", `${at}/bankFeeds/otp`, undefined, { "Idempotency-Key": key });
    for (let n = 0; n < 20; n++) expect((await issue(randomUUID())).status).toBe(200);
    const key = randomUUID();
    expect((await issue(key)).status).toBe(429);
    const [counter] = await needs.db
      .select()
      .from(limits)
      .where(and(like(limits.key, "passcode-issue:%"), eq(limits.points, 21)));
    expect(counter).toBeDefined();
    await needs.db.delete(limits);
    const first = await issue(key);
    expect([first.status, (await issue(key)).text]).toEqual([200, first.text]);
  });

  test("one institution's keys are no other's", async () => {
    const mine = await fixture();
    const theirs = await fixture();
    const key = { "Idempotency-Key": randomUUID() };
    const first = await mine.one("POST", "/companies", { name: "Once" }, key);
    const second = await theirs.one("POST", "/companies", { name: "Once" }, key);
    expect([first.status, second.status, second.headers.get("idempotency-replayed")]).toEqual([200, 200, null]);
    expect(second.text).not.toBe(first.text);
  });

  test("count the day's requests together and start again at midnight", async () => {
    const { both } = await fixture();
    const answers: Answer[] = [];
    for (let n = 0; n < 31; n++) answers.push(await (both[n % 2] as (typeof both)[0])("GET", "/companies?pageSize=1"));
    expect(answers.map(({ headers }) => headers.get("x-rate-limit-remaining")).slice(0, 3)).toEqual(["29", "28", "27"]);
    const [last, over] = answers.slice(-2);
    expect([last?.status, over?.status, over && errorOf(over)]).toEqual([
      200,
      429,
      "You have made too many requests in a given amount of time; please retry later.",
    ]);
    expect(over?.headers.get("x-rate-limit-limit")).toBe("30");
    expect(over?.headers.get("x-rate-limit-reset")).toBe("2026-03-03T00:00:00.000Z");
    expect(over?.headers.get("retry-after")).toBe(String(15 * 60 * 60));
    // A request that was refused for its number may be sent again under its key.
    const key = { "Idempotency-Key": randomUUID() };
    expect((await both[0]("POST", "/companies", { name: "Late" }, key)).status).toBe(429);
    replicas.passMinutes(15 * 60);
    expect((await both[1]("POST", "/companies", { name: "Late" }, key)).status).toBe(200);
  });

  test("each connected company adds a day's worth", async () => {
    const { one, accounts, connectionId } = await fixture();
    const link = { sageBankAccountId: randomUUID(), bankId: null, requestedStartDate: null };
    await replicas.needs.connections.markConnected(
      { ...link, sourceAccountId: accounts[0]?.id ?? "" },
      replicas.needs.clock(),
    );
    const answer = await one("GET", `/companies?query=dataConnections.id=${connectionId}`);
    expect(answer.headers.get("x-rate-limit-limit")).toBe("60");
  });

  test("one address is counted across all keys, right and wrong ones", async () => {
    const address = randomUUID();
    const { one } = await fixture(address);
    const stranger = asking(replicas.urls[1], "nobody's key", address);
    for (let n = 0; n < 20; n++) {
      expect((await one("GET", "/companies?pageSize=1")).status).toBe(200);
      expect((await stranger("GET", "/companies")).status).toBe(401);
    }
    const over = await stranger("GET", "/companies");
    expect([over.status, over.headers.get("retry-after")]).toEqual([429, "60"]);
    expect((await one("GET", "/companies")).status).toBe(429);
    replicas.passMinutes(1);
    expect((await one("GET", "/companies")).status).toBe(200);
  });

  test("ten requests at once work for a company, whichever instance they reach, and places are given back", async () => {
    const { at, one, other, institutionId, companyId } = await fixture();
    const places = await Promise.all(
      Array.from({ length: 10 }, () => replicas.needs.requestLimits.enter(institutionId, companyId)),
    );
    expect(places.every((place) => place !== null)).toBe(true);
    const refused = await other("GET", at);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
    const [first] = places;
    if (first) await replicas.needs.requestLimits.leave(first);
    for (let n = 0; n < 3; n++) expect((await one("GET", at)).status).toBe(200);
    const elsewhere = await fixture();
    expect((await elsewhere.one("GET", elsewhere.at)).status).toBe(200);
  });
});
