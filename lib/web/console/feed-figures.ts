import { FEED_DAYS, type FeedDay, type ShownAccount } from "../../console/ports.ts";
import type { Translate } from "../text/t.ts";
import type { Shown } from "./overview-figures.ts";

const DAY_MS = 86_400_000;
/** As many lines as can be told apart. */
const MOST_ACCOUNTS = 3;
const DASHES = ["—", "- -", "···"];
const SHADES = ["█", "▓", "░"];

type Account = Pick<ShownAccount, "id" | "name" | "currency">;

/** Balance over time and transactions per day of a connection's accounts, each as a chart with its table. */
export function feedFigures(
  accounts: readonly Account[],
  days: readonly FeedDay[],
  now: Date,
  t: Translate,
  locale: string,
) {
  const fed = accounts.filter(({ id }) => days.some((one) => one.sourceAccountId === id));
  const drawn = fed.slice(0, MOST_ACCOUNTS);
  // A bank's clock may be ahead of ours, and its day be tomorrow's.
  const dates = lastDays(Math.max(dayNumber(now.getTime()), dayNumber(Date.parse(days.at(-1)?.day ?? ""))));
  const byPlace = new Map(days.map((one) => [`${one.sourceAccountId} ${one.day}`, one]));
  const on = (account: Account, day: string) => byPlace.get(`${account.id} ${day}`);
  const name = (day: string) =>
    new Date(`${day}T00:00:00Z`).toLocaleDateString(locale === "en" ? "en-GB" : locale, {
      day: "numeric",
      month: "short",
      timeZone: "UTC",
    });
  const [only] = drawn.length === 1 ? drawn : [];
  const legend = (marks: readonly string[]) =>
    only ? null : drawn.map((account, index) => `${marks[index]} ${account.name}, ${account.currency}`).join("; ");
  const lines = drawn.map((account) => ({ key: account.id, name: account.name }));
  const columns = [t("console.feed.day"), ...drawn.map((account) => account.name)];

  function transactions(): Shown {
    const known = new Set(dates);
    const total = days.reduce((sum, one) => sum + (known.has(one.day) ? one.lines : 0), 0);
    if (total === 0) return { nothing: t("console.feed.noneLately", { days: FEED_DAYS }) };
    const data = dates.map((day) => ({
      name: name(day),
      ...Object.fromEntries(drawn.map((account) => [account.id, on(account, day)?.lines ?? 0])),
    }));
    const full = dates.filter((day) => drawn.some((account) => on(account, day))).reverse();
    return {
      figure: {
        title: t("console.feed.transactionsTitle", { count: total, days: FEED_DAYS }),
        note: noted(t("console.feed.transactionsNote"), legend(SHADES)),
        drawing: { kind: "columns", data, lines },
        columns,
        rows: full.map((day) => [
          name(day),
          ...drawn.map((account) => (on(account, day)?.lines ?? 0).toLocaleString(locale)),
        ]),
      },
    };
  }

  function balances(): Shown {
    const [first] = drawn;
    if (!first) return { nothing: t("console.feed.noneLately", { days: FEED_DAYS }) };
    const held = new Map<string, string>();
    const rows: { day: string; balances: (string | undefined)[] }[] = [];
    for (const day of dates) {
      for (const account of drawn) {
        const balance = on(account, day)?.balance;
        if (balance !== undefined) held.set(account.id, balance);
      }
      rows.push({ day, balances: drawn.map(({ id }) => held.get(id)) });
    }
    const said = (balance: string | undefined, { currency }: Account) =>
      balance === undefined ? "–" : money(balance, currency, locale);
    return {
      figure: {
        title: t("console.feed.balanceTitle", { balance: said(held.get(first.id), first), account: first.name }),
        note: noted(t("console.feed.balanceNote"), legend(DASHES) ?? only?.currency ?? null),
        drawing: {
          kind: "lines",
          // A day without transactions keeps the balance of the day before; before the first one nothing is known.
          data: rows.map(({ day, balances }) => ({
            name: name(day),
            ...Object.fromEntries(
              drawn.flatMap(({ id }, index) => (balances[index] === undefined ? [] : [[id, Number(balances[index])]])),
            ),
          })),
          lines,
          unit: "",
        },
        columns,
        rows: rows
          .filter(({ day }) => drawn.some((account) => on(account, day)))
          .reverse()
          .map(({ day, balances }) => [name(day), ...drawn.map((account, index) => said(balances[index], account))]),
      },
    };
  }

  return { transactions: transactions(), balances: balances(), left: fed.slice(MOST_ACCOUNTS).map((one) => one.name) };
}

const noted = (note: string, more: string | null) => (more ? `${note} (${more})` : note);

const dayNumber = (milliseconds: number) => Math.floor((milliseconds || 0) / DAY_MS);

/** The last days up to one, oldest first. */
function lastDays(last: number) {
  return Array.from({ length: FEED_DAYS }, (_, index) =>
    new Date((last - FEED_DAYS + 1 + index) * DAY_MS).toISOString().slice(0, 10),
  );
}

/** An amount as its language writes it, with all of its digits. */
function money(amount: string, currency: string, locale: string) {
  const digits = amount.split(".")[1]?.length ?? 0;
  const format = new Intl.NumberFormat(locale === "en" ? "en-GB" : locale, {
    style: "currency",
    currency,
    minimumFractionDigits: Math.max(2, digits),
    maximumFractionDigits: Math.max(2, digits),
  });
  // Given as text it is not rounded to a binary number.
  return format.format(amount as unknown as number);
}
