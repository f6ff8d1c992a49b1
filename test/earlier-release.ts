import { readFileSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { onTestFinished } from "vitest";
import { openPglite } from "../lib/db/store/embedded.ts";
import { openPostgres } from "../lib/db/store/postgres.ts";
import type { BankAccount } from "../sandbox/sage/bank-account.ts";
import { productOwner } from "../sandbox/sage/organisation.ts";
import { settleStatement } from "../sandbox/sage/settle-statement.ts";
import type { Statement } from "../sandbox/sage/statement.ts";
import type { Transaction } from "../sandbox/sage/transaction.ts";
import type { World } from "../sandbox/world.ts";
import { freshDatabase } from "../scripts/postgres.ts";
import { aKey, asking, serveApi } from "./api.ts";
import { postAll, sageAt } from "./feed.ts";
import { needsOver } from "./needs.ts";
import { startFixture } from "./sandbox/fixture.ts";
import type { Driver } from "./stores.ts";

/*
 * `dumps/0.1.0.sql` is a store of the release before this one, commit fd6c018. That code made it on PostgreSQL, with its own verbs, test
 * helpers and sandbox. A script pushed to accounts and posted until each was in the state that its name tells. Then it ran
 * `pg_dump --no-owner --no-privileges --inserts --rows-per-insert=1000 --exclude-table-data=limits`.
 * Comments, `SET` and empty lines were taken out. `created_at` has one moment where the server's clock had written it.
 * `dumps/0.1.0.json` has the facts beside it: the names, the API's answers of then, and the journeys' tokens. It also has the
 * sandbox's accounts and its unfinished statements. Both keys were 32 zero bytes, the encryption key under the id `test`.
 * All data are made up. A dump is never edited: the next release gets one of its own.
 */
const fileOf = (name: string) => readFileSync(new URL(`dumps/${name}`, import.meta.url), "utf8");

/** A push as the API told it then; today's tells more of it. */
type ToldThen = { pushOperationKey: string; status: string; errorMessage?: string };
type ToldNow = ToldThen & { delivered: number; skipped: number };

type Brief = Pick<Transaction, "uniqueId" | "datePosted" | "transactionAmount">;

type Earlier = {
  /** The moment of the dump. */
  now: string;
  institutionId: string;
  companyId: string;
  banks: { eu: string; us: string };
  accounts: Record<
    string,
    { connectionId: string; accountId: string; pushes: readonly { id: string; lines: readonly string[] }[] }
  >;
  journeys: Record<string, { authorisationId: string; token?: string; passcode?: string }>;
  told: readonly ToldThen[];
  sage: {
    bankAccounts: readonly (Pick<BankAccount, "id" | "bankId" | "externalId" | "status" | "requestedStartDate"> & {
      transactions: readonly Brief[];
    })[];
    /** Those that Sage had not finished. */
    statements: readonly (Pick<Statement, "id" | "bankAccountId" | "bankId"> & {
      accountStatus: "active" | "authRequired";
      transactions: readonly Brief[];
    })[];
  };
};

export const earlier = JSON.parse(fileOf("0.1.0.json")) as Earlier;
const dump = fileOf("0.1.0.sql");

/** Loads the dump into a store that is not migrated yet; each opening migrates a copy of it. */
export async function anEarlierStore(driver: Driver) {
  return driver === "pglite" ? overPglite() : overPostgres();
}

async function overPglite() {
  const client = await PGlite.create();
  await client.exec(dump);
  const copyOf = await client.dumpDataDir("none");
  await client.close();
  return {
    async open() {
      const database = await openPglite("memory://", { copyOf });
      return { database, close: () => database.close() };
    },
    drop: async () => {},
  };
}

async function overPostgres() {
  const { url, name, drop } = await freshDatabase("earlier");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(dump);
  await client.end();
  return {
    async open() {
      const copy = await freshDatabase("migrated", name);
      const database = await openPostgres(copy.url);
      const close = async () => {
        await database.close();
        await copy.drop();
      };
      return { database, close };
    },
    drop,
  };
}

/** Puts Sage where it was at the moment of the dump. */
function sageThen({ ledger, clock }: World) {
  const posted = (bankAccountId: string, transactions: readonly Brief[]): Transaction[] =>
    transactions.map((one) => ({ ...one, bankAccountId, transactionType: "OTHER", transactionStatus: "posted" }));
  for (const { transactions, ...account } of earlier.sage.bankAccounts)
    ledger.bankAccounts.set(account.id, {
      ...account,
      ...{ owner: productOwner, product: "accounting", accountName: "Account", accountType: "DEBIT", currency: "GBP" },
      ...{ accountIdentifier: account.externalId, bankIdentifier: "one", branchIdentifier: null, confirmed: true },
      createdAt: clock.now(),
      balances: {},
      transactions: posted(account.id, transactions),
      uniqueIds: new Set(transactions.map(({ uniqueId }) => uniqueId)),
      newestPosted: Math.max(...transactions.map(({ datePosted }) => Date.parse(datePosted))),
    });
  for (const { accountStatus, transactions, ...statement } of earlier.sage.statements) {
    const { bankAccountId, bankId } = statement;
    const request = {
      ...{ principalId: bankAccountId, bankId, transactionDetails: posted(bankAccountId, transactions) },
      accountDetails: [{ bankAccountId, status: accountStatus }] satisfies Statement["request"]["accountDetails"],
    };
    const facts = { receivedAt: clock.now(), status: "pending" as const, problem: null, remarks: [] };
    ledger.statements.set(statement.id, { ...statement, ...facts, request });
  }
}

/** Opens a copy of the store with the code of today, and starts the Sage of then beside it. */
export async function upgraded({ open }: Awaited<ReturnType<typeof anEarlierStore>>) {
  const { database, close } = await open();
  onTestFinished(close);
  const worlds: World[] = [];
  const fixture = await startFixture({ bankIds: earlier.banks, begin: (begun) => void worlds.push(begun) });
  const [world] = worlds;
  if (!world) throw new Error("the sandbox has no world");
  sageThen(world);
  await fixture.control("/options", { statementDelayMs: 0, limits: { requestsPerSecond: 0 } });
  const keys = { passcodeKey: Buffer.alloc(32), encryptionKey: Buffer.alloc(32) };
  const due = new Set<string>();
  const needs = needsOver(database, sageAt(fixture), keys, undefined, async (_, { sourceAccountId }) => {
    due.add(sourceAccountId);
  });
  needs.setTime(new Date(earlier.now));
  const ask = asking(await serveApi(needs), await aKey(needs, earlier.institutionId));
  const company = `/companies/${earlier.companyId}`;

  async function told(): Promise<Map<string, ToldNow>> {
    const { body } = await ask("GET", `${company}/push?pageSize=1000`);
    return new Map((body as { results: ToldNow[] }).results.map((push) => [push.pushOperationKey, push]));
  }

  return {
    needs,
    fixture,
    ask,
    company,
    told,
    /** The API's answers to the pushes of accounts, in the order of each. */
    async pushesOf(names: readonly string[]) {
      const now = await told();
      return names.map((name) => accountNamed(name).pushes.map(({ id }) => now.get(id)));
    },
    /** The account in Sage that takes an account's lines: the newest that is alive, or was. */
    inSage(name: string) {
      const { accountId } = accountNamed(name);
      const its = [...world.ledger.bankAccounts.values()]
        .filter(({ externalId }) => externalId === accountId)
        .reverse();
      return its.find(({ status }) => status !== "cancelled") ?? its[0] ?? null;
    },
    /** Statements that Sage was sent so far. */
    posts: () =>
      world.log.filter(({ method, path }) => method === "POST" && path.endsWith("/provider/v1/statements")).length,
    /** Sage finishes what it had at the moment of the dump; a statement of the named account comes to nothing. */
    settle(failing: string | null = null) {
      for (const statement of world.ledger.statements.values()) {
        if (statement.status !== "pending") continue;
        const { externalId } = world.ledger.bankAccounts.get(statement.bankAccountId) ?? {};
        const isFailing = failing !== null && externalId === accountNamed(failing).accountId;
        if (isFailing) statement.problem = "no such type";
        settleStatement(world, statement);
      }
    },
    /** Does the jobs of all accounts, or of some, each hour for so many hours; `steps` is the most that one job does. */
    async hours(count: number, { only, steps = 8 }: { only?: readonly string[]; steps?: number } = {}) {
      const wanted = new Set((only ?? Object.keys(earlier.accounts)).map((name) => accountNamed(name).accountId));
      for (let hour = 0; hour < count; hour++) {
        needs.passMinutes(60);
        // The migrations have written looks by the clock of the store, which is far from the clock of a test.
        await needs.feed.revive(new Date("2999-01-01"), 1_000);
        const accounts = [...due].filter((id) => wanted.has(id));
        due.clear();
        for (const id of accounts) await postAll(needs, id, steps);
      }
    },
  };
}

export function accountNamed(name: string) {
  const account = earlier.accounts[name];
  if (!account) throw new Error(`no account was called ${name}`);
  return account;
}
