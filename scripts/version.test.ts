import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { GET as healthz } from "../app/healthz/route.ts";
import { VERSION } from "../lib/version.ts";
import { root } from "./root.ts";

const read = (name: string) => readFileSync(path.join(root, name), "utf8");

test("package.json, the lock file and the newest entry of the changelog name one version", () => {
  const { version } = JSON.parse(read("package.json")) as { version: string };
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  const lock = JSON.parse(read("package-lock.json")) as { version: string; packages: { "": { version: string } } };
  const [, newest] = /^## (\S+) /m.exec(read("CHANGELOG.md")) ?? [];
  expect([VERSION, lock.version, lock.packages[""].version, newest]).toEqual(Array(4).fill(version));
});

test("/healthz says ok first, then which version it is", async () => {
  const answer = healthz();
  expect(answer.headers.get("content-type")).toBe("text/plain");
  expect(await answer.text()).toBe(`ok\nversion: ${VERSION}\n`);
});
