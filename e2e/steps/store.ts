import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { openSql } from "../../scripts/postgres.ts";
import { type RunStack, startRunStack, test as withStack } from "./test.ts";

/**
 * A stack whose store a test may reach into, to let time pass. It uses PostgreSQL where there is one, else the embedded
 * store. The embedded store admits one process at a time, so the app is stopped for that long.
 */
async function startReachableStack(name: string) {
  const stack = await startRunStack(name, { seed: { connections: 40 } });
  const crash = crashing(stack);
  if (stack.databaseUrl) {
    const sql = openSql(stack.databaseUrl);
    const end = async () => {
      await sql.end();
      await stack.stop();
    };
    return { stack, end, crash, change: async (text: string) => void (await sql.unsafe(text)) };
  }
  const change = async (text: string) => {
    await stack.children.app.stop();
    const store = await PGlite.create(path.join(stack.env.DATA_DIR ?? "", "pglite"));
    await store.exec(text);
    await store.close();
    stack.children.app = await stack.restartApp();
  };
  return { stack, end: stack.stop, crash, change };
}

/** The app dies as a process can die at any moment, and is started again. */
const crashing = (stack: RunStack) => async () => {
  stack.children.app.kill("SIGKILL");
  await stack.children.app.exited;
  stack.children.app = await stack.restartApp();
};

type Reach = { change: (sql: string) => Promise<void>; crash: () => Promise<void> };

/** The changes that a test may make to time and to the app. Tests do nothing else behind the app's back. */
const reach = ({ change, crash }: Reach) => ({
  crash,
  /** As if that much of a journey's time had passed since Sage announced it. */
  letPass: (authorisationId: string, minutes: number) =>
    change(`update journeys set announced_at = announced_at - interval '${minutes} minutes',
      expires_at = expires_at - interval '${minutes} minutes' where authorisation_id = '${authorisationId}'`),
  expirePasscode: (connectionId: string) =>
    change(`update passcodes set expires_at = now() - interval '1 second' where connection_id = '${connectionId}'`),
  /** As if it had been asked of Sage a moment ago, however long the app took to start again. */
  askedJustNow: (authorisationId: string) =>
    change(`update journeys set linking_since = now() where authorisation_id = '${authorisationId}'`),
  /** As if the process that asks Sage for this journey had not been heard of for a while. */
  giveUpOn: (authorisationId: string) =>
    change(`update journeys set linking_since = linking_since - interval '1 minute'
      where authorisation_id = '${authorisationId}'`),
  /** Does now what the app does once a minute. */
  keepHouse: () => change("insert into jobs.job (name) values ('keeping')"),
});

type PerWorker = { reachable: Reach & { stack: RunStack } };

/** Like `test`, on a stack whose store can be reached into. */
export const test = withStack.extend<{ store: ReturnType<typeof reach> }, PerWorker>({
  reachable: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs from this pattern
    async ({}, use, { workerIndex }) => {
      const { end, ...reachable } = await startReachableStack(`store-${workerIndex}`);
      await use(reachable);
      await end();
    },
    { scope: "worker", timeout: 300_000 },
  ],
  stack: [async ({ reachable }, use) => use(reachable.stack), { scope: "worker" }],
  store: async ({ reachable }, use) => use(reach(reachable)),
});
