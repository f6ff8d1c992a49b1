import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { utcDay } from "../lib/calendar-day.ts";
import { openPglite } from "../lib/db/store/embedded.ts";
import { pushTransactions } from "../lib/feed/push-transactions.ts";
import { openQueue } from "../lib/jobs/queue.ts";
import { chooseAccounts } from "../lib/journey/choose-accounts.ts";
import { linkAccounts } from "../lib/journey/link-accounts.ts";
import { redeemPasscode } from "../lib/journey/redeem-passcode.ts";
import { aConnection, anInstitution, isConnected } from "./institutions.ts";
import { someConsent, someTime } from "./journeys.ts";
import { needsOver, someKeys } from "./needs.ts";
import { listen } from "./sage.ts";
import { anAddress, aPasscode, arrived, good, visitAt } from "./walk.ts";

/** An entry that the writer has acknowledged as stored. */
export type Stored =
  | { kind: "company"; id: string }
  | { kind: "job"; id: string }
  | { kind: "push"; id: string; lines: number }
  | { kind: "journey"; id: string; state: "opened" | "identified" | "chosen" | "linked" };

/**
 * A process that writes to the embedded store of a directory without end. It prints a line for each acknowledged write.
 */
const [directory = ""] = process.argv.slice(2);
const database = await openPglite(directory);
const queue = await openQueue(database, () => {});
const sage = await listen();
const needs = needsOver(database, sage.config, someKeys(), queue.enqueueDelivery, queue.enqueuePosting);
const institution = await anInstitution(needs);

// A pipe is written at once: the test can read a written line, whatever happens next.
const acknowledge = (stored: Stored) => console.log(JSON.stringify(stored));

async function makeCompanies() {
  for (;;) {
    const details = { name: "Kept Company", description: null, tags: {} };
    const { id } = await needs.companies.create(institution.institutionId, details);
    acknowledge({ kind: "company", id });
  }
}

async function pushLines() {
  const { companyId, connectionId, accounts } = await aConnection(needs, institution.institutionId);
  const [account] = accounts;
  if (!account) throw new Error("no account");
  await isConnected(needs, account.id, institution.bankId);
  const home = { institutionId: institution.institutionId, companyId, connectionId };
  for (let count = 1; ; count = (count * 3) % 200) {
    const lines = Array.from({ length: count }, (_, n) => ({
      id: randomUUID(),
      day: utcDay(someTime),
      time: null,
      description: `Line ${n}`,
      amount: "1",
      balance: "1",
      type: "Credit" as const,
      counterparty: null,
      reference: null,
      reconciled: null,
    }));
    const { id, status } = good(await pushTransactions(needs, home, account.externalId, { lines, remarks: [] }, null));
    if (status !== "Pending") throw new Error(`the push is ${status}`);
    acknowledge({ kind: "push", id, lines: count });
  }
}

async function walkJourneys() {
  for (;;) {
    const { connectionId, accounts } = await aConnection(needs, institution.institutionId);
    const passcode = await aPasscode(needs, { ...institution, connectionId });
    const { journey } = await arrived(needs, institution);
    const told = (state: "opened" | "identified" | "chosen" | "linked") =>
      acknowledge({ kind: "journey", id: journey.authorisationId, state });
    told("opened");
    const token = good(await redeemPasscode(needs, journey, { connectionId, passcode }, anAddress()));
    told("identified");
    good(await chooseAccounts(needs, (await visitAt(needs, token)).journey, [accounts[0]?.id ?? ""]));
    told("chosen");
    good(await linkAccounts(needs, (await visitAt(needs, token)).journey, someConsent));
    told("linked");
  }
}

/** Jobs are put through the queue's own way to the store. */
async function sendJobs() {
  await queue.boss.createQueue("kept");
  for (;;) acknowledge({ kind: "job", id: (await queue.boss.send("kept", {})) ?? "" });
}

/** A checkpoint writes pages and frees older log. None of it may be on disk before the log of its pages. */
async function makeCheckpoints() {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 500));
    await database.db.execute(sql`checkpoint`);
  }
}

console.log("open");
await Promise.all([
  makeCompanies(),
  makeCompanies(),
  pushLines(),
  pushLines(),
  walkJourneys(),
  walkJourneys(),
  sendJobs(),
  makeCheckpoints(),
]).catch((error: Error) => {
  console.error(`the writer ends: ${error.message.split("\n", 1)[0]}`);
  process.exit(1);
});
