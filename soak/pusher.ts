import { setTimeout as sleep } from "node:timers/promises";
import type { Answer, Ask } from "../test/api.ts";
import type { Dice } from "./dice.ts";

export type Line = {
  id: string;
  date: string;
  description: string;
  amount: number;
  balance: number;
  transactionType: "Credit" | "Debit";
};
/** One push as the institution remembers it. */
export type Pushed = { key: string; lines: readonly Line[] };
type Push = {
  pushOperationKey: string;
  status: string;
  errorMessage: string | null;
  validation: { errors: { itemId: string; message: string }[] };
};
const whyOf = ({ errorMessage, validation: { errors } }: Push) => JSON.stringify([errorMessage, ...errors.slice(0, 3)]);

/** Longer than it takes to ask Sage what became of an account. */
const MOST_REFUSED_MS = 300_000;

export type Account = { externalId: string; company: string; connection: string; ask: () => Ask };

/** Asks until there is an answer that says something: the application may be killed at any moment. */
export async function askUntilAnswered(
  ask: () => Ask,
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
): Promise<Answer> {
  for (;;) {
    const answer = await ask()(method, path, body, headers).catch(() => null);
    if (answer && answer.status < 429) return answer;
    await sleep(200);
  }
}

/**
 * Pushes bank transactions of one account as an institution does, and once more at the end. Answers its pushes, in
 * order.
 */
export async function pushAll(account: Account, roll: Dice, isOver: () => boolean): Promise<Pushed[]> {
  const pushed: Pushed[] = [];
  let [count, cents, at] = [0, 100_000, Date.parse("2026-01-02T00:00:00Z")];
  const path = `${account.connection}/push/bankAccounts/${account.externalId}/bankTransactions`;
  const send = (transactions: readonly Line[]) =>
    askUntilAnswered(account.ask, "POST", path, { accountId: account.externalId, transactions });

  function nextLine(): Line {
    at += roll(3) * 60_000;
    const amount = roll(200_000) - 100_000;
    cents += amount;
    count++;
    return {
      id: `${account.externalId}-${count}`,
      date: new Date(at).toISOString(),
      description: `Line ${count}`,
      amount: amount / 100,
      balance: cents / 100,
      transactionType: amount < 0 ? "Debit" : "Credit",
    };
  }

  /** An account may be ended and begun again at any moment: the same lines are pushed until they are taken. */
  async function sendUntilTaken(lines: readonly Line[]): Promise<Push> {
    const refusedUntil = Date.now() + MOST_REFUSED_MS;
    for (;;) {
      const answer = await send(lines);
      if (answer.status !== 400) return answer.body as Push;
      if (Date.now() > refusedUntil) throw new Error(`refused for minutes: ${answer.text}`);
      await sleep(500);
    }
  }

  for (let isLast = false; !isLast; ) {
    isLast = isOver();
    const lines = Array.from({ length: 1 + roll(roll(5) === 0 ? 200 : 20) }, nextLine);
    const push = await sendUntilTaken(lines);
    if (push.status === "Failed") throw new Error(`a good push failed: ${whyOf(push)}`);
    pushed.push({ key: push.pushOperationKey, lines });
    if (roll(8) === 0) await expectRefused(lines);
    await sleep(800 + roll(3_000));
  }
  return pushed;

  /** Nothing of a push that breaks a rule is stored, and what was pushed before is no other line's. */
  async function expectRefused([line]: readonly Line[]) {
    if (!line) return;
    const answer = await send([
      { ...line, id: `${line.id}-bad`, date: "2999-01-01T00:00:00Z" },
      { ...line, description: "Another line under its id" },
    ]);
    const { status } = answer.body as Push;
    if (answer.status !== 400 && status !== "Failed") throw new Error(`a bad push was taken: ${answer.text}`);
  }
}
