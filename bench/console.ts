import { aloud } from "../scripts/progress.ts";
import { type Filled, fillConsole } from "./console-fill.ts";
import { measureConsolePages, type PageRate, type PagesPlan } from "./console-pages.ts";
import { sizesFor } from "./console-rows.ts";
import { openField } from "./field.ts";
import { measureSearch, type SearchPlan, type SearchRate } from "./search.ts";

export type ConsolePlan = { journeys: number } & SearchPlan & PagesPlan;

export interface ConsoleReport {
  filled: Filled;
  searches: SearchRate[];
  pages: PageRate[];
  /** Addresses of the console that the bench has no values for. */
  unmeasured: string[];
}

/** The support console over a store of three years, on a fresh PostgreSQL database. */
export async function measureConsole(databaseUrl: string, plan: ConsolePlan): Promise<ConsoleReport> {
  const { journeys } = plan;
  const filled = await aloud(`Console: filling in ${journeys.toLocaleString("en")} journeys`, () =>
    fillConsole(databaseUrl, sizesFor(journeys)),
  );
  const searches = await aloud("Console: searching", () => measureSearch(databaseUrl, filled, plan));
  const field = await aloud("Console: starting an app on it", () => openField("console", 0, { databaseUrl }));
  try {
    const { rates, unmeasured } = await aloud("Console: its pages", () =>
      measureConsolePages(field, databaseUrl, plan),
    );
    return { filled, searches, pages: rates, unmeasured };
  } finally {
    await field.stop();
  }
}
