import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readConnectionId } from "./connection-id.ts";

const ID = "5b1f7c9e-3d52-4c0a-9a6e-0d6f2c8b7e11";
const bare = ID.replaceAll("-", "");

test.each([
  ["as it is shown", ID],
  ["in capitals", ID.toUpperCase()],
  ["without hyphens", bare],
  ["with spaces around it", `  ${ID}\n`],
  ["with spaces for hyphens", ID.replaceAll("-", " ")],
  ["with spaces beside the hyphens", ID.replaceAll("-", " - ")],
  ["in groups of four", bare.replaceAll(/(.{4})/g, "$1 ")],
  ["letter by letter", [...bare].join(" ")],
  ["with no-break spaces", ID.replaceAll("-", "\u00a0")],
  ["in braces", `{${ID}}`],
  ["in quotes", `"${ID}"`],
  ["in French quotes", `« ${ID} »`],
  ["in curly quotes", `“${ID}”`],
  ["with a full stop", `${ID}.`],
  ["after its label", `Connection ID: ${ID}`],
  ["after its French label", `ID de connexion : ${ID}`],
  ["in an address", `https://bank.example/sage/${ID}/connect?from=mail`],
  ["in a query", `https://bank.example/sage?connectionId=${ID}&x=1`],
  ["percent-encoded", `https%3A%2F%2Fbank.example%2F%7B${ID.replaceAll("-", "%2D")}%7D`],
  ["beside a stray percent sign", `100% ${ID}`],
  ["twice", `${ID} ${ID.toUpperCase()}`],
])("a Connection ID is found %s", (_, typed) => {
  expect(readConnectionId(typed)).toBe(ID);
});

const HYPHENS: Record<string, string> = {
  "a hyphen": "\u2010",
  "a no-break hyphen": "\u2011",
  "a figure dash": "\u2012",
  "an en dash": "\u2013",
  "an em dash": "\u2014",
  "a horizontal bar": "\u2015",
  "a minus sign": "\u2212",
  "a soft hyphen": "\u00ad",
  "a small hyphen": "\ufe63",
  "a full-width hyphen": "\uff0d",
};
test.each(Object.entries(HYPHENS))("%s is as good as the one on the keyboard", (_, hyphen) => {
  expect(readConnectionId(ID.replaceAll("-", hyphen))).toBe(ID);
});

test.each([
  ["zero-width spaces that a page hid in it", ID.replaceAll("-", "\u200b-\u200b")],
  ["a byte-order mark in front", `\ufeff${ID}`],
  ["marks of writing direction around it", `\u2066${ID}\u2069`],
  ["full-width letters", ID.replace(/[0-9a-f]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))],
])("a Connection ID is found in spite of %s", (_, typed) => {
  expect(readConnectionId(typed)).toBe(ID);
});

test.each([
  ["nothing", ""],
  ["blanks", "  \t\n"],
  ["another word", "my bank"],
  ["a digit too few", ID.slice(0, -1)],
  ["a letter that is none", ID.replace("5", "g")],
  ["a passcode", "7KQ3XR"],
  ["two different ids", `${ID} ${randomUUID()}`],
  ["two different ids in an address", `https://bank.example/${randomUUID()}/${ID}`],
])("no Connection ID is made of %s", (_, typed) => {
  expect(readConnectionId(typed)).toBeNull();
});

test("any id is read from any of its forms", () => {
  const form = fc.constantFrom<(id: string) => string>(
    (id) => id,
    (id) => id.toUpperCase(),
    (id) => id.replaceAll("-", ""),
    (id) => id.replaceAll("-", " – "),
    (id) => `{${id}}`,
    (id) => `https://bank.example/c/${encodeURIComponent(id)}?a=1#top`,
  );
  const space = fc.constantFrom("", " ", "\n", "\u00a0", "\u202f");
  fc.assert(
    fc.property(fc.uuid(), form, space, space, (id, form, before, after) => {
      expect(readConnectionId(before + form(id) + after)).toBe(id);
    }),
  );
});

test("whatever is typed, the answer is an id or nothing, and never a fault", () => {
  const hostile = fc.array(fc.constantFrom("%", "%E0%A4", "\ud800", "-", "{", bare, ID, "0", "f", "\u0000", "🏦"), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary", maxLength: 3000 }),
        hostile.map((parts) => parts.join("")),
      ),
      (typed) => {
        const read = readConnectionId(typed);
        if (read !== null) expect(read).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      },
    ),
    { numRuns: 500 },
  );
});
