import { expect, test } from "vitest";
import { afterRefusal, type RefusedPush } from "./after-refusal.ts";

const waiting: RefusedPush = { status: "Pending", isCompleted: false, cameToSage: false };
const late: RefusedPush = { ...waiting, status: "TimedOut" };
const told: RefusedPush = { status: "Success", isCompleted: true, cameToSage: true };
const toldLate: RefusedPush = { ...told, status: "TimedOut" };
const skipped: RefusedPush = { status: "Failed", isCompleted: true, cameToSage: false };

test.each([
  ["no push is left of it", [], "failed"],
  ["it waits", [waiting], "failed"],
  ["it waits beyond its time", [late], "failed"],
  ["its institution was told that it is in Sage", [told], "history"],
  ["it came to Sage after its time", [toldLate], "history"],
  [
    "no account of Sage's has had it, though it was told of as one that Sage had",
    [{ ...told, cameToSage: false }],
    "history",
  ],
  ["it has failed and no account of Sage's has had a line of it", [skipped], "failed"],
  ["it has failed and an account of Sage's has had a line of it", [{ ...skipped, cameToSage: true }], "history"],
  ["there are two that wait", [waiting, waiting], "singly"],
  ["there are two that Sage has had", [told, told], "singly"],
] as const)("F14 a refused push, when %s", (_, pushes, then) => {
  expect(afterRefusal(pushes)).toBe(then);
});
