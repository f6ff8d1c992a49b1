import fc from "fast-check";
import { expect, test } from "vitest";
import { companyField } from "../company/company.ts";
import { readDate } from "./date.ts";
import { type Condition, parseQuery } from "./query.ts";

const shown = (condition: Condition<string>): string =>
  condition.type === "compare"
    ? `${condition.field.name}${condition.field.key ? `[${condition.field.key}]` : ""}${condition.operator}${condition.value}`
    : `(${condition.of.map(shown).join(condition.type === "all" ? " and " : " or ")})`;

test.each([
  ["name=a", "name=a"],
  [" Name  !=  Smith & Sons ", "name!=Smith & Sons"],
  ["name=a=b", "name=a=b"],
  ["name=a&&name=b||name=c", "((name=a and name=b) or name=c)"],
  ["name=a&&{name=b||name=c}", "(name=a and (name=b or name=c))"],
  ["{{name=a}}", "name=a"],
  ["tags.Cost centre=7", "tags[Cost centre]=7"],
  ["dataConnections.status=PendingAuth", "connectionStatus=PendingAuth"],
])("%s is read as %s", (text, meaning) => {
  const parsed = parseQuery(text, companyField);
  expect(parsed.ok && shown(parsed.value)).toBe(meaning);
});

test.each(["", "&&", "name", "name=", "=a", "{name=a", "name=a}", "name=a name=b||", "name=a&&&&name=b"])(
  "%j is malformed",
  (text) => expect(parseQuery(text, companyField).ok).toBe(false),
);

test("no text makes the parser throw", () => {
  const alphabet = fc.constantFrom(
    "name",
    "tags.x",
    "created",
    "=",
    "!=",
    "~",
    "<",
    "&&",
    "||",
    "{",
    "}",
    "a",
    " ",
    "2026-01-01",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(alphabet).map((parts) => parts.join("")),
      ),
      (text) => {
        const parsed = parseQuery(text, companyField);
        if (!parsed.ok) expect(parsed.problem).toMatch(/^Error parsing query - ./);
      },
    ),
  );
});

test.each([
  ["2026-03-02", "2026-03-02T00:00:00.000Z", 86_400_000],
  ["2026-03-02T09:00", "2026-03-02T09:00:00.000Z", 1],
  ["2026-03-02T09:00:00", "2026-03-02T09:00:00.000Z", 1],
  ["2023-01-09T09:58:09.6678831Z", "2023-01-09T09:58:09.667Z", 1],
  ["2026-03-02T09:00:00+0100", "2026-03-02T08:00:00.000Z", 1],
])("the date %s starts at %s", (text, from, length) => {
  const span = readDate(text);
  expect([span?.from.toISOString(), Number(span?.until) - Number(span?.from)]).toEqual([from, length]);
});

test.each(["2026-02-30", "2026-13-01", "yesterday", "2026-03-02T25:00", "2026-03-02T09:00:00+99:99"])(
  "%s is no date",
  (text) => expect(readDate(text)).toBeNull(),
);
