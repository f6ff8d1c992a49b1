import { expect, test } from "vitest";
import { hasMoved, type Origin, originAfter } from "./origin.ts";

const home: Origin = { system: "7", database: "16384", timeline: "00000001" };
const silent: Origin = { system: null, database: null, timeline: null };

test.each<[string, Origin, Origin, boolean]>([
  ["that stays", home, home, false],
  ["whose standby took over", home, { ...home, timeline: "00000002" }, true],
  ["that was loaded into another database", home, { ...home, database: "16400" }, true],
  ["that was loaded into another server", home, { ...home, system: "8" }, true],
  ["that says nothing any more", home, silent, false],
  ["that begins to say it", silent, home, false],
  ["that says a part of it", home, { ...silent, timeline: "00000002" }, true],
])("F38 a store %s", (_, known, now, expected) => {
  expect(hasMoved(known, now)).toBe(expected);
});

test("F38 a part that is not said stays as it was", () => {
  expect(originAfter(home, { ...silent, timeline: "00000002" })).toEqual({ ...home, timeline: "00000002" });
});
