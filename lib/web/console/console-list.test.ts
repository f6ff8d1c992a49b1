import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { addressWith, csvOf, cursorText, readFeedPlace, readSearchQuery } from "./console-list.ts";
import { lengthOf, readRange } from "./console-range.ts";

test("a table becomes a file that no spreadsheet runs and every one reads", () => {
  const rows = [
    ['=HYPERLINK("x")', "a,b"],
    ["@sum", 'say "no"'],
    [null, "two\nlines"],
  ] as const;
  expect(csvOf(["one", "two"], rows)).toBe(
    'one,two\r\n"\'=HYPERLINK(""x"")","a,b"\r\n\'@sum,"say ""no"""\r\n,"two\nlines"\r\n',
  );
});

test("an address that cannot be read is read as far as it can", () => {
  const nonsense = { q: ["a", "b"], state: "nowhere", region: "mars", from: "soon", to: "2026-02-31", after: "x" };
  expect(readSearchQuery(nonsense)).toMatchObject({ typed: "a", filter: { states: undefined }, after: null });
  const after = { at: new Date("2026-03-02T09:00:00.123Z"), id: randomUUID() };
  expect(readSearchQuery({ after: cursorText(after), to: "2026-03-02" })).toMatchObject({
    after,
    filter: { to: new Date("2026-03-03T00:00:00Z") },
  });
});

test("a connection's page begins where its address says, and at the newest where that cannot be read", () => {
  const pushes = { at: new Date("2026-03-02T09:00:00.123Z"), id: randomUUID() };
  expect(readFeedPlace({ pushes: cursorText(pushes), statements: "x" })).toEqual({ pushes, statements: null });
  expect(readFeedPlace({ pushes: ["a", "b"] })).toEqual({ pushes: null, statements: null });
});

test("an address keeps what is not changed", () => {
  expect(addressWith("/find", { q: "é&", state: "linked", after: "1" }, { after: null, region: "eu" })).toBe(
    "/find?q=%C3%A9%26&state=linked&region=eu",
  );
});

test("the overview's time is today, what is named, or days of at most a year", () => {
  const now = new Date("2026-03-02T23:30:00Z");
  const days = (query: Record<string, string>) => {
    const { from, to } = readRange(query, now).range;
    return [from.toISOString().slice(0, 10), (to.getTime() - from.getTime()) / 86_400_000];
  };
  expect(days({})).toEqual(["2026-03-02", 1]);
  expect(days({ range: "week" })).toEqual(["2026-02-24", 7]);
  expect(days({ from: "2026-01-01", to: "2026-01-31" })).toEqual(["2026-01-01", 31]);
  expect(days({ from: "2020-01-01", to: "2026-01-31" })).toEqual(["2025-01-31", 366]);
  expect(days({ from: "2026-02-01", to: "2026-01-01" })).toEqual(["2026-01-01", 32]);
  expect(days({ range: "ever", from: "x" })).toEqual(["2026-03-02", 1]);
});

test("lengths of time are said as people say them", () => {
  const lengths = [0.04, 4.26, 12.4, 130, 7_260].map((one) => lengthOf(one, "en").replaceAll("\u00a0", " "));
  expect(lengths).toEqual(["< 0.1 s", "4.3 s", "12 s", "2 min 10 s", "2 h 1 min"]);
  expect(lengthOf(4.26, "fr")).toBe("4,3\u00a0s");
});
