import path from "node:path";
import type { BrowserContext, Page, WorkerFixture } from "@playwright/test";
import { type StackOptions, startStack } from "../../scripts/stack.ts";
import { test as base, expect } from "./browser.ts";
import { type Company, companyAt } from "./company.ts";
import { type Filling, filledDatabase } from "./filled.ts";
import { runFolder } from "./places.ts";
import { type Sage, sageAt } from "./sage.ts";
import { noteSecrets } from "./secrets.ts";

/** Demo account numbers that no log may hold; see `lib/db/store/seed.ts`. */
const ACCOUNT_NUMBERS = ["31926819", "31926827", "5200828282828210", "70400118", "40007001"];

type RunOptions = Omit<StackOptions, "databaseUrl" | "dataDir" | "filled" | "seed"> & {
  seed?: Filling;
  /** Uses the embedded store, as the demo does; else PostgreSQL where there is one, which halves the work. */
  embedded?: boolean;
};

/** A stack of this run's own: its logs stay in the run's folder, its secrets are noted. */
export async function startRunStack(name: string, { embedded = false, ...options }: RunOptions = {}) {
  const database = embedded ? null : await filledDatabase(options.seed);
  const stack = await startStack({
    logDir: path.join(runFolder, name),
    patience: 3,
    ...options,
    databaseUrl: database?.url,
    filled: database?.filled,
  }).catch(async (error: Error) => {
    await database?.drop();
    throw error;
  });
  const { eu, us } = stack.secrets.credentials;
  const { notificationHeader, appSecret } = stack.secrets;
  noteSecrets(
    stack.apiKey,
    notificationHeader.value,
    appSecret,
    eu.clientSecret,
    eu.apiKey,
    us.clientSecret,
    us.apiKey,
  );
  noteSecrets(...ACCOUNT_NUMBERS);
  const unused = [...stack.connections];
  return {
    ...stack,
    /** Null on the embedded store, which admits the app alone. */
    databaseUrl: database?.url ?? null,
    async stop() {
      await stack.stop();
      await database?.drop();
    },
    sageControl: sageAt(stack.sage, stack.bankId),
    /** A company that no other test has had. */
    nextCompany(): Company {
      const next = unused.shift();
      if (!next) throw new Error("every seeded company is taken: seed more of them");
      return companyAt(stack.app, stack.apiKey, next);
    },
    variant(name: "oneAccount" | "noAccount" | "onlyLoan" | "manyAccounts"): Company {
      const ids = stack.variants[name];
      if (!ids) throw new Error(`no seeded company ${name}`);
      return companyAt(stack.app, stack.apiKey, ids);
    },
  };
}
export type RunStack = Awaited<ReturnType<typeof startRunStack>>;

/** Gathers a browser's cookies and complaints while a test runs, and checks at its end that there are none. */
export function watch(context: BrowserContext) {
  const cookies: string[] = [];
  const complaints: string[] = [];
  const pending: Promise<void>[] = [];
  context.on("response", (response) => {
    const look = response.headersArray().then(
      (headers) => {
        if (headers.some(({ name }) => name.toLowerCase() === "set-cookie")) cookies.push(response.url());
      },
      () => {},
    );
    pending.push(look);
  });
  context.on("console", (message) => {
    if (/Content Security Policy|Refused to|Mixed Content|Hydration|did not match/i.test(message.text()))
      complaints.push(message.text());
  });
  context.on("weberror", (error) => complaints.push(String(error.error())));
  return {
    async judge() {
      await Promise.all(pending);
      expect(cookies, "answers that set a cookie").toEqual([]);
      expect(await context.cookies(), "cookies in the browser").toEqual([]);
      expect(complaints, "what the browser complained about").toEqual([]);
    },
  };
}

/** A stack for each worker that asks for it, under a name that its logs carry. */
export function stackNamed(
  name: string,
  { embedded = false, ...seed }: Filling & { embedded?: boolean } = { connections: 150 },
): [WorkerFixture<RunStack, object>, { scope: "worker"; timeout: number }] {
  return [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs from this pattern
    async ({}, use, { workerIndex }) => {
      const stack = await startRunStack(`${name}-${workerIndex}`, { seed, embedded });
      await use(stack);
      await stack.stop();
    },
    { scope: "worker", timeout: 300_000 },
  ];
}

type PerTest = { sage: Sage; company: Company; page: Page };
type PerWorker = { stack: RunStack };

/**
 * The app and the sandbox of this worker, whose tests run one after another. Options, faults and clock of the sandbox
 * are this test's own, and so is the company. Every page is watched for cookies and complaints of the browser.
 */
export const test = base.extend<PerTest, PerWorker>({
  stack: stackNamed("worker"),
  sage: async ({ stack }, use) => {
    await stack.sageControl.reset();
    await use(stack.sageControl);
  },
  company: async ({ stack }, use) => use(stack.nextCompany()),
  page: async ({ context, page }, use) => {
    const watched = watch(context);
    await use(page);
    await watched.judge();
  },
});
export { expect };
