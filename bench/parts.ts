import { aloud } from "../scripts/progress.ts";
import { type BareApp, startBareApp } from "./bare-app.ts";
import { measureConsole } from "./console.ts";
import { type DriverReport, measureApiAlone, measureDriver } from "./driver.ts";
import { measureDurability } from "./durability.ts";
import { measureFeed } from "./feed.ts";
import type { Report } from "./findings.ts";
import { startGovukPage } from "./govuk-page.ts";
import { lighthouseScores } from "./lighthouse-scores.ts";
import { measureLinkPages } from "./link-pages.ts";
import type { Plan } from "./plan.ts";
import { memoryOf } from "./processes.ts";
import { count, type Tally } from "./statistics.ts";
import type { Driver, OpenField } from "./stores.ts";
import { measureWeights } from "./weights.ts";

/** Something that is measured by itself: it fails by itself, and what the others found stands. */
export type Part = {
  name: string;
  /** Measured only when it is named: another part has it as well. */
  onDemand?: true;
} & (
  | { store?: never; measure(report: Report, plan: Plan): Promise<Tally> }
  | { store: Driver; measure(report: Report, plan: Plan, open: OpenField): Promise<Tally> }
  /** A fresh PostgreSQL database, which the part fills itself. */
  | { store: "database"; measure(report: Report, plan: Plan, databaseUrl: string): Promise<Tally> }
);

/** Faults of single requests in several measurements. */
const together = (...tallies: readonly Tally[]): Tally => {
  const all: Tally = {};
  for (const tally of tallies) for (const [what, times] of Object.entries(tally)) count(all, what, times);
  return all;
};

let bare: Promise<BareApp> | null = null;
/** Started when it is first needed. */
const bareApp = () => {
  bare ??= aloud("Starting a bare page of the same Next, built when it is not", startBareApp);
  return bare;
};
export const stopBareApp = async () => void (await (await bare?.catch(() => null))?.stop());

/** A browser's view of each page, on an app that nothing else asks. */
async function measurePages(report: Report, plan: Plan, open: OpenField): Promise<Tally> {
  const { url } = await bareApp();
  const govuk = await startGovukPage();
  const field = await aloud("Starting an app for the browser", () => open("browser", 10));
  try {
    const pages = { ...(await field.pages()), bare: url, govuk: govuk.url };
    report.weights = await aloud("Weighing the pages in Chromium", () => measureWeights(pages));
    const chosen = Object.fromEntries(Object.entries(pages).slice(0, plan.lighthousePages));
    report.scores = await aloud("Running Lighthouse on each page", () => lighthouseScores(chosen, plan));
    return {};
  } finally {
    govuk.stop();
    await field.stop();
  }
}

async function addDriver(report: Report, measured: Promise<DriverReport>): Promise<Tally> {
  const driver = await measured;
  report.drivers.push(driver);
  report.bareMemory = memoryOf((await bareApp()).pid);
  const odd: Tally = driver.oddAuthorisations > 0 ? { "told to Sage otherwise": driver.oddAuthorisations } : {};
  return together(driver.errors, odd, ...[...driver.journeys, ...driver.api].map(({ errors }) => errors));
}

async function addApi(report: Report, measured: ReturnType<typeof measureApiAlone>): Promise<Tally> {
  const found = await measured;
  report.apis.push(found);
  return together(...found.api.map(({ errors }) => errors));
}

async function addLinkPages(report: Report, store: Driver, plan: Plan, open: OpenField): Promise<Tally> {
  const opened = () => open(`link-pages-${store.toLowerCase()}`, plan.companies);
  const field = await aloud(`Link pages on ${store}: filling the store and starting`, opened);
  try {
    const doing = `Link pages on ${store}: opening ${plan.linkPages.pages} and calling the API beside them`;
    const found = await aloud(doing, () => measureLinkPages(store, field, plan.linkPages));
    report.linkPages.push(found);
    return found.errors;
  } finally {
    await field.stop();
  }
}

async function addFeed(report: Report, measured: ReturnType<typeof measureFeed>): Promise<Tally> {
  const rate = await measured;
  report.feed.push(rate);
  return rate.errors;
}

const drivers = (partOf: (store: Driver) => Part): Part[] => [partOf("PGlite"), partOf("PostgreSQL")];

const feedPart = (store: Driver, replicas: number): Part => ({
  name: `feed-${store.toLowerCase()}-${replicas}`,
  store,
  measure: (report, plan, open) => addFeed(report, measureFeed(store, plan.feed, replicas, open)),
});

export const PARTS: readonly Part[] = [
  { name: "pages", store: "PGlite", measure: measurePages },
  ...drivers((store) => ({
    name: store.toLowerCase(),
    store,
    measure: async (report, plan, open) => addDriver(report, measureDriver(store, await bareApp(), plan, open)),
  })),
  {
    name: "durability",
    async measure(report, plan) {
      report.durability = await measureDurability(plan.durability);
      return together(...report.durability.rates.map(({ errors }) => errors));
    },
  },
  ...drivers((store) => ({
    name: `links-${store.toLowerCase()}`,
    store,
    measure: (report, plan, open) => addLinkPages(report, store, plan, open),
  })),
  {
    name: "console",
    store: "database",
    async measure(report, plan, databaseUrl) {
      report.console = await measureConsole(databaseUrl, plan.console);
      return together(...[...report.console.searches, ...report.console.pages].map(({ errors }) => errors));
    },
  },
  feedPart("PGlite", 1),
  feedPart("PostgreSQL", 1),
  feedPart("PostgreSQL", 2),
  ...drivers((store) => ({
    name: `api-${store.toLowerCase()}`,
    onDemand: true,
    store,
    measure: (report, plan, open) => addApi(report, measureApiAlone(store, plan, open)),
  })),
];

/** The named parts, each by its whole name or its beginning. Without names, all that are not on demand. */
export const partsNamed = (names: readonly string[]) =>
  PARTS.filter(({ name, onDemand }) =>
    names.length === 0 ? !onDemand : names.some((one) => name === one || name.startsWith(`${one}-`)),
  );
