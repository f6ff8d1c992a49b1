import { setTimeout as pause } from "node:timers/promises";
import { aloud } from "../scripts/progress.ts";
import type { StackOptions } from "../scripts/stack.ts";
import type { BareApp } from "./bare-app.ts";
import { openField } from "./field.ts";
import { measureJourneys } from "./journeys.ts";
import type { Plan } from "./plan.ts";
import { memoryOf } from "./processes.ts";
import { measureRates } from "./rates.ts";
import { median } from "./statistics.ts";

/** After a start the collector has something to do still. */
const SETTLE_MS = 2000;

/** Start, memory, requests and whole journeys on one driver. */
export async function measureDriver(name: string, bare: BareApp, plan: Plan, store: Pick<StackOptions, "databaseUrl">) {
  const field = await aloud(`${name}: filling the store and starting`, () =>
    openField(name.toLowerCase(), plan.companies, store),
  );
  try {
    const starts: number[] = [];
    await aloud(`${name}: starting again`, async () => {
      for (let n = 0; n < plan.restarts; n++) starts.push(await field.restart());
    });
    await pause(SETTLE_MS);
    const idle = memoryOf(field.pid());
    const requests = await aloud(`${name}: requests a second`, () => measureRates(field, bare, plan.rates));
    const journeys = await aloud(`${name}: whole journeys`, () =>
      measureJourneys(field, plan.journeyLevels, plan.journeySeconds),
    );
    const loaded = memoryOf(field.pid());
    const oddAuthorisations = await field.oddAuthorisations();
    return { name, readyMs: median(starts), memory: { idle, loaded }, ...requests, journeys, oddAuthorisations };
  } finally {
    await field.stop();
  }
}
export type DriverReport = Awaited<ReturnType<typeof measureDriver>>;
