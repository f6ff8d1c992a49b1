import { type BankLine, isSameLine } from "./bank-line.ts";

/** What is remarked about a push, by its place in the request. */
export type Remark = { itemId: string; message: string; validatorName: string };

/** What the store knows when a push comes. */
export type FeedFacts = {
  /** Of the newest line that was accepted for the account; null when there is none. */
  newest: Date | null;
  /** Those of the account that have an id of the push. */
  held: ReadonlyMap<string, BankLine>;
  /** From when on Sage wants lines; null when it did not say. */
  startDate: Date | null;
  now: Date;
};

export type Verdict = {
  /** With any of these nothing of the push is taken. */
  errors: Remark[];
  warnings: Remark[];
  /** Lines that are new, in their order; exact repeats are not among them. */
  fresh: BankLine[];
};

const REPEAT = "repeat";
const START = "start";
const TOO_EARLY = "is before the feed's start date; Sage does not get it";

/**
 * What is to be remarked about a push that waits when its account is connected anew from a later date: the lines that Sage does not
 * get. `own` are the dates of the lines that were new with it, in their order; `repeatsEarly` is whether it repeats an early one.
 */
export function startRemarks(
  { lines, warnings }: { lines: number; warnings: readonly Remark[] },
  own: readonly Date[],
  repeatsEarly: boolean,
  startDate: Date,
): Remark[] {
  const placesOf = (validator: string) =>
    new Set(warnings.filter(({ validatorName }) => validatorName === validator).map(({ itemId }) => itemId));
  const [repeats, early] = [placesOf(REPEAT), placesOf(START)];
  const places = Array.from({ length: lines }, (_, index) => `transactions[${index}]`);
  const fresh = places.filter((place) => !repeats.has(`${place}.id`));
  const late = fresh.filter((_, index) => (own[index] ?? startDate) < startDate).map((place) => `${place}.date`);
  const all = repeatsEarly ? [...late, "transactions"] : late;
  return all
    .filter((itemId) => !early.has(itemId))
    .map((itemId) => ({
      itemId,
      message:
        itemId === "transactions" ? "repeat one that is before the feed's start date; Sage does not get it" : TOO_EARLY,
      validatorName: START,
    }));
}

/** Dates are local, of a place that nobody tells: a moment is in the future when it is so where clocks are furthest ahead. */
const EASTERNMOST_MS = 14 * 3_600_000;

/**
 * The rules of the public contract for bank transactions (reference §8.1, and §13 where it is silent): chronological, not older
 * than the newest that was accepted, not in the future, ids unique. An exact repeat counts as delivered.
 */
export function judgePush(lines: readonly BankLine[], { newest, held, startDate, now }: FeedFacts): Verdict {
  const errors: Remark[] = [];
  const warnings: Remark[] = [];
  const fresh: BankLine[] = [];
  const furthest = new Date(now.getTime() + EASTERNMOST_MS);
  const seen = new Map<string, BankLine>();
  let latest = newest;
  lines.forEach((line, index) => {
    const remark = (list: Remark[], property: string, validatorName: string, message: string) =>
      list.push({ itemId: `transactions[${index}].${property}`, message, validatorName });
    const known = held.get(line.id) ?? seen.get(line.id);
    if (known && isSameLine(known, line)) {
      remark(warnings, "id", REPEAT, "was delivered before, word for word; it is not sent again");
      if (startDate && line.at < startDate) remark(warnings, "date", START, TOO_EARLY);
      return;
    }
    if (known) remark(errors, "id", "unique", "was used for another transaction of this account");
    seen.set(line.id, line);
    if (line.at > furthest) remark(errors, "date", "future", "is in the future");
    else if (line.at > now)
      remark(
        warnings,
        "date",
        "ahead",
        "is later than now in UTC; until then nothing earlier of this account is taken",
      );
    if (latest && line.at < latest)
      remark(
        errors,
        "date",
        "order",
        latest === newest
          ? `is older than the newest transaction of this account, which is of ${latest.toISOString()}`
          : "is older than the transaction before it",
      );
    else latest = line.at;
    if (isAgainstType(line))
      remark(warnings, "amount", "sign", `has the other sign than a transaction of type ${line.type} should have`);
    if (startDate && line.at < startDate) remark(warnings, "date", START, TOO_EARLY);
    fresh.push(line);
  });
  return { errors, warnings, fresh: errors.length > 0 ? [] : fresh };
}

function isAgainstType({ type, amount }: BankLine) {
  if (type === "Credit") return amount.startsWith("-");
  return type === "Debit" && !amount.startsWith("-") && amount !== "0";
}
