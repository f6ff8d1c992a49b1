import { randomUUID } from "node:crypto";
import { findPostgres, openSql } from "../scripts/postgres.ts";
import { arriveByHttp } from "./steps/over-http.ts";
import { expect, type RunStack, startRunStack, test as withStack } from "./steps/test.ts";

/** The longest that anybody who needs nothing of the locked table may wait, on a machine that does much else. */
const SOON_MS = 2_000;

/** An app on PostgreSQL, one of whose tables somebody may hold; what it logs of that is expected. */
const test = withStack.extend<object, { locked: RunStack & { lock: (table: string) => Promise<() => Promise<void>> } }>(
  {
    locked: [
      async ({ browserName }, use) => {
        const stack = await startRunStack(`store-in-trouble-${browserName}`);
        const sql = openSql(stack.databaseUrl ?? "");
        async function lock(table: string) {
          const [held, freed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
          const ended = sql.begin(async (tx) => {
            await tx`lock table ${tx(table)} in access exclusive mode`;
            held.resolve();
            await freed.promise;
          });
          await held.promise;
          return async () => {
            freed.resolve();
            await ended;
          };
        }
        await use({ ...stack, lock });
        await sql.end();
        await stack.stop();
      },
      { scope: "worker", timeout: 300_000 },
    ],
  },
);

// `npm test` says so as well, and fails where CI=true.
test.skip((await findPostgres()) === null, "left out: this locks a table of PostgreSQL");

test("a table that somebody holds hurts the doors that need it, and each says so", async ({ locked }) => {
  const { app, apiKey, bankId, sageControl, secrets } = locked;
  const { token } = await arriveByHttp(sageControl);
  const { authUrl } = await sageControl.start();
  const authorization = `Basic ${Buffer.from(apiKey).toString("base64")}`;
  const { name, value } = secrets.notificationHeader;
  const announced = {
    type: "resourceCreated",
    resource: { type: "authorisation", id: randomUUID(), url: "NA" },
    additionalData: { bankId },
  };
  const json = { "content-type": "application/json" };
  const needing: Record<string, () => Promise<Response>> = {
    "a page": () => fetch(`${app}/connect/${token}/identify`),
    "Sage's notification": () =>
      fetch(`${app}/sage/notification`, {
        method: "POST",
        headers: { ...json, [name]: value },
        body: JSON.stringify(announced),
      }),
    "Sage's link": () => fetch(authUrl),
  };
  const others: Record<string, () => Promise<Response>> = {
    readiness: () => fetch(`${app}/readyz`),
    figures: () => fetch(`${app}/metrics`),
    "what the API reads": () => fetch(`${app}/api/companies`, { headers: { authorization } }),
    "what the API writes": () =>
      fetch(`${app}/api/companies`, {
        method: "POST",
        headers: { ...json, authorization },
        body: JSON.stringify({ name: "Others go on" }),
      }),
    "the console's first page": () => fetch(`${app}/console/sign-in`),
  };
  for (const call of Object.values(others)) await call();

  const free = await locked.lock("journeys");
  const blocked = Object.entries(needing).flatMap(([door, call]) =>
    Array.from({ length: 8 }, async () => {
      const answer = await call();
      return `${door}: ${answer.status}, again after ${answer.headers.get("retry-after")}`;
    }),
  );
  for (let round = 0; round < 3; round++)
    for (const [door, call] of Object.entries(others)) {
      const since = performance.now();
      expect((await call()).status, door).toBe(200);
      expect(performance.now() - since, door).toBeLessThan(SOON_MS);
    }
  const told = new Set(await Promise.all(blocked));
  await free();
  expect([...told].sort()).toEqual(
    Object.keys(needing)
      .map((door) => `${door}: 503, again after 5`)
      .sort(),
  );

  for (const [door, call] of Object.entries(needing)) expect((await call()).status, door).toBeLessThan(500);
});
