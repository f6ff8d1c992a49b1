import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import en from "../../../messages/en.json" with { type: "json" };
import fr from "../../../messages/fr.json" with { type: "json" };

const read = (name: string) => readFileSync(fileURLToPath(new URL(`../../../docs/${name}`, import.meta.url)), "utf8");

const handbooks = [
  { name: "support.md", other: "support.fr.md", words: en },
  { name: "support.fr.md", other: "support.md", words: fr },
];

/** The short name of every heading and everything that a link within the page leads to. */
function anchorsOf(page: string) {
  const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => heading);
  const slug = (heading: string) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-");
  const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, target]) => target);
  return { anchors: headings.map(slug), links };
}

test.each(handbooks)("docs/$name calls things by the very words that the console shows", ({ name, words }) => {
  const page = read(name);
  const { causes, ...labelled } = words.console;
  const { statuses, accountStatuses, reauthorisations, states, whose, passcodes } = labelled;
  const { deliveries, pushes, statements } = labelled;
  const labels = [
    ...Object.values(causes).map(({ what }) => what),
    ...[statuses, accountStatuses, reauthorisations, states, whose, passcodes, deliveries, pushes, statements].flatMap(
      (those) => Object.values(those) as string[],
    ),
    ...Object.values(words.console.do).map(({ open }) => open),
  ];
  // Set off, so that a short label is not found in the middle of a sentence.
  const isThere = (label: string) => page.includes(`**${label}**`) || page.includes(`\n### ${label}\n`);
  expect(labels.filter((label) => !isThere(label))).toEqual([]);
});

test.each(handbooks)("docs/$name has a place of its own for every cause, and for no other", ({ name, words }) => {
  const places = [...read(name).matchAll(/^#### `([^`]+)`$/gm)].map(([, cause]) => cause);
  expect(places.sort()).toEqual(Object.keys(words.console.causes).sort());
});

test.each(handbooks)("docs/$name names every page that ends a visit", ({ name, words }) => {
  const page = read(name);
  const titles = [...Object.values(words.problem), ...Object.values(words.outcome)].map(({ title }) => title);
  expect(titles.filter((title) => !page.includes(`| ${title} `))).toEqual([]);
});

test.each(handbooks)("docs/$name leads to the other language, and its links to places that are there", (handbook) => {
  const page = read(handbook.name);
  expect(page.split("\n", 5).join("\n")).toContain(`](${handbook.other})`);
  const { anchors, links } = anchorsOf(page);
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter((target) => !anchors.includes(target ?? ""))).toEqual([]);
});

const forAdministrators = [
  { name: "administration.md", other: "administration.fr.md", words: en, others: ["bold", "Export as CSV"] },
  { name: "administration.fr.md", other: "administration.md", words: fr, others: ["gras", "Exporter en CSV"] },
];

test.each(forAdministrators)("docs/$name sets off nothing but words that the console shows", (handbook) => {
  const page = read(handbook.name);
  const shown = new Set(textsOf(handbook.words).map(onOneLine));
  const setOff = [...page.matchAll(/\*\*([^*]+)\*\*/g)].map(([, text = ""]) => onOneLine(text));
  expect(setOff.length).toBeGreaterThan(50);
  expect(setOff.filter((text) => !shown.has(text) && !handbook.others.includes(text))).toEqual([]);
  expect(page.split("\n", 5).join("\n")).toContain(`](${handbook.other})`);
  const { anchors, links } = anchorsOf(page);
  expect(links.filter((target) => !anchors.includes(target ?? ""))).toEqual([]);
});

const onOneLine = (text: string) => text.replace(/\s+/g, " ");
const textsOf = (value: unknown): string[] =>
  typeof value === "string" ? [value] : Object.values(value as Record<string, unknown>).flatMap(textsOf);

test.each(["support.fr.md", "administration.fr.md"])(
  "in docs/%s a no-break space stands before every : ; ? ! and inside quotes",
  (name) => {
    const page = read(name).replace(/`[^`]*`/g, "");
    for (const { index } of page.matchAll(/[:;?!»]/g))
      expect(page[index - 1], page.slice(index - 40, index + 1)).toMatch(/[\u00a0\u202f]/);
    for (const { index } of page.matchAll(/«/g)) expect(page[index + 1], page.slice(index, index + 40)).toBe("\u00a0");
  },
);
