import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { emptyReport, type Report } from "../bench/findings.ts";
import type { Part } from "../bench/parts.ts";
import { PLANS } from "../bench/plan.ts";
import { runParts } from "../bench/run-parts.ts";

const machine = {
  date: "2026-03-02",
  processors: 1,
  processor: "any",
  memoryGb: 1,
  node: "24",
  next: "16",
  react: "19",
  postgres: null,
};
const finds = (bareMemory: number) => async (report: Report) => {
  report.bareMemory = bareMemory;
  return {};
};

test("a failing part of the bench is named with its reason, and takes nothing from the other parts", async () => {
  const parts: Part[] = [
    { name: "first", measure: finds(1) },
    {
      name: "broken",
      async measure() {
        throw new Error("Download is starting");
      },
    },
    { name: "refused", measure: async () => ({ "500 instead of 200": 3 }) },
    { name: "last", measure: finds(2) },
  ];
  const report = emptyReport(machine, "smallest");
  const written: string[][] = [];
  await runParts(parts, report, PLANS.smallest, () =>
    written.push(report.parts.map(({ part, outcome }) => `${part} ${outcome}`)),
  );
  expect(written).toEqual([
    ["first done"],
    ["first done", "broken failed"],
    ["first done", "broken failed", "refused failed"],
    ["first done", "broken failed", "refused failed", "last done"],
  ]);
  expect(report.parts[1]?.why).toContain("Download is starting");
  expect(report.parts[2]?.why).toBe("3 × 500 instead of 200");
  expect(report.bareMemory).toBe(2);
});

test.each([true, false])(
  "where stacks are shared (%s), parts of one driver run one after another, others beside them",
  async (isShared) => {
    const working = new Set<string>();
    const met: string[] = [];
    const part = (name: string, store?: "PGlite"): Part => {
      const measure = async () => {
        for (const other of working) met.push(`${other} and ${name}`);
        working.add(name);
        await nextTurn();
        working.delete(name);
        return {};
      };
      return store ? { name, store, measure } : { name, measure };
    };
    const parts = [part("one", "PGlite"), part("two", "PGlite"), part("other")];
    await runParts(parts, emptyReport(machine, "smallest"), { ...PLANS.smallest, isShared }, () => {});
    expect(met).not.toContain("one and two");
    expect(met.includes("one and other")).toBe(isShared);
  },
);

test("a part that never ends fails when its time is over", async () => {
  const report = emptyReport(machine, "smallest");
  const endless: Part = { name: "endless", measure: () => new Promise(() => {}) };
  await runParts([endless], report, { ...PLANS.smallest, partSeconds: 0.05 }, () => {});
  expect(report.parts).toMatchObject([{ part: "endless", outcome: "failed", why: expect.stringContaining("0.05 s") }]);
});
