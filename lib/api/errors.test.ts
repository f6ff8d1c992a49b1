import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import en from "../../messages/en.json" with { type: "json" };
import fr from "../../messages/fr.json" with { type: "json" };

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string) => readFileSync(`${root}${path}`, "utf8");

/** Every refusal as the API's sources write it: its status, and its text with `…` for parts of the request. */
function refusals() {
  const sources = globSync("lib/api/**/*.ts", { cwd: root }).filter((path) => !path.includes(".test."));
  const found = new Set<string>();
  for (const path of sources) {
    const text = read(path);
    const named = new Map([...text.matchAll(/const ([A-Z_]+) = "([^"]+)";/g)].map(([, name, words]) => [name, words]));
    named.set("NOT_VALID", "Error processing request - not valid.");
    const said = [
      ...text.matchAll(/refusal\(\s*c,\s*(\d{3}),\s*(?:"([^"]+)"|`([^`]+)`|([A-Z_]+)\b)/g),
      ...text.matchAll(/\[(4\d\d|503), "([^"]+)"\]/g),
    ];
    for (const [, status, plain, template, name] of said) {
      const words = plain ?? template?.replace(/\$\{[^}]+\}/g, "…") ?? named.get(name ?? "");
      expect(words, `${path}: ${name}`).toBeDefined();
      found.add(`| ${status} | \`${words}\` |`);
    }
  }
  return found;
}

test.each(["en", "fr"])(
  "every refusal of the API stands in docs/institutions/%s with its cause and cure",
  (language) => {
    const rows = read(`docs/institutions/${language}/errors.md`).replace(/ +\|/g, " |").replace(/\| +/g, "| ");
    const all = refusals();
    expect(all.size).toBeGreaterThan(28);
    expect([...all].filter((refusal) => !rows.includes(refusal))).toEqual([]);
  },
);

test.each([
  ["en", en],
  ["fr", fr],
])("and so does every page in %s that rejects a user", (language, words) => {
  const page = read(`docs/institutions/${language}/errors.md`);
  for (const { title } of Object.values(words.problem)) expect(page).toContain(title);
});
