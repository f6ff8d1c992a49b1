import { randomUUID } from "node:crypto";
import { and, eq, isNotNull } from "drizzle-orm";
import type { EnqueuePosting } from "../lib/db/feed/parts.ts";
import { banks, feeds, sageReach } from "../lib/db/schema.ts";
import type { Database, Db } from "../lib/db/store/database.ts";
import { postNext } from "../lib/feed/post-next.ts";
import { sageClient } from "../lib/sage/client.ts";
import type { SageConfig } from "../lib/sage/config.ts";
import { anApiInstitution, serveApi } from "./api.ts";
import { theDay } from "./days.ts";
import { atOnce } from "./fair-queue.ts";
import { needsOver, someKeys, type TestNeeds } from "./needs.ts";
import { type Fixture, startFixture } from "./sandbox/fixture.ts";
import { good } from "./walk.ts";

/** The sandbox's Sage as this application is configured for it. */
export function sageAt(fixture: Fixture): SageConfig {
  const { credentials } = fixture.setup;
  const at = (region: "eu" | "us") => {
    const own = credentials && "eu" in credentials ? credentials[region] : null;
    if (!own) throw new Error("the fixture has no credentials");
    return { apiUrl: `${fixture.url}/${region}/provider`, tokenUrl: `${fixture.url}/${region}/oauth/token`, ...own };
  };
  return { eu: at("eu"), us: at("us") };
}

/** A sandbox over HTTP, and an institution with an account that Sage has connected from the start of a year. */
export async function aFeed(database: Database, enqueuePosting?: EnqueuePosting) {
  const fixture = await startFixture();
  await fixture.control("/options", { statementDelayMs: 0, limits: { requestsPerSecond: 0 } });
  const needs = needsOver(database, sageAt(fixture), someKeys(), undefined, enqueuePosting);
  const url = await serveApi(needs);
  const institution = await anApiInstitution(needs, url);
  const { bankId } = fixture.banks.eu;
  await needs.db
    .insert(banks)
    .values({ id: bankId, institutionId: institution.institutionId, region: "eu", name: "Feed" });
  const [account] = institution.accounts;
  if (!account) throw new Error("no account");
  const push = (transactions: readonly object[], query = "") =>
    institution.ask(
      "POST",
      `${institution.connection}/push/bankAccounts/${account.externalId}/bankTransactions${query}`,
      { accountId: account.externalId, transactions },
    );
  const feed = { fixture, needs, ...institution, account, sageBankId: bankId, push };
  return { ...feed, sageBankAccountId: await connect(feed) };
}

type InSage = { fixture: Fixture; account: { id: string }; sageBankId: string; region?: "eu" | "us" };

/** Walks Sage's side of connecting the account, whose notification is lost: once more, Sage makes another account of it. */
export async function accountInSage({ fixture, account, sageBankId, region = "eu" }: InSage, startDate = "2026-01-01") {
  const { authorisationId } = await fixture.control("/authorisations", { bankId: sageBankId, product: "accounting" });
  const shared = {
    externalId: account.id,
    name: "Account",
    bankIdentifier: "one",
    branchIdentifier: "123456",
    accountIdentifier: `1234${account.id.replace(/\D/g, "").slice(0, 8)}`,
  };
  const sage = sageClient(sageAt(fixture), { turns: () => atOnce });
  good(await sage.authorise(region, authorisationId, { status: "success", accounts: [shared] }));
  const { bankAccountId } = await fixture.control("/choose", { authorisationId, externalId: account.id, startDate });
  return bankAccountId as string;
}

/** Connects the account, as Sage's notification would. */
export async function connect({ needs, ...inSage }: InSage & { needs: TestNeeds }, startDate = "2026-01-01") {
  const sageBankAccountId = await accountInSage(inSage, startDate);
  const requestedStartDate = theDay(startDate);
  const link = {
    sageBankAccountId,
    sourceAccountId: inSage.account.id,
    bankId: inSage.sageBankId,
    requestedStartDate,
  };
  await needs.connections.markConnected(link, needs.clock());
  return sageBankAccountId;
}

/** The runner in tests: one at a time holds an account. */
export const RUNNER = randomUUID();

/** Does what the job does, without its pauses, until there is nothing more to do, or as often as said. */
export async function postAll(needs: TestNeeds, sourceAccountId: string, most = 200) {
  for (let n = 0; n < most; n++)
    if ((await postNext(needs, sourceAccountId, RUNNER)) === null && !(await goOn(needs.db, sourceAccountId))) return n;
  return most;
}

/** Lets an account that waits for Sage ask at once; false where it waits for nothing. */
async function goOn(db: Db, sourceAccountId: string) {
  await db.update(sageReach).set({ probeAt: new Date(0) });
  const waiting = and(eq(feeds.sourceAccountId, sourceAccountId), isNotNull(feeds.awaitsSage));
  const awake = await db.update(feeds).set({ awaitsSage: null, resumeAt: null }).where(waiting).returning();
  return awake.length > 0;
}

/** Lines of consecutive days, each of its own id. */
export const someLines = (count: number, { from = "2026-01-05", prefix = randomUUID() as string } = {}) =>
  Array.from({ length: count }, (_, index) => ({
    id: `${prefix}-${index}`,
    date: new Date(Date.parse(`${from}T00:00:00Z`) + index * 60_000).toISOString(),
    description: `Line ${index}`,
    amount: index % 2 === 0 ? 10.1 : -3.3,
    // As a bank has them: each follows from the one before.
    balance: (8_990 + Math.floor((index + 2) / 2) * 1_010 - Math.floor((index + 1) / 2) * 330) / 100,
    transactionType: index % 2 === 0 ? "Credit" : "Debit",
  }));

/** The ledger of an account of the sandbox's Sage. */
export async function ledgerOf(fixture: Fixture, sageBankAccountId: string) {
  const { bankAccounts } = (await fixture.control("/state")) as unknown as { bankAccounts: Ledger[] };
  const account = bankAccounts.find(({ id }) => id === sageBankAccountId);
  if (!account) throw new Error("Sage has no such account");
  return account;
}
type Ledger = {
  id: string;
  status: string;
  balances: { ledgerBalance: number };
  transactions: { uniqueId: string; transactionAmount: number; datePosted: string }[];
};
