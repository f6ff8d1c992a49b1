import { setTimeout as pause } from "node:timers/promises";
import { aloud } from "../scripts/progress.ts";
import { measureApi } from "./api.ts";
import type { BareApp } from "./bare-app.ts";
import type { Field } from "./field.ts";
import { measureJourneys } from "./journeys.ts";
import type { Plan } from "./plan.ts";
import { memoryOf } from "./processes.ts";
import { measureRates } from "./rates.ts";
import { median } from "./statistics.ts";
import type { Driver, OpenField } from "./stores.ts";

/** After a start the collector has something to do still. */
const SETTLE_MS = 2000;

/** Start, memory, requests and whole journeys on one driver. */
export async function measureDriver(name: Driver, bare: BareApp, plan: Plan, open: OpenField) {
  const field = await aloud(`${name}: filling the store and starting`, () => open(name.toLowerCase(), plan.companies));
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
    const api = await apiOn(name, field, plan);
    const loaded = memoryOf(field.pid());
    const oddAuthorisations = await field.oddAuthorisations();
    return { name, readyMs: median(starts), memory: { idle, loaded }, ...requests, journeys, api, oddAuthorisations };
  } finally {
    await field.stop();
  }
}

/** The institution API alone, on a store of its own. */
export async function measureApiAlone(name: Driver, plan: Plan, open: OpenField) {
  const field = await aloud(`${name}: filling the store and starting`, () => open(name.toLowerCase(), 10));
  try {
    return { name, api: await apiOn(name, field, plan) };
  } finally {
    await field.stop();
  }
}

/** PGlite serves one process, PostgreSQL any number. */
const apiOn = (name: Driver, field: Field, plan: Plan) =>
  aloud(`${name}: the institution API`, () => measureApi(field, plan.api, name === "PostgreSQL" ? [1, 2] : [1]));

export type DriverReport = Awaited<ReturnType<typeof measureDriver>>;
