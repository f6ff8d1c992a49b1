import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "./root.ts";

/** Imports that must be refused, and by which rule. */
const refused = [
  ["core-is-pure", "lib/journey/a.ts", "#lib/db/store.ts"],
  ["core-is-pure", "lib/connection/a.ts", "next/headers"],
  ["core-is-pure", "lib/feed/a.ts", "node:fs"],
  ["journeys-know-no-link-page", "lib/journey/d.ts", "#lib/link/ports.ts"],
  ["adapters-know-the-core-alone", "lib/sage/a.ts", "#lib/services.ts"],
  ["db-knows-no-other-adapter", "lib/db/a.ts", "#lib/sage/client.ts"],
  ["doors-know-no-adapter", "app/page.tsx", "#lib/db/store.ts"],
  ["doors-know-no-adapter", "lib/web/a.ts", "../db/store.ts"],
  ["lib-knows-no-pages", "lib/web/b.ts", "#components/ui/button.tsx"],
  ["next-stays-in-web", "lib/log.ts", "next/headers"],
  ["components-take-props", "components/connect/a.tsx", "#lib/services.ts"],
  ["ui-knows-nothing-of-banks", "components/ui/a.tsx", "#lib/paths.ts"],
  ["sandbox-stays-outside", "lib/web/c.ts", "#sandbox/server.ts"],
  ["sandbox-knows-only-the-wire", "sandbox/a.ts", "#lib/result.ts"],
  ["tools-stay-outside", "lib/env.ts", "#scripts/root.ts"],
  ["nothing-imports-server", "scripts/a.ts", "../server.ts"],
  ["no-circular", "lib/journey/about.ts", "./round.ts"],
  ["resolvable", "lib/journey/b.ts", "#lib/journey/nowhere.ts"],
] as const;

const allowed = [
  ["app/layout.tsx", "#lib/services.ts"],
  ["app/other.tsx", "#components/connect/frame.tsx"],
  ["components/connect/b.tsx", "#lib/paths.ts"],
  ["lib/services.ts", "#lib/db/store.ts"],
  ["lib/db/b.ts", "#lib/journey/about.ts"],
  ["lib/journey/c.ts", "zod"],
  ["lib/journey/c.test.ts", "#lib/db/store.ts"],
  ["lib/web/d.ts", "next/headers"],
] as const;

const targets = [
  "lib/db/store.ts",
  "lib/link/ports.ts",
  "lib/sage/client.ts",
  "lib/paths.ts",
  "lib/result.ts",
  "server.ts",
].concat(
  ["components/ui/button.tsx", "components/connect/frame.tsx", "sandbox/server.ts", "scripts/root.ts"],
  ["node_modules/zod/index.js", "node_modules/next/headers.js"],
);

const planted = mkdtempSync(path.join(tmpdir(), "arrows-"));
let found: { rule: string; from: string }[];

beforeAll(() => {
  for (const file of targets) write(file, "export const here = true;\n");
  for (const [from, to] of [...refused.map(([, from, to]) => [from, to] as const), ...allowed]) {
    write(from, `import * as it from "${to}";\nexport const used = it;\n`);
  }
  write("lib/journey/round.ts", 'export * from "./about.ts";\n');
  for (const name of ["package.json", "tsconfig.json", ".dependency-cruiser.cjs"]) {
    copyFileSync(path.join(root, name), path.join(planted, name));
  }
  const depcruise = path.join(root, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const folders = ["app", "components", "lib", "sandbox", "scripts"];
  const cruise = spawnSync(process.execPath, [depcruise, ...folders, "-T", "json"], { cwd: planted, encoding: "utf8" });
  const { summary } = JSON.parse(cruise.stdout);
  found = summary.violations.map((one: { rule: { name: string }; from: string }) => ({
    rule: one.rule.name,
    from: one.from,
  }));
});

afterAll(() => rmSync(planted, { recursive: true }));

function write(file: string, content: string) {
  const target = path.join(planted, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, content);
}

test.each(refused)("%s: %s may not import %s", (rule, from) => {
  expect(found).toContainEqual({ rule, from });
});

test.each(allowed)("%s may import %s", (from) => {
  expect(found.filter((violation) => violation.from === from)).toEqual([]);
});
