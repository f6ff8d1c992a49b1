import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../scripts/root.ts";

const rules = [...readFileSync(join(root, "docs/feed.md"), "utf8").matchAll(/^\| (F\d+) /gm)].map(([, id]) => id);

/** Titles of tests, those of `test.each` too; not those of groups. */
function titlesIn(file: string) {
  const text = readFileSync(file, "utf8");
  const groups = /\b(?:describe|describeStores|describe\.each|describe\.skipIf)\b[^"`]*?\($/;
  return [...text.matchAll(/(?:\btest\(|\)\()\s*(["`])(.+?)\1/g)].flatMap((match) => {
    const before = text.slice(0, match.index + match[0].indexOf(match[1] ?? "")).trimEnd();
    const call = before.slice(
      Math.max(before.lastIndexOf("\ntest"), before.lastIndexOf(" test"), before.lastIndexOf("describe")),
    );
    return groups.test(call) ? [] : [{ file, title: match[2] ?? "" }];
  });
}

const titles = ["lib/feed", "test/feed"].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".test.ts") && name !== "rules.test.ts")
    .flatMap((name) => titlesIn(join(root, folder, name))),
);
const idOf = (title: string) => /^F\d+(?= )/.exec(title)?.[0];

test("each test of the feed begins with the rule that it proves", () => {
  expect(titles.length).toBeGreaterThan(150);
  expect(titles.filter(({ title }) => !idOf(title))).toEqual([]);
});

test("each rule of the feed has a test, and each test a rule", () => {
  expect(new Set(rules).size).toBe(rules.length);
  expect([...new Set(titles.map(({ title }) => idOf(title)))].sort()).toEqual([...rules].sort());
});
