import pg from "pg";
import { describe, expect, test } from "vitest";
import { freshDatabase } from "../../../scripts/postgres.ts";
import { aKey, asking, serveApi, testEnv } from "../../../test/api.ts";
import { anInstitution } from "../../../test/institutions.ts";
import { needsOver } from "../../../test/needs.ts";
import { isMissing } from "../../../test/stores.ts";
import { openPostgres } from "./postgres.ts";

describe.skipIf(isMissing("postgres"))("a PostgreSQL server in trouble", () => {
  async function fixture(onTestFinished: (end: () => Promise<void>) => void) {
    const { url, drop } = await freshDatabase("trouble");
    const database = await openPostgres(url);
    const admin = new pg.Client(url);
    admin.on("error", () => {});
    await admin.connect();
    onTestFinished(async () => {
      await admin.end();
      await database.close();
      await drop();
    });
    const needs = needsOver(database);
    const env = testEnv({ API_REQUESTS_PER_MINUTE: "1000000", API_REQUESTS_PER_DAY: "1000000" });
    const institution = await anInstitution(needs);
    const ask = asking(await serveApi(needs, env), await aKey(needs, institution.institutionId, env));
    const cut = () =>
      admin.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
      );
    return { database, admin, ask, cut };
  }

  test("with a locked table answers readiness and calls that need another one, and 503 to those that need it", async ({
    onTestFinished,
  }) => {
    const { database, admin, ask } = await fixture(onTestFinished);
    await Promise.all(Array.from({ length: 20 }, () => ask("GET", "/webhooks")));
    await admin.query("begin; lock table companies in access exclusive mode");
    const turned = new Set<string>();
    const blocked = new Set<Promise<void>>();
    let asked = 0;
    function comeBlocked() {
      while (blocked.size < 150) {
        const answer = asked++ % 2 ? ask("GET", "/companies") : ask("POST", "/companies", { name: "Waits" });
        const told = answer.then(({ status, headers }) => {
          turned.add(`${status} ${headers.get("retry-after")}`);
          blocked.delete(told);
        });
        blocked.add(told);
      }
    }
    let slowest = 0;
    async function timed(call: () => Promise<unknown>) {
      const since = performance.now();
      await call();
      slowest = Math.max(slowest, performance.now() - since);
    }
    for (const end = performance.now() + 10_000; performance.now() < end; ) {
      comeBlocked();
      await timed(() => database.ping());
      await timed(async () => expect((await ask("GET", "/webhooks")).status).toBe(200));
    }
    await Promise.all(blocked);
    await admin.query("rollback");
    expect([...turned]).toEqual(["503 5"]);
    // Behind all who wait for the lock it would be longer than anybody waits for a connection.
    expect(slowest).toBeLessThan(4_000);
    await expect.poll(async () => (await ask("POST", "/companies", { name: "Goes on" })).status).toBe(200);
  });

  test("with a locked table keeps the job queue's work at other tables going", async ({ onTestFinished }) => {
    const { database, admin } = await fixture(onTestFinished);
    const queue = (text: string) => database.queue.db?.executeSql(text, []);
    await admin.query("begin; lock table companies in access exclusive mode");
    const blocked = [
      ...["begin; set local lock_timeout = 30000; select 1 from companies; commit", "select name from companies"],
      ...["select id from companies", "begin; select 2 from companies; commit", "delete from companies"],
    ].map((text) => queue(text)?.catch(() => {}));
    for (let n = 0; n < 10; n++) {
      const since = performance.now();
      await queue("select name from pace");
      expect(performance.now() - since).toBeLessThan(1_500);
    }
    await admin.query("rollback");
    await Promise.all(blocked);
  });

  test("that cuts connections, idle or in a transaction, is a 503 without an uncaught error, and is used again", async ({
    onTestFinished,
  }) => {
    const { database, admin, ask, cut } = await fixture(onTestFinished);
    await admin.query("begin; lock table companies in access exclusive mode");
    const held = ask("POST", "/companies", { name: "Cut" });
    const waits = async () => {
      const { rows } = await admin.query("select count(*)::int as n from pg_locks where not granted");
      return rows[0]?.n;
    };
    await expect.poll(waits).toBeGreaterThan(0);
    await cut();
    expect([(await held).status, (await held).headers.get("retry-after")]).toEqual([503, "5"]);
    await admin.query("rollback");
    const between = database.db.transaction(async () => void (await cut()));
    await expect(between).rejects.toThrow(/connection to the store was cut/);
    expect((await ask("POST", "/companies", { name: "Goes on" })).status).toBe(200);
    expect(database.pools().find(({ name }) => name === "main")).toMatchObject({ inUse: 0, waiting: 0 });
  });

  test("that is read-only answers what is read, and 503 to what is written", async ({ onTestFinished }) => {
    const { admin, ask, cut } = await fixture(onTestFinished);
    const { rows } = await admin.query("select current_database() as name");
    await admin.query(`alter database "${rows[0]?.name}" set default_transaction_read_only = on`);
    await cut();
    await ask("GET", "/companies");
    const written = await ask("POST", "/companies", { name: "No" });
    expect([written.status, written.headers.get("retry-after")]).toEqual([503, "5"]);
  });
});
