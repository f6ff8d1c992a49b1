import type { Operation } from "./api-chain.ts";
import { OPERATIONS } from "./api-chain.ts";
import type { Field } from "./field.ts";
import { formWith } from "./forms.ts";
import { keepAliveClient } from "./http.ts";
import { inChild } from "./jobs.ts";
import { newLinkAddress } from "./link-address.ts";
import { percentile, type Tally } from "./statistics.ts";

export interface LinkPagesPlan {
  pages: number;
  /** Pages look for news every few seconds: by then each has begun. */
  warmUpSeconds: number;
  /** How long the institution API is measured, without and with open pages. */
  seconds: number;
}

/** Milliseconds of the institution API, and how much it did. */
type ApiFigures = { perSecond: number; p50: number; p95: number };

export interface LinkPagesReport {
  store: string;
  pages: number;
  looks: { perSecond: number; p50: number; p95: number };
  /** Without an open page. */
  alone: ApiFigures;
  /** While all of them are open. */
  beside: ApiFigures;
  errors: Tally;
}

/** Callers of the API beside the pages: as many as a busy institution has. */
const CALLERS = 4;
/** Pages that are opened at once, before anything is measured. */
const HANDS = 16;

/** The institution API while many people have their link pages open, each looking for news as the real page does. */
export async function measureLinkPages(store: string, field: Field, plan: LinkPagesPlan): Promise<LinkPagesReport> {
  const { warmUpSeconds, seconds } = plan;
  const secrets = await openPages(field, plan.pages);
  const api = (seconds: number) =>
    inChild({
      kind: "api",
      ground: { apps: [field.ground.app], apiKey: field.ground.apiKey },
      concurrency: CALLERS,
      seconds,
    });
  const afterWarmUp = async () => {
    if (warmUpSeconds > 0) await api(warmUpSeconds);
    return api(seconds);
  };
  const alone = await afterWarmUp();
  const [looks, beside] = await Promise.all([
    inChild({ kind: "looks", app: field.ground.app, secrets, seconds: warmUpSeconds + seconds }),
    afterWarmUp(),
  ]);
  const all = [alone, beside, looks].flatMap(({ errors }) => Object.entries(errors));
  const errors: Tally = {};
  for (const [what, times] of all) errors[what] = (errors[what] ?? 0) + times;
  return {
    store,
    pages: secrets.length,
    looks: figures(looks.milliseconds, looks.seconds),
    alone: figures(each(alone.each), alone.seconds),
    beside: figures(each(beside.each), beside.seconds),
    errors,
  };
}

const each = (taken: Record<Operation, number[]>) => OPERATIONS.flatMap((operation) => taken[operation]);

const figures = (milliseconds: readonly number[], seconds: number): ApiFigures => ({
  perSecond: milliseconds.length / seconds,
  p50: percentile(milliseconds, 0.5),
  p95: percentile(milliseconds, 0.95),
});

/** Opens link pages as browsers do; answers the secret by which each asks for its news. */
async function openPages({ ground, companies }: Field, count: number): Promise<string[]> {
  const client = keepAliveClient(HANDS);
  const secrets: string[] = [];
  let begun = 0;
  const open = async () => {
    for (let number = begun++; number < count; number = begun++) {
      const company = companies[number % companies.length];
      if (!company) throw new Error("no company to open a page for");
      const address = { "x-forwarded-for": `10.${100 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}` };
      const page = await client.send({ url: await newLinkAddress(client, ground, company, address), headers: address });
      if (page.status !== 200) throw new Error(`link page: ${page.status}`);
      const view = formWith(page.text(), 'name="view"').fields.find(([name]) => name === "view");
      secrets.push(view?.[1] ?? "");
    }
  };
  await Promise.all(Array.from({ length: HANDS }, open));
  client.close();
  return secrets;
}
