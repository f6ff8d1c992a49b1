import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { startSandbox } from "../sandbox/sandbox.ts";
import { findPgbouncer, NO_PGBOUNCER, startPgbouncer } from "../scripts/pgbouncer.ts";
import { freshDatabase } from "../scripts/postgres.ts";
import { appEnv } from "../scripts/stack-env.ts";
import { newSecrets } from "../scripts/stack-secrets.ts";
import { seedStore } from "../scripts/stack-seed.ts";
import { sandboxSetup } from "../scripts/stack-setup.ts";
import { paths } from "../test/sandbox/fixture.ts";
import { startProvider } from "../test/sandbox/provider.ts";
import type { Driver } from "../test/stores.ts";
import { startBalancer } from "./balancer.ts";
import { dice } from "./dice.ts";
import { postOffice } from "./post-office.ts";
import { type Release, replicasOf } from "./replicas.ts";

const REPLICAS: Record<Driver, number> = { pglite: 1, postgres: 2 };
/** More companies than can be connected while it lasts. */
const COMPANIES = 200;

export type World = Awaited<ReturnType<typeof startWorld>>;

/** The store of a driver; PostgreSQL stands behind a pooler, as hosts have one. */
async function aStore(driver: Driver) {
  if (driver === "pglite") {
    const dataDir = mkdtempSync(join(tmpdir(), "connect-soak-"));
    onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
    return { place: { dataDir }, databaseUrl: null };
  }
  const { url, drop } = await freshDatabase("soak");
  onTestFinished(async () => void (await drop()));
  if (findPgbouncer() === null) {
    console.log(`${NO_PGBOUNCER} PostgreSQL is reached directly.`);
    return { place: { databaseUrl: url }, databaseUrl: url };
  }
  const pooler = await startPgbouncer(url);
  onTestFinished(() => pooler.stop());
  return { place: { databaseUrl: pooler.through(url) }, databaseUrl: url };
}

/** The real server on one kind of store, behind a balancer; an institution with companies; and Sage beside them. */
export async function startWorld(driver: Driver, release: Release) {
  const store = await aStore(driver);
  const balancer = await startBalancer(dice(3));
  onTestFinished(() => balancer.close());
  const provider = await startProvider();
  onTestFinished(() => provider.close());
  const secrets = newSecrets();
  const post = postOffice(provider, balancer.url, secrets.notificationHeader);
  // The sandbox's address is known only once it runs, and it runs only once the institution's bank is known.
  const settings = (sandboxUrl: string) =>
    appEnv({ publicUrl: balancer.url, port: 0, sandboxUrl, store: store.place }, secrets, {
      LOG_LEVEL: "warn",
      DRAIN_SECONDS: "1",
      TRUSTED_PROXIES: "1",
    });
  const seeded = await seedStore(settings("http://127.0.0.1:1"), { connections: COMPANIES, accountChoice: "several" });
  const setup = sandboxSetup(balancer.url, seeded, secrets);
  for (const bank of setup.banks) bank.callbackUrls.notification = provider.url + paths.notification;
  const sandbox = await startSandbox({ setup });
  onTestFinished(() => sandbox.close());
  const call = (method: string, path: string, body?: unknown) =>
    fetch(sandbox.url + path, {
      method,
      headers: body === undefined ? {} : { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const control = async (path: string, body?: unknown): Promise<unknown> => {
    const response = await call(body === undefined ? "GET" : "POST", `/_control${path}`, body);
    if (!response.ok) throw new Error(`the sandbox refused ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  await control("/options", { statementDelayMs: 400 });

  const replicas = replicasOf({
    name: driver,
    count: REPLICAS[driver],
    env: settings(sandbox.url),
    balancer,
    release,
  });
  await replicas.begin();
  onTestFinished(() => replicas.stop());
  return {
    app: balancer.url,
    api: `${balancer.url}/api`,
    ...seeded,
    balancer,
    replicas,
    post,
    sage: { call, control },
    control,
    databaseUrl: store.databaseUrl,
  };
}
