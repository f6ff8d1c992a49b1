import { expect, test } from "vitest";
import { numbersMasked } from "./mask.ts";
import { keptAnswer, latestAnswer, type SageAnswer, silence } from "./sage-answer.ts";

const at = "2026-03-02T09:00:00.000Z";
const answer: SageAnswer = {
  ...{ httpStatus: 400, code: "ValidationError", message: "no", targets: [], requestId: "31926819-a" },
  at,
};
const UUID = "11111111-2222-3333-4444-555555555555";

test.each([
  ["no number", "no number"],
  ["12345 is short", "12345 is short"],
  ["31926819 is no account", "•••• 6819 is no account"],
  ["123456 is no account", "•••• 456 is no account"],
  ["account:1234567890.", "account:•••• 7890."],
  ["3192 6819 and 1111", "•••• 6819 and 1111"],
  ["3192\u00a06819", "•••• 6819"],
  ["of 60161331926819, of 31926820", "of •••• 6819, of •••• 6820"],
  ["GB29NWBK60161331926819 is unknown", "•••• 6819 is unknown"],
  ["GB29 NWBK 6016 1331 9268 19 is unknown", "•••• 6819 is unknown"],
  ["FR1420041010050500013M02606", "•••• 2606"],
  ["(NL91ABNA0417164300)", "(•••• 4300)"],
  ["BE68-5390-0754-7034 and be68539007547034", "•••• 7034 and •••• 7034"],
  ["3192-6819, 60-16-13 and 31.92.68.19", "•••• 6819, •••• 613 and •••• 6819"],
  ["mt84malt011000012345mtlcast001s", "•••• 001s"],
  ["20041010050500013M02606", "•••• 2606"],
  ["from 2026-03-02 on", "from 2026-03-02 on"],
  [`bank ${UUID} is unknown`, `bank ${UUID} is unknown`],
  [UUID.toUpperCase(), UUID.toUpperCase()],
  [`${UUID}31926819`, "•••• 6819"],
  ["319\u000026819", "•••• 6819"],
  ["transactionDetails[999].uniqueId", "transactionDetails[999].uniqueId"],
  ["on 2026-03-02T09:00:00.000Z", "on 2026-03-02T09:00:00.000Z"],
])("the words %j are kept as %s", (words, kept) => {
  const { message, targets } = keptAnswer({ ...answer, message: words, targets: [words] });
  for (const one of [message, ...targets]) expect(one).toBe(kept);
});

test("a number that is part of a transaction's id stays", () => {
  expect(numbersMasked("line-20260305-7 of 31926819", ["line-20260305-7"])).toBe("line-20260305-7 of •••• 6819");
});

test("an answer is kept with all its values", () => {
  const whole = { ...answer, targets: ["StatementRequest.data.accountDetails[0].bankAccountId"] };
  expect(keptAnswer(whole)).toEqual(whole);
  expect(keptAnswer(silence(new Date(at)))).toEqual({
    ...{ httpStatus: null, code: null, message: null, targets: [], requestId: null },
    at,
  });
});

test("each field is kept once, also where its number was masked", () => {
  const targets = ["a", "of 111112222", "a", "of 333332222"];
  expect(keptAnswer({ ...answer, targets }).targets).toEqual(["a", "of •••• 2222"]);
});

test("long texts are cut, after their numbers are masked and never within a character", () => {
  const kept = keptAnswer({
    ...{ ...answer, code: "c".repeat(900), requestId: "r".repeat(900) },
    message: `${"m".repeat(493)} 31926819 ${"m".repeat(900)}`,
    targets: Array.from({ length: 30 }, (_, n) => `${n}`.padEnd(900, "t")),
  });
  expect(kept.message).toBe(`${"m".repeat(493)} •••• 6`);
  expect(kept.message).toHaveLength(500);
  expect([kept.code?.length, kept.requestId?.length, kept.targets.length]).toEqual([200, 200, 20]);
  expect(new Set(kept.targets.map(({ length }) => length))).toEqual(new Set([200]));
  expect(keptAnswer({ ...answer, message: `${"m".repeat(499)}😀` }).message).toBe("m".repeat(499));
});

test.each([
  ["another answer", answer, { ...answer, code: "NotFoundError" }, "NotFoundError"],
  ["a silence", answer, silence(new Date(at)), "ValidationError"],
  ["a request that was not sent", answer, null, "ValidationError"],
  ["the first answer", null, answer, "ValidationError"],
  ["a first silence", null, silence(new Date(at)), null],
  ["a silence after another", silence(new Date(0)), silence(new Date(at)), null],
])("after %s the answer that is kept", (_, before, came, code) => {
  expect(latestAnswer(before, came)?.code).toBe(code);
});

test("nothing is kept where Sage was never asked", () => {
  expect(latestAnswer(null, null)).toBe(null);
});
