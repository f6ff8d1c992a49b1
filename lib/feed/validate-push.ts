import { type CalendarDay, dayIn, utcDay } from "../calendar-day.ts";
import { balanceRemarks, type ReckonedFrom, type Standing, standingNow, withBalances } from "./balances.ts";
import { type BankLine, differencesOf, type HeldLine, type PushedLine } from "./bank-line.ts";
import { REPEAT, type Remark, START, TOO_EARLY } from "./remark.ts";
import { type DayRules, MOST_DAYS_LATE, validateDay } from "./validate-day.ts";

/** The facts that the store knows when a push comes. */
export type FeedFacts = {
  /** The newest day of which a line was accepted for the account; null when there is none. */
  newest: CalendarDay | null;
  /** Those of the account that have an id of the push. */
  held: ReadonlyMap<string, HeldLine>;
  /** From when on Sage wants lines; null when it did not say. */
  startDate: CalendarDay | null;
  /** The account after all that was accepted, and when the last of it was; null when that is nothing. */
  standing: (Standing & { acceptedAt: Date }) | null;
  /** The balance that its institution last stated, and when; and if the account is a credit card. */
  account: { balance: string; toldAt: Date; isCard: boolean };
  now: Date;
} & DayRules;

export type PushValidation = {
  /** With any of these nothing of the push is taken. */
  errors: Remark[];
  warnings: Remark[];
  /** Lines that are new, in their order; exact repeats are not among them. */
  fresh: FreshLine[];
};

export type FreshLine = BankLine & { reckonedFrom: ReckonedFrom | null };

/**
 * The rules of the public contract for bank transactions: oldest day first, none too old, none in the future, ids
 * unique. An exact repeat counts as delivered.
 */
export function validatePush(lines: readonly PushedLine[], facts: FeedFacts): PushValidation {
  const { newest, held, startDate, standing, account } = facts;
  const errors: Remark[] = [];
  const warnings: Remark[] = [];
  const fresh: PushedLine[] = [];
  const seen = new Map<string, PushedLine>();
  let before: CalendarDay | null = null;
  lines.forEach((line, index) => {
    const remark = (list: Remark[], property: string, validatorName: string, message: string) =>
      list.push({ itemId: `transactions[${index}].${property}`, message, validatorName });
    const known = held.get(line.id) ?? seen.get(line.id);
    const differences = known ? differencesOf(known, line) : [];
    if (known && differences.length === 0) {
      remark(warnings, "id", REPEAT, "was delivered before, word for word; it is not sent again");
      if (startDate && known.day < startDate) remark(warnings, "date", START, TOO_EARLY);
      return;
    }
    if (known)
      remark(
        errors,
        "id",
        "unique",
        `was used for another transaction of this account, with another ${listed(differences)}`,
      );
    seen.set(line.id, line);
    const verdict = validateDay(line.day, facts);
    const older = `older than the newest transaction of this account, which is of ${newest}`;
    if (verdict === "future") remark(errors, "date", "future", "is in the future");
    if (verdict === "ahead") remark(warnings, "date", "ahead", "is later than today in UTC");
    if (verdict === "late") remark(warnings, "date", "late", `is ${older}; it is taken late`);
    if (verdict === "tooOld")
      remark(errors, "date", "order", facts.isStrict ? `is ${older}` : `is more than ${MOST_DAYS_LATE} days ${older}`);
    if (before && line.day < before) remark(errors, "date", "order", "is older than the transaction before it");
    else before = line.day;
    if (isAgainstType(line))
      remark(warnings, "amount", "sign", `has the other sign than a transaction of type ${line.type} should have`);
    if (verdict === "late" && line.balance === null) remark(warnings, "balance", "balance", LATE);
    if (startDate && line.day < startDate) remark(warnings, "date", START, TOO_EARLY);
    fresh.push(line);
  });
  warnings.push(...remarksOnBalances(lines, account.isCard, knownBefore(lines, fresh, standing)));
  if (errors.length > 0) return { errors, warnings, fresh: [] };
  const ordered = inOrder(fresh);
  if (ordered.some(({ balance }) => balance === null))
    warnings.push({ itemId: "transactions", message: RECKONED, validatorName: "balance" });
  const on = facts.timeZone === null ? utcDay(account.toldAt) : dayIn(facts.timeZone, account.toldAt);
  const told = { balance: account.balance, on };
  return { errors, warnings, fresh: withBalances(ordered, { before: standingNow(standing, account), account: told }) };
}

const LATE = "is left out of a late transaction, whose amount is added to the newest balance of the account";

/** The balance before the first line of a push, if a line stated it and the first comes right behind. */
function knownBefore(lines: readonly PushedLine[], fresh: readonly PushedLine[], standing: Standing | null) {
  const isNew = new Set(fresh);
  const [first] = inOrder(lines.map((line) => ({ ...line, isFresh: isNew.has(line) })));
  const isBehind = standing && first?.isFresh && first.day >= standing.day && standing.from !== "account";
  return isBehind ? standing.balance : null;
}

const RECKONED = "have no balance, some of them: it was reckoned from their amounts";

function remarksOnBalances(lines: readonly PushedLine[], isCard: boolean, before: string | null): Remark[] {
  const placed = inOrder(lines.map((line, place) => ({ ...line, place })));
  return balanceRemarks(placed, isCard, before).map(({ at, code, message }) => {
    const place = at === null ? undefined : placed[at]?.place;
    return {
      itemId: place === undefined ? "transactions" : `transactions[${place}].balance`,
      message,
      validatorName: code,
    };
  });
}

const listed = (names: readonly string[]) =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

/** Lines by their days, and by their times in a day of which each has one; else as they came. */
function inOrder<L extends PushedLine>(lines: readonly L[]): Omit<L, "time">[] {
  const untimed = new Set(lines.filter(({ time }) => time === null).map(({ day }) => day));
  const placeOf = ({ day, time }: L) => (untimed.has(day) ? day : `${day} ${time}`);
  return lines.toSorted((a, b) => compareText(placeOf(a), placeOf(b))).map(({ time: _, ...line }) => line);
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function isAgainstType({ type, amount }: PushedLine) {
  if (type === "Credit") return amount.startsWith("-");
  return type === "Debit" && !amount.startsWith("-") && amount !== "0";
}
