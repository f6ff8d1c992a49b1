import { expect, test } from "vitest";
import { asMeant } from "./typed-pair.ts";

const ID = "6f1f0c9e-3d52-4c0a-9a6e-0d6f2c8b7e11";
const OTHER = "00000000-3d52-4c0a-9a6e-0d6f2c8b7e11";

test.each([
  ["each in its box", { connectionId: ID, passcode: "AB12CD" }, false],
  ["swapped", { connectionId: "AB12CD", passcode: ID }, true],
  ["swapped, with labels", { connectionId: "Password: AB12CD", passcode: `Connection ID: ${ID}` }, true],
  ["the ID in the wrong box alone", { connectionId: "", passcode: ID }, true],
  ["an ID in both", { connectionId: OTHER, passcode: ID }, false],
  ["no ID at all", { connectionId: "AB12CD", passcode: "nothing" }, false],
  ["nothing", { connectionId: "", passcode: "" }, false],
])("%s", (_, typed, isSwapped) => {
  const swapped = { connectionId: typed.passcode, passcode: typed.connectionId };
  expect(asMeant(typed)).toEqual(isSwapped ? swapped : typed);
});
