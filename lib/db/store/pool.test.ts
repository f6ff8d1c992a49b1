import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { freshDatabase } from "../../../scripts/postgres.ts";
import { isMissing } from "../../../test/stores.ts";
import { openPool } from "./pool.ts";

/** A way to a server that can be frozen: those who are connected then hear nothing any more. */
async function aWayTo(url: string) {
  const { hostname, port } = new URL(url);
  const pairs: [Socket, Socket][] = [];
  const way = createServer((near) => {
    const far = connect(Number(port || 5432), hostname);
    for (const end of [near, far]) end.on("error", () => {});
    near.pipe(far).pipe(near);
    pairs.push([near, far]);
  });
  way.listen(0, "127.0.0.1");
  await once(way, "listening");
  const through = new URL(url);
  through.hostname = "127.0.0.1";
  through.port = String((way.address() as AddressInfo).port);
  return {
    url: through.href,
    freeze() {
      for (const [near, far] of pairs) far.unpipe(near);
    },
    close() {
      for (const end of pairs.flat()) end.destroy();
      way.close();
    },
  };
}

describe.skipIf(isMissing("postgres"))("a pool of connections", () => {
  test("gives up one whose answer is out of time, before the next caller has it", async () => {
    const { url, drop } = await freshDatabase("pool");
    const way = await aWayTo(url);
    const pool = openPool(way.url, { name: "one", max: 1, bounds: { lock: 100, statement: 100 } });
    onTestFinished(async () => {
      await pool.close();
      way.close();
      await drop();
    });
    await pool.ask("select 1");
    way.freeze();
    const next = pool.ask("select 1").catch((error: Error) => [error.message, pool.ask("select 2 as two")] as const);
    const [message, answer] = (await next) as [string, ReturnType<typeof pool.ask>];
    expect(message).toMatch(/was cut.*Query read timeout/);
    expect((await answer).rows).toEqual([{ two: 2 }]);
  });

  test.each([
    ["begin; insert into kept values (1); commit", null],
    ["begin; insert into kept values (1); rollback", "ROLLBACK"],
    ["begin; insert into kept values (1); select 1", "SELECT"],
  ])("takes nothing but COMMIT for the end of a whole transaction: %s", async (text, said) => {
    const { url, drop } = await freshDatabase("pool");
    const pool = openPool(url, { name: "one", max: 1, bounds: { lock: 100, statement: 1_000 } });
    onTestFinished(async () => {
      await pool.close();
      await drop();
    });
    await pool.raw("create table kept (at int)");
    const asked = pool.raw(text);
    if (said) await expect(asked).rejects.toThrow(`PostgreSQL answered ${said} to COMMIT`);
    else await asked;
    expect((await pool.ask("select * from kept")).rows).toEqual(said ? [] : [{ at: 1 }]);
  });

  test("hands on no connection whose transaction has failed", async () => {
    const { url, drop } = await freshDatabase("pool");
    const pool = openPool(url, { name: "one", max: 1, bounds: { lock: 100, statement: 1_000 } });
    onTestFinished(async () => {
      await pool.close();
      await drop();
    });
    for (let round = 0; round < 20; round++) {
      await expect(pool.raw("begin; select 1 / 0; commit")).rejects.toThrow("division by zero");
      expect((await pool.raw("select 1 as one")).rows).toEqual([{ one: 1 }]);
    }
  });
});
