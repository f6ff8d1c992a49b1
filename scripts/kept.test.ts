import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { kept } from "./kept.ts";

let place: string;
let made: number;
beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), "kept-"));
  made = 0;
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const source = () => path.join(place, "source.ts");
const folder = () => path.join(place, "made");
const make = async () => {
  made++;
  mkdirSync(folder());
};
const ask = (how = make) => kept(folder(), [source()], how);

test.each<[string, () => void, number]>([
  ["nothing happened", () => {}, 1],
  ["a file was written again as it was", () => writeFileSync(source(), "one"), 1],
  ["a file has changed", () => writeFileSync(source(), "two"), 2],
  ["a file is gone", () => rmSync(source()), 2],
  ["the folder is gone", () => rmSync(folder(), { recursive: true }), 2],
])("%s: made so often that it is made of what is there", async (_what, happens, times) => {
  writeFileSync(source(), "one");
  await ask();
  happens();
  await ask();
  expect(made).toBe(times);
});

test("a folder that was not made to its end is made again", async () => {
  writeFileSync(source(), "one");
  const broken = ask(async () => {
    await make();
    throw new Error("half of it");
  });
  await expect(broken).rejects.toThrow("half of it");
  await ask();
  expect(made).toBe(2);
  expect(existsSync(folder())).toBe(true);
});
