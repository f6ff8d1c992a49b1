import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../../scripts/root.ts";
import { reasonWords } from "../../api/wire/reason.ts";
import { because, REASON_CODES, saidBySage } from "../../feed/reason.ts";
import { ofPush, ofStatement, pushReason, statementReason } from "./reasons.ts";

const REASONS = [...REASON_CODES.map(because), saidBySage("400 ValidationError: no")];

test.each(REASONS)("a reason is stored as its code, and read back: %j", (reason) => {
  expect(statementReason(ofStatement(reason))).toEqual(reason);
  expect(pushReason(ofPush(reason))).toEqual(reason);
  // No sentence of ours is stored, so that none decides.
  const stored = Object.values({ ...ofStatement(reason), ...ofPush(reason) }).join(" ");
  expect(stored).not.toContain(reasonWords(reason));
});

test("no reason is none", () => {
  expect([statementReason(ofStatement(null)), pushReason(ofPush(null))]).toEqual([null, null]);
});

test.each([
  ["the account was connected anew", "reconnected"],
  ["The account is not connected any more.", "not-connected"],
  ["400 ValidationError: no", "refused-by-sage"],
])("a statement that the release before this one, running beside it, ended: %s", (refusal, code) => {
  expect(statementReason({ reason: null, refusal })?.code).toBe(code);
});

test.each([
  ["behind-another", "the account was connected anew", because("reconnected")],
  ["refused-by-sage", "the account was connected anew", because("reconnected")],
  ["behind-another", "400 ValidationError: no", saidBySage("400 ValidationError: no")],
  ["behind-another", null, null],
] as const)(
  "a statement that stood still in this release as %s, and that the release before ended: %s",
  (code, refusal, reason) => {
    expect(statementReason({ reason: code, refusal })).toEqual(reason);
  },
);

test("a push that the release before this one, running beside it, ended has Sage's text alone", () => {
  const errorMessage = "Sage did not take them: 400 ValidationError: no";
  expect(pushReason({ reason: null, errorMessage })).toEqual(saidBySage("400 ValidationError: no"));
});

test.each(["en", "fr"])("the console has words for each code, in %s", (locale) => {
  const { console } = JSON.parse(readFileSync(join(root, `messages/${locale}.json`), "utf8")) as {
    console: { feed: { own: Record<string, string> } };
  };
  expect(Object.keys(console.feed.own).sort()).toEqual([...REASON_CODES].sort());
});
