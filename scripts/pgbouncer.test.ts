import postgres from "postgres";
import { describe, expect, test } from "vitest";
import { findPgbouncer, startPgbouncer } from "./pgbouncer.ts";
import { findPostgres } from "./postgres.ts";

describe.skipIf(process.env.TEST_POSTGRES === "skip" || !findPgbouncer())("PgBouncer for tests", () => {
  test("hands a client's transactions to different server connections, in any database of its server", async ({
    onTestFinished,
  }) => {
    const server = (await findPostgres()) ?? "";
    const bouncer = await startPgbouncer(server, { poolSize: 2 });
    onTestFinished(() => bouncer.stop());
    const sql = postgres(bouncer.through(server), { max: 4, prepare: false, fetch_types: false });
    const backends = await Promise.all(
      Array.from({ length: 20 }, () => sql.unsafe("select pg_backend_pid() as pid, pg_sleep(0.01)")),
    );
    expect(new Set(backends.map(([row]) => row?.pid)).size).toBe(2);
    await sql.end();
  });
});
