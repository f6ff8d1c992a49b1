import { expect, test } from "vitest";
import { JOURNEY_STATES } from "./journey.ts";
import { pagesFor } from "./page-for.ts";

const all = JOURNEY_STATES.flatMap((state) => (["onboard", "reauth"] as const).map((kind) => ({ state, kind })));

test("a person with only Sage's link never sees an account or a confirmation", () => {
  for (const journey of all) {
    const pages = pagesFor(journey, "arrival");
    expect(pages, journey.state).not.toContain("account");
    expect(pages, journey.state).not.toContain("review");
  }
});

test("every journey has a page for every holder", () => {
  for (const journey of all)
    for (const grant of ["arrival", "identified"] as const) expect(pagesFor(journey, grant).length).toBeGreaterThan(0);
});

test.each([
  ["notified", ["identify"]],
  ["opened", ["identify"]],
  ["identified", ["account"]],
  ["chosen", ["review", "account"]],
  ["linking", ["outcome"]],
  ["failed", ["outcome"]],
  ["linked", ["outcome"]],
  ["cancelled", ["outcome"]],
  ["expired", ["outcome"]],
] as const)("a journey that is %s is at %j", (state, pages) => {
  expect(pagesFor({ state, kind: "onboard" }, "identified")).toEqual(pages);
});

test("a re-authorisation has no account to choose", () => {
  for (const state of JOURNEY_STATES)
    if (state !== "identified") expect(pagesFor({ state, kind: "reauth" }, "identified")).not.toContain("account");
});
