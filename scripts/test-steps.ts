import { benchTally, playwrightTally, SOAK, type Tally, vitestTally } from "./tally.ts";

export interface TestStep {
  name: string;
  /** An npm script, so that each step can be run alone by the same name. */
  script: string;
  tally: (succeeded: boolean) => Tally;
  /** Pointless when this script failed. */
  needs?: string;
  /** Begins with this script and goes on beside those after it. It waits more than it works, or uses one core alone. */
  beside?: string;
}

const oneCheck = (succeeded: boolean): Tally => ({
  passed: Number(succeeded),
  failed: Number(!succeeded),
  skipped: 0,
  failures: [],
});

export const testSteps: TestStep[] = [
  { name: "Format and lint", script: "lint", tally: oneCheck },
  { name: "Types", script: "types", tally: oneCheck },
  { name: "Arrows", script: "arrows", tally: oneCheck, beside: "types" },
  { name: "Dead code", script: "unused", tally: oneCheck, beside: "types" },
  { name: "Production build", script: "build", tally: oneCheck },
  { name: "Unit, store and sandbox tests", script: "unit", tally: (ok) => vitestTally(ok) },
  { name: "Soak", script: "soak", tally: (ok) => vitestTally(ok, SOAK), beside: "unit" },
  { name: "Browser tests", script: "e2e", tally: (ok) => playwrightTally(ok), needs: "build" },
  {
    name: "Every part of the bench",
    script: "bench:smallest",
    tally: (ok) => benchTally(ok),
    needs: "build",
  },
];
