import { Big } from "big.js";
import type { CalendarDay } from "../calendar-day.ts";
import type { LineType } from "./bank-line.ts";

/** The parts of a line that rules on balances and signs know; a balance may be left out. */
export type Reckoned = { amount: string; balance: string | null; type: LineType };

/** Something strange in a push: at one of its lines, by its place, or in all of it. */
export type BalanceRemark = { at: number | null; code: "balance" | "card" | "signs"; message: string };

const NEGATED =
  "the balances follow from the amounts with the other sign: what came in is positive, what went out negative";
const CARD = "the signs look turned round: on a card a purchase and what is owed are negative, a payment is positive";

/** The direction in which a card's lines of a type move its balance, where that is certain. */
const OUT: ReadonlySet<LineType> = new Set([
  "Debit",
  "Fee",
  "SerChg",
  "Atm",
  "Pos",
  "Cash",
  "DirectDebit",
  "RepeatPmt",
]);
const IN: ReadonlySet<LineType> = new Set(["Credit", "Dep", "DirectDep", "Payment"]);

/**
 * Finds balances that do not follow from the line before, and reversed signs. Both may be intended, so they cause
 * warnings and no refusal. `standing` is the balance before the first line; null when unknown.
 */
export function balanceRemarks(
  lines: readonly Reckoned[],
  isCard: boolean,
  standing: string | null = null,
): BalanceRemark[] {
  const card: BalanceRemark[] = isCard && isTurnedCard(lines) ? [{ at: null, code: "card", message: CARD }] : [];
  const steps = lines.flatMap(({ amount, balance }, at) => {
    const before = (at === 0 ? standing : lines[at - 1]?.balance) ?? null;
    if (balance === null || before === null) return [];
    const expected = new Big(before).plus(amount);
    const isTurned = new Big(before).minus(amount).eq(balance);
    return [{ at, amount, expected, fits: expected.eq(balance), isTurned }];
  });
  const wrong = steps.filter(({ fits }) => !fits);
  if (wrong.length === 0) return card;
  // All of them the other way round is one fault, and not as many as there are lines.
  if (steps.every(({ isTurned }) => isTurned))
    return card.length > 0 ? card : [{ at: null, code: "signs", message: NEGATED }];
  const told = wrong.map(({ at, expected }) => ({
    at,
    code: "balance" as const,
    message: `does not follow from the balance before it, which with this amount is ${expected.toFixed()}`,
  }));
  const more = told.length - MOST_TOLD;
  if (more > 0) told.splice(MOST_TOLD, more);
  const rest =
    more > 0 ? [{ at: null, code: "balance" as const, message: `have ${more} more balances that do not follow` }] : [];
  return [...card, ...told, ...rest];
}

/** An institution that writes one balance for all lines of a day gets one warning. */
const MOST_TOLD = 20;

/**
 * Most lines of a certain type have the opposite sign. Or no type is certain, and a card holds money while it is spent.
 */
function isTurnedCard(lines: readonly Reckoned[]) {
  const signs = lines.flatMap(({ amount, type }) => {
    const sign = new Big(amount).cmp(0);
    const wanted = OUT.has(type) ? -1 : IN.has(type) ? 1 : 0;
    return sign === 0 || wanted === 0 ? [] : [sign === wanted];
  });
  const right = signs.filter((fits) => fits).length;
  if (signs.length > 0) return signs.length - right > right;
  const told = lines.filter(({ balance }) => balance !== null);
  return told.length > 0 && told.every(({ amount, balance }) => new Big(balance ?? 0).gt(0) && new Big(amount).gt(0));
}

/** The source of a calculated balance: one that a line stated, or the account's own. */
export type ReckonedFrom = "line" | "account";

/** The account after all accepted lines. `from` is null where the institution stated the balance with a line. */
export type Standing = { balance: string; day: CalendarDay; from: ReckonedFrom | null };

/**
 * The account before a push. If no line stated a balance, the account's own is newer when its institution stated it
 * later.
 */
export const standingNow = (
  standing: (Standing & { acceptedAt: Date }) | null,
  account: { balance: string; toldAt: Date },
): Standing | null =>
  standing?.from === "account" && account.toldAt > standing.acceptedAt
    ? { ...standing, balance: account.balance }
    : standing;

/** A balance stated without a line. It includes all lines of its day and before. */
export type ToldOfAccount = { balance: string; on: CalendarDay };

type Unreckoned = { day: CalendarDay; amount: string; balance: string | null };
type WithBalance = { balance: string; reckonedFrom: ReckonedFrom | null };

/**
 * Returns the account's balance after each line, in the order of days. A stated balance counts, but a late one keeps
 * the balance of a newer day. A line without one adds its amount, late or not. Until a line states a balance, the
 * account's own is the base. It includes amounts up to its day.
 */
export function withBalances<L extends Unreckoned>(
  lines: readonly L[],
  { before, account }: { before: Standing | null; account: ToldOfAccount },
): (Omit<L, "balance"> & WithBalance)[] {
  let standing = before;
  const isWithin: boolean[] = [];
  const reckoned = lines.map((line, at): Omit<L, "balance"> & WithBalance => {
    if (line.balance !== null) {
      if (!standing || line.day >= standing.day) standing = { balance: line.balance, day: line.day, from: null };
      return { ...line, balance: line.balance, reckonedFrom: null };
    }
    const { balance, day, from }: Standing = standing ?? { balance: account.balance, day: line.day, from: "account" };
    isWithin[at] = from === "account" && line.day <= account.on;
    standing = {
      balance: isWithin[at] ? balance : new Big(balance).plus(line.amount).toFixed(),
      day: day > line.day ? day : line.day,
      from: from === "account" ? "account" : "line",
    };
    return { ...line, balance: standing.balance, reckonedFrom: standing.from };
  });
  // Balances that lead to a known one are reckoned back from it.
  for (let at = reckoned.length - 2; at >= 0; at--) {
    const [own, next] = [reckoned[at], reckoned[at + 1]];
    if (!own || !next || !isWithin[at] || !(isWithin[at + 1] || next.reckonedFrom === null)) continue;
    const balance = new Big(next.balance).minus(next.amount).toFixed();
    reckoned[at] = { ...own, balance, reckonedFrom: next.reckonedFrom === null ? "line" : next.reckonedFrom };
  }
  return reckoned;
}
