import { expect, test } from "vitest";
import { theDay } from "../../test/days.ts";
import { balanceRemarks, type Standing, standingNow, withBalances } from "./balances.ts";
import type { LineType } from "./bank-line.ts";
import { closingAfter } from "./statement.ts";

type Told = [amount: string, balance: string | null, type?: LineType][];
const linesOf = (told: Told) => told.map(([amount, balance, type = "Unknown"]) => ({ amount, balance, type }));

test.each<[string, Told, boolean, string[]]>([
  [
    "add up",
    [
      ["10", "110"],
      ["-30.5", "79.5"],
      ["0", "79.5"],
    ],
    false,
    [],
  ],
  ["are of one line alone", [["10", "110"]], false, []],
  [
    "are not told",
    [
      ["10", null],
      ["5", null],
    ],
    false,
    [],
  ],
  [
    "leave a gap",
    [
      ["10", "110"],
      ["5", null],
      ["-30", "85"],
    ],
    false,
    [],
  ],
  [
    "miss a line once",
    [
      ["10", "110"],
      ["5", "120"],
      ["5", "125"],
    ],
    false,
    ["1 balance"],
  ],
  [
    "are all the same",
    [
      ["10", "110"],
      ["5", "110"],
      ["7", "110"],
    ],
    false,
    ["1 balance", "2 balance"],
  ],
  [
    "run against the amounts",
    [
      ["10", "110"],
      ["5", "105"],
      ["-7", "112"],
    ],
    false,
    ["all signs"],
  ],
  [
    "of a card fit",
    [
      ["-20", "-120", "Pos"],
      ["120", "0", "Payment"],
    ],
    true,
    [],
  ],
  [
    "of a card are turned round",
    [
      ["20", "120", "Pos"],
      ["5", "125", "Fee"],
      ["-125", "0", "Payment"],
    ],
    true,
    ["all card"],
  ],
  [
    "of a card are turned round, whatever the balances say",
    [
      ["20", "-120", "Pos"],
      ["30", "-150", "Pos"],
    ],
    true,
    ["all card"],
  ],
  [
    "of a card say no types and what is owed is positive",
    [
      ["20", "120"],
      ["5", "125"],
    ],
    true,
    ["all card"],
  ],
  [
    "of a card have a refund among purchases",
    [
      ["-20", "-120", "Pos"],
      ["-5", "-125", "Pos"],
      ["20", "-105", "Pos"],
    ],
    true,
    [],
  ],
  [
    "of an account are as those of a card",
    [
      ["20", "120"],
      ["5", "125"],
    ],
    false,
    [],
  ],
])("F5 balances and signs that %s", (_, told, isCard, remarks) => {
  expect(balanceRemarks(linesOf(told), isCard).map(({ at, code }) => `${at ?? "all"} ${code}`)).toEqual(remarks);
});

test("F5 very many balances that do not follow give the first warnings and the count of the others", () => {
  const told = balanceRemarks(linesOf(Array.from({ length: 1_000 }, () => ["10", "110"])), false);
  expect(told).toHaveLength(21);
  expect(told.at(-1)).toEqual({ at: null, code: "balance", message: "have 979 more balances that do not follow" });
});

test("F5 a warning names a balance that does not follow and the expected one", () => {
  expect(
    balanceRemarks(
      linesOf([
        ["0.1", "0.1"],
        ["0.2", "0.4"],
      ]),
      false,
    ),
  ).toMatchObject([{ message: "does not follow from the balance before it, which with this amount is 0.3" }]);
});

type Line = [day: number, amount: string, balance: string | null];
const july = (day: number) => theDay(`2026-07-${String(day).padStart(2, "0")}`);
const onDays = (lines: Line[]) => lines.map(([day, amount, balance]) => ({ day: july(day), amount, balance }));
const told = { balance: "10", day: july(1), from: null };
const ofAccount = { balance: "10", on: july(9) };

