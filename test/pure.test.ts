import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../scripts/root.ts";
import { testFiles, wayOut } from "./pure.ts";

const planted = mkdtempSync(path.join(tmpdir(), "pure-"));
afterAll(() => rmSync(planted, { recursive: true }));

const FILES = {
  "lib/store.ts":
    'import { readFileSync } from "node:fs";\nimport pg from "pg";\nexport const store = [pg, readFileSync];\n',
  "lib/verb.ts": 'export { store } from "#lib/store.ts";\n',
  "lib/kind.ts": 'export type { Pool } from "pg";\nimport type { Verb } from "./verb.ts";\nexport const kind = 1;\n',
  "lib/round.ts": 'import "./round.ts";\nimport data from "./data.json" with { type: "json" };\nimport "./gone.ts";\n',
};

beforeAll(() => {
  mkdirSync(path.join(planted, "lib"));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(path.join(planted, name), text);
});

test.each([
  ["names a driver", 'import pg from "pg";', ["pg"]],
  [
    "names a driver on many lines",
    'import {\n  one,\n  PGlite,\n} from "@electric-sql/pglite";',
    ["@electric-sql/pglite"],
  ],
  ["starts a process", 'import { type ChildProcess, spawn } from "node:child_process";', ["node:child_process"]],
  ["opens a port", 'import { createServer } from "node:http";', ["node:http"]],
  ["reaches one through others", 'import { verb } from "./verb.ts";', ["lib/verb.ts", "lib/store.ts", "pg"]],
  ["reaches one by its path from the root", 'import { verb } from "#lib/store.ts";', ["lib/store.ts", "pg"]],
  ["loads one late", 'const { store } = await import("./store.ts");', ["lib/store.ts", "pg"]],
  ["loads one for its effects", 'import "./store.ts";', ["lib/store.ts", "pg"]],
  ["knows types alone", 'import type { store } from "./store.ts";\nimport { kind } from "./kind.ts";', null],
  ["goes round in a circle", 'import "./round.ts";', null],
])("a file that %s", (_, text, way) => {
  const file = path.join(planted, "lib/a.test.ts");
  writeFileSync(file, `${text}\n`);
  expect(wayOut(file, planted)).toEqual(way);
});

test.each([
  ["lib/feed/feed-step.test.ts", null],
  ["lib/feed/answered.test.ts", null],
  ["lib/connection/account-step.test.ts", null],
  ["lib/connection/connection-step.test.ts", null],
  ["lib/journey/step.test.ts", null],
  ["test/feed/feed.test.ts", "node:http"],
  ["lib/db/store/joining.test.ts", "@electric-sql/pglite"],
  ["scripts/arrows.test.ts", "node:child_process"],
])("%s reaches %s", (file, last) => {
  expect(wayOut(path.join(root, file))?.at(-1) ?? null).toBe(last);
});

test("the simulation reaches nothing and takes long: it waits with those that need a store", () => {
  const { pure, store } = testFiles();
  expect(wayOut(path.join(root, "simulation/simulation.test.ts"))).toBeNull();
  expect(store).toContain("simulation/simulation.test.ts");
  expect(pure).toContain("lib/feed/feed-step.test.ts");
});
