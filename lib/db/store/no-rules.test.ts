import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../../scripts/root.ts";
import { CONNECTION_STATUSES } from "../../connection/connection.ts";
import { PUSH_STATUSES } from "../../feed/push-status.ts";
import { REAUTHORISATIONS } from "../../feed/reauthorisation.ts";
import { DELIVERY_STATUSES } from "../../institution/delivery.ts";
import { JOURNEY_STATES } from "../../journey/journey.ts";

/** Every value that a rule may branch on: all statuses, and the kinds of statements and journeys. */
const STATUSES = [
  ...PUSH_STATUSES,
  ...CONNECTION_STATUSES,
  ...JOURNEY_STATES,
  ...DELIVERY_STATUSES,
  ...REAUTHORISATIONS,
  ...["pending", "connected", "disconnected", "lines", "reauthorise", "onboard", "reauth"],
];
const STATUS = new RegExp(`["'](${[...new Set(STATUSES)].join("|")})["']`, "g");

/** Words that are no status where they stand, and why. */
const OTHER_WORDS: Record<string, string> = {
  "connection/account-store.ts: disconnected": "an event of `accountStep`",
  "connection/connection-store.ts: connected": "the port's answer",
  "connection/connection-store.ts: disconnected": "the port's answer",
  "console/overview-store.ts: chosen": "a step of the funnel, by its name",
  "console/overview-store.ts: connected": "a step of the funnel, by its name",
  "console/overview-store.ts: identified": "a step of the funnel, by its name",
  "console/overview-store.ts: linked": "a step of the funnel, by its name",
  "feed/reauthorisations.ts: asked": "the port's answer",
  "institution/outbox.ts: connected": "a part of an event's name",
  "institution/outbox.ts: disconnected": "a part of an event's name",
  "journey/journey-store.ts: expired": "an event of `step`, and the entry that it leaves",
  "journey/journey-store.ts: identified": "an entry of the timeline, and what a token grants",
};

/** Choices that a query makes, and why they are no rule. */
const CHOICES: Record<string, string> = {
  "console/overview-store.ts": "counts by conditions that are rules, and intervals that have passed",
  "feed/lines-now.ts": "counts by conditions that are rules",
  "institution/request-limits.ts": "a counter that begins again",
  "journey/journey-store.ts": "a moment that is kept, where it was written before",
  "limits/counter.ts": "a counter that begins again",
  "maintenance/erase.ts": "an address that stays null where it is null",
};

const folder = join(root, "lib/db");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !/\.test\.ts$|^schema\/|predicates\.ts$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));

test("no store branches on a status: the words of the core stand in the schema and the predicates alone", () => {
  expect(files.length).toBeGreaterThan(60);
  const words = files.flatMap(({ name, text }) => [...text.matchAll(STATUS)].map(([, word]) => `${name}: ${word}`));
  expect([...new Set(words)].sort()).toEqual(Object.keys(OTHER_WORDS).sort());
});

test("no query chooses but by a named condition", () => {
  const choosing = files
    .filter(({ text }) => /\bcase\s+(\S+\s+)?when\b|filter \(where/i.test(text))
    .map(({ name }) => name);
  expect(choosing.sort()).toEqual(Object.keys(CHOICES).sort());
});