test.each<[string, Line[], Standing | null, string[], Standing]>([
  [
    "nowhere",
    [
      [2, "1", "1"],
      [3, "2", "3"],
    ],
    told,
    ["1 told", "3 told"],
    { balance: "3", day: july(3), from: null },
  ],
  [
    "after a told one",
    [
      [2, "1", null],
      [3, "2", null],
    ],
    told,
    ["11 line", "13 line"],
    { balance: "13", day: july(3), from: "line" },
  ],
  [
    "in decimals",
    [
      [2, "0.1", null],
      [3, "0.2", null],
    ],
    { ...told, balance: "0" },
    ["0.1 line", "0.3 line"],
    { balance: "0.3", day: july(3), from: "line" },
  ],
  [
    "before one that is told",
    [
      [2, "1", null],
      [3, "2", "5"],
    ],
    null,
    ["3 line", "5 told"],
    { balance: "5", day: july(3), from: null },
  ],
  [
    "between others",
    [
      [2, "1", "1"],
      [3, "2", null],
      [4, "3", "9"],
    ],
    null,
    ["1 told", "3 line", "9 told"],
    { balance: "9", day: july(4), from: null },
  ],
  [
    "in the first push of all, of before the account's own",
    [
      [2, "1", null],
      [3, "2", null],
    ],
    null,
    ["8 account", "10 account"],
    { balance: "10", day: july(3), from: "account" },
  ],
  [
    "in more of the history of before the account's own",
    [
      [4, "5", null],
      [5, "7", null],
    ],
    { balance: "10", day: july(3), from: "account" },
    ["3 account", "10 account"],
    { balance: "10", day: july(5), from: "account" },
  ],
  [
    "on both sides of the account's own",
    [
      [9, "1", null],
      [10, "2", null],
    ],
    null,
    ["10 account", "12 account"],
    { balance: "12", day: july(10), from: "account" },
  ],
  [
    "of a late line after a told one",
    [[1, "4", null]],
    { ...told, day: july(5) },
    ["14 line"],
    { balance: "14", day: july(5), from: "line" },
  ],
  [
    "of a late line after a reckoned one",
    [
      [1, "4", null],
      [6, "1", null],
    ],
    { balance: "12", day: july(5), from: "line" },
    ["16 line", "17 line"],
    { balance: "17", day: july(6), from: "line" },
  ],
  [
    "beside a late one that is told",
    [
      [1, "4", "2"],
      [6, "1", null],
    ],
    { ...told, day: july(5) },
    ["2 told", "11 line"],
    { balance: "11", day: july(6), from: "line" },
  ],
])(
  "F5 a balance that is left out %s is reckoned, and the account stands as it says",
  (_, lines, before, balances, after) => {
    const reckoned = withBalances(onDays(lines), { before, account: ofAccount });
    expect(reckoned.map(({ balance, reckonedFrom }) => `${balance} ${reckonedFrom ?? "told"}`)).toEqual(balances);
    expect(closingAfter(reckoned, before)).toMatchObject({ balance: after.balance, day: after.day });
  },
);

const [sooner, later] = [new Date("2026-07-09T10:00:00Z"), new Date("2026-07-09T11:00:00Z")];
test.each<[string, Standing["from"], Date, Date, string]>([
  ["its lines have led to", "account", later, sooner, "10"],
  ["its institution has told since", "account", sooner, later, "500"],
  ["a line has told, whatever was told of the account since", null, sooner, later, "10"],
  ["follows from one that a line told", "line", sooner, later, "10"],
])("F5 an account stands at the balance that %s", (_, from, acceptedAt, toldAt, balance) => {
  const standing = { balance: "10", day: july(5), from, acceptedAt };
  expect(standingNow(standing, { balance: "500", toldAt })).toMatchObject({ balance, day: july(5), from });
});

test("F5 the first balance of a push is compared with the one before it, where that is known", () => {
  const lines = linesOf([["5", "120"]]);
  expect(balanceRemarks(lines, false, "110")).toMatchObject([{ at: 0, code: "balance" }]);
  expect([balanceRemarks(lines, false, "115"), balanceRemarks(lines, false)]).toEqual([[], []]);
});
