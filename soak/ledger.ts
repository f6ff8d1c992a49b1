import { expect } from "vitest";
import { reasonWords } from "../lib/api/wire/reason.ts";
import { because } from "../lib/feed/reason.ts";
import type { Fed } from "./fed.ts";
import { askUntilAnswered, type Pushed } from "./pusher.ts";
import type { Control } from "./user.ts";

/** Until all is in Sage after the last push: the longest pause after many failures is five minutes. */
export const DRAIN_MS = 420_000;

type Operation = { pushOperationKey: string; status: string; errorMessage: string | null };
export type Ends = ReadonlyMap<string, Operation>;

/** How every push of a company ended; null while one of them is still on its way. */
export async function endsOf({ ask, company }: Fed): Promise<Ends | null> {
  const ends = new Map<string, Operation>();
  for (let page = 1; ; page++) {
    const { body } = await askUntilAnswered(ask, "GET", `${company}/push?page=${page}&pageSize=500`);
    const { results, totalResults } = body as { results: Operation[]; totalResults: number };
    for (const operation of results) ends.set(operation.pushOperationKey, operation);
    if (results.length === 0 || ends.size >= totalResults)
      return [...ends.values()].some(({ status }) => status === "Pending") ? null : ends;
  }
}

type Row = { uniqueId: string; transactionAmount: number; datePosted: string; description: string };
type Ledger = { id: string; balances: { ledgerBalance: number }; transactions: Row[] };

async function ledgerOf(control: Control, sageBankAccountId: string) {
  const { bankAccounts } = (await control("/state")) as { bankAccounts: Ledger[] };
  const account = bankAccounts.find(({ id }) => id === sageBankAccountId);
  if (!account) throw new Error("Sage has no such account");
  return account;
}

/** A line as both sides have it; only the day of a date counts, since Sage gets no times. */
const asPushed = ({ uniqueId, transactionAmount, datePosted, description }: Row) =>
  [uniqueId, transactionAmount, datePosted.slice(0, 10), description].join(" | ");

/** Sage's ledger against what was pushed, line by line; answers how many lines there are. */
export async function compare(control: Control, account: Fed, pushed: readonly Pushed[], ends: Ends) {
  const delivered = pushed.filter(({ key }) => ends.get(key)?.status === "Success").flatMap(({ lines }) => lines);
  // The application sends the lines of an earlier account of Sage's again to the next one. No push says so.
  const newestId = account.sageBankAccountIds.at(-1) ?? "";
  const isThere = async () => (await ledgerOf(control, newestId)).transactions.length >= delivered.length;
  await expect
    .poll(isThere, { timeout: DRAIN_MS, interval: 500, message: `${account.company} ${account.externalId}` })
    .toBe(true);
  const expected = delivered.map(({ id, amount, date, description }) =>
    asPushed({ uniqueId: id, transactionAmount: amount, datePosted: date, description }),
  );
  const newest = account.sageBankAccountIds.length - 1;
  for (const [index, id] of account.sageBankAccountIds.entries()) {
    const { transactions, balances } = await ledgerOf(control, id);
    const rows = transactions.map(asPushed);
    // An account that Sage has ended got the beginning of it.
    expect(rows).toEqual(index === newest ? expected : expected.slice(0, rows.length));
    if (index === newest) expect(balances.ledgerBalance).toBe(delivered.at(-1)?.balance);
  }
  return expected.length;
}

/** True for the reason of a push whose account was disconnected: by us, or by Sage without a timely notification. */
const isOfEnded = (message: string | null) =>
  message === reasonWords(because("not-connected")) ||
  message === reasonWords(because("unlinked")) ||
  /account is cancelled/.test(message ?? "");

/**
 * Why pushes failed: Sage refused their statement, or they waited when an account or its connection was disconnected.
 */
export function whyFailed(accounts: readonly Fed[], pushed: readonly Pushed[][], ends: Ends) {
  const told = { refused: 0, ended: 0, messages: new Set<string | null>() };
  for (const [index, { wasEnded }] of accounts.entries())
    for (const { key } of pushed[index] ?? []) {
      const end = ends.get(key);
      if (end?.status !== "Failed") continue;
      if (wasEnded && isOfEnded(end.errorMessage)) told.ended++;
      else {
        told.refused++;
        told.messages.add(end.errorMessage);
      }
    }
  return told;
}

export type Asked = { at: string; path: string; status: unknown; fault: string | null };

/** Requests of the application that Sage rejected because there were too many in a second. */
export function beyondLimit(log: readonly Asked[]) {
  const own = log.filter(({ path }) => path.includes("/provider/v1/"));
  const inItsSecond = ({ at }: Asked) => {
    const age = (other: Asked) => Date.parse(at) - Date.parse(other.at);
    return own.filter((other) => age(other) >= 0 && age(other) < 1_000).length;
  };
  return own.filter((one) => one.status === 429 && !one.fault && inItsSecond(one) > 10);
}
