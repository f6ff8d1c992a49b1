import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import postgres from "postgres";
import { findPostgres, freshDatabase } from "../../scripts/postgres.ts";
import { type RunStack, startRunStack, test as withStack } from "./test.ts";

/**
 * A stack whose store a test may reach into, to let time pass: on PostgreSQL where there is one, else on the embedded
 * store, which admits one process at a time, so that the app is stopped for as long as it takes.
 */
async function startReachableStack(name: string) {
  const seed = { connections: 40 };
  if (process.env.TEST_POSTGRES !== "skip" && (await findPostgres())) {
    const database = await freshDatabase("e2e");
    const stack = await startRunStack(name, { databaseUrl: database.url, seed });
    const sql = postgres(database.url, { max: 1, onnotice: () => {} });
    const end = async () => {
      await sql.end();
      await stack.stop();
      await database.drop();
    };
    return { stack, end, change: async (text: string) => void (await sql.unsafe(text)) };
  }
  const dataDir = mkdtempSync(path.join(tmpdir(), "connect-bank-e2e-"));
  const stack = await startRunStack(name, { dataDir, seed });
  let app = stack.children.app;
  const change = async (text: string) => {
    await app.stop();
    const store = await PGlite.create(path.join(dataDir, "pglite"));
    await store.exec(text);
    await store.close();
    app = await stack.restartApp();
  };
  const end = async () => {
    await stack.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { stack, end, change };
}

type Change = (sql: string) => Promise<void>;

/** What a test may do to time and to the institution; nothing else is done behind the app's back. */
const reach = (change: Change) => ({
  /** As if that much of a journey's time had passed since Sage announced it. */
  letPass: (authorisationId: string, minutes: number) =>
    change(`update journeys set announced_at = announced_at - interval '${minutes} minutes',
      expires_at = expires_at - interval '${minutes} minutes' where authorisation_id = '${authorisationId}'`),
  expirePasscode: (connectionId: string) =>
    change(`update passcodes set expires_at = now() - interval '1 second' where connection_id = '${connectionId}'`),
  chooseAccounts: (how: "one" | "several" | "all") => change(`update institutions set account_choice = '${how}'`),
  /** What the app does once a minute, now. */
  keepHouse: () => change("insert into jobs.job (name) values ('keeping')"),
});

type PerWorker = { reachable: { stack: RunStack; change: Change } };

/** Like `test`, on a stack whose store can be reached into. */
export const test = withStack.extend<{ store: ReturnType<typeof reach> }, PerWorker>({
  reachable: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs from this pattern
    async ({}, use, { workerIndex }) => {
      const { end, ...reachable } = await startReachableStack(`store-${workerIndex}`);
      await use(reachable);
      await end();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  stack: [async ({ reachable }, use) => use(reachable.stack), { scope: "worker" }],
  store: async ({ reachable }, use) => use(reach(reachable.change)),
});
