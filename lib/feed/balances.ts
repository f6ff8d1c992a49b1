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
 * Balances that do not follow from the line before, and signs that are turned round. Both may be meant, so they are told and
 * refuse nothing. `standing` is the balance before the first line; null where that is not known.
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

/** Who writes one balance for all lines of a day is told so, and not a thousand times. */
const MOST_TOLD = 20;

/** Most lines whose type is certain go the other way, or none is and money is held on the card all along while it is spent. */
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

/** From where a balance was reckoned that its institution left out: from one that a line told, or from the account's own. */
export type ReckonedFrom = "line" | "account";

/** The account after all that was accepted; `from` is null where the institution told the balance with a line. */
export type Standing = { balance: string; day: CalendarDay; from: ReckonedFrom | null };

/**
 * The account as a push finds it. Where no line has told a balance, one that its institution told of the account after the last line
 * is the newer word.
 */
export const standingNow = (
  standing: (Standing & { acceptedAt: Date }) | null,
  account: { balance: string; toldAt: Date },
): Standing | null =>
  standing?.from === "account" && account.toldAt > standing.acceptedAt
    ? { ...standing, balance: account.balance }
    : standing;

/** A balance that is told with no line: all that is of its day or before is in it. */
export type ToldOfAccount = { balance: string; on: CalendarDay };

type Unreckoned = { day: CalendarDay; amount: string; balance: string | null };
type WithBalance = { balance: string; reckonedFrom: ReckonedFrom | null };

/**
 * The balance of the account after each line, in the order of their days. A told one holds, but a late one leaves what a newer day
 * has left. An amount without one is added to what there was, late or not. As long as no line has told a balance, the account's own
 * is the one to go from, and amounts up to its day are in it already.
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
