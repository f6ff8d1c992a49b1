import { type BrowserContext, chromium } from "@playwright/test";
import { paths } from "#lib/paths.ts";
import { openSql } from "#scripts/postgres.ts";
import { chromiumArgs, leanChromiumPath } from "../scripts/chromium.ts";
import type { Field } from "./field.ts";
import { type Client, keepAliveClient } from "./http.ts";
import { count, percentile, type Tally } from "./statistics.ts";
import { measureWeights, type Weight } from "./weights.ts";

export interface PagesPlan {
  /** Answers of each page, before those that count. */
  warmUps: number;
  /** Answers of each page. */
  answers: number;
  /** Pages that a browser weighs, at most, of those for signed-in people and of the others. */
  weighed: number;
}

/** How long a page of the console takes to be answered, and how much it weighs. */
export interface PageRate {
  page: string;
  answers: number;
  p50: number;
  p95: number;
  /** Null for what a browser saves instead of showing it. */
  weight: Weight | null;
  errors: Tally;
}

interface Page {
  /** Addresses of such a page, asked for one after another: the same one every time would flatter every cache. */
  addresses: readonly string[];
  signedOut?: true;
}

type Session = Awaited<ReturnType<BrowserContext["storageState"]>>;
type Known = Awaited<ReturnType<typeof latestThings>>;

/** A page that has taken so long in all has said enough. */
const LONGEST_MS = 20_000;

const { console: ours } = paths;
const search = (query: Record<string, string>) => `${ours.find}?${new URLSearchParams(query)}`;

/** The pages that need something of the store, or are worth asking in more than one way. Other plain addresses are found by themselves. */
const pagesOf = ({ journeys, connections, refusals, institutions }: Known): Record<string, Page> => ({
  "sign-in": { addresses: [ours.signIn], signedOut: true },
  "overview, today": { addresses: [ours.home] },
  "overview, 30 days": { addresses: [`${ours.home}?range=month`] },
  "overview, 90 days": { addresses: [`${ours.home}?range=quarter`] },
  "find, latest": { addresses: [ours.find] },
  "find, by company name": { addresses: connections.map(({ name }) => search({ q: name })) },
  "find, by last four digits": { addresses: connections.map(({ digits }) => search({ q: digits })) },
  "find, by state and region": {
    addresses: ["linked", "expired", "cancelled"].map((state) => search({ state, region: "eu" })),
  },
  "find, saved as CSV": { addresses: [ours.export] },
  journey: { addresses: journeys.map(({ id }) => ours.journey(id)) },
  "journey, saved for Sage": { addresses: journeys.map(({ id }) => ours.packet(id)) },
  "page as its user saw it": { addresses: journeys.map(({ id, view }) => ours.seen(id, view)) },
  connection: { addresses: connections.map(({ id }) => ours.connection(id)) },
  "refused visit": { addresses: refusals.map(({ code }) => ours.refusal(code)) },
  institution: { addresses: institutions.map(({ id }) => ours.institution(id)) },
  "an institution's branding": { addresses: institutions.map(({ id }) => ours.branding(id)) },
});

/** Names of addresses that are in the list above, or are no page. */
const COVERED: ReadonlySet<string> = new Set(
  "home signIn auth find export journey packet seen connection refusal institution branding logo".split(" "),
);

/**
 * Signs an administrator in and asks for every page of the console, one request after the other. Weighs each in
 * Chromium.
 */
export async function measureConsolePages(field: Field, databaseUrl: string, plan: PagesPlan) {
  const session = await signIn(field);
  const cookie = session.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const others = Object.entries(ours).filter(([name]) => !COVERED.has(name));
  const plain = others.flatMap(([name, path]) =>
    typeof path === "string" ? [[name, { addresses: [path] }] as const] : [],
  );
  const pages: Record<string, Page> = {
    ...pagesOf(await latestThings(databaseUrl, plan.answers)),
    ...Object.fromEntries(plain),
  };
  const client = keepAliveClient(1);
  try {
    const { rates: asked, saved } = await askInTurn(client, field.ground.app, pages, cookie, plan);
    const shown = Object.fromEntries(Object.entries(pages).filter(([page]) => !saved.has(page)));
    const weights = await weigh(field.ground.app, shown, session, plan.weighed);
    const rates: PageRate[] = asked.map((rate) => ({ ...rate, weight: weights[rate.page] ?? null }));
    return { rates, unmeasured: others.filter(([, path]) => typeof path === "function").map(([name]) => name) };
  } finally {
    client.close();
  }
}

/** Page after page, in many rounds, so that other load of the machine affects all of them. */
async function askInTurn(
  client: Client,
  app: string,
  pages: Record<string, Page>,
  cookie: string,
  { warmUps, answers }: PagesPlan,
) {
  const took = Object.fromEntries(Object.keys(pages).map((page) => [page, [] as number[]]));
  const errors = Object.fromEntries(Object.keys(pages).map((page) => [page, {} as Tally]));
  // The header of an answer tells that a browser saves it. No browser goes there: it would wait for a page in vain.
  const saved = new Set<string>();
  for (let round = -warmUps; round < answers; round++) {
    for (const [page, { addresses, signedOut }] of Object.entries(pages)) {
      if (sum(took[page]) > LONGEST_MS) continue;
      const address = addresses[(round + warmUps) % addresses.length];
      const started = performance.now();
      const { status, headers } = await client.send({ url: app + address, headers: signedOut ? {} : { cookie } });
      if (headers["content-disposition"]?.startsWith("attachment")) saved.add(page);
      if (status !== 200) count(errors[page] ?? {}, `${status} instead of 200`);
      else if (round >= 0) took[page]?.push(performance.now() - started);
    }
  }
  const rates = Object.entries(took).map(([page, all]) => ({
    page,
    answers: all.length,
    p50: percentile(all, 0.5),
    p95: percentile(all, 0.95),
    errors: errors[page] ?? {},
  }));
  return { rates, saved };
}

const sum = (all: readonly number[] = []) => all.reduce((total, one) => total + one, 0);

async function weigh(
  app: string,
  pages: Record<string, Page>,
  session: Session,
  most: number,
): Promise<Record<string, Weight>> {
  const urls = (signedOut: boolean) =>
    Object.fromEntries(
      Object.entries(pages)
        .filter(([, page]) => Boolean(page.signedOut) === signedOut)
        .slice(0, most)
        .map(([name, { addresses }]) => [name, app + addresses[0]]),
    );
  return { ...(await measureWeights(urls(true))), ...(await measureWeights(urls(false), session)) };
}

/** Signs in with the password, as people do: the door needs a browser's script. */
async function signIn({ ground, administrator }: Field): Promise<Session> {
  const browser = await chromium.launch({ executablePath: await leanChromiumPath(), args: chromiumArgs });
  try {
    const context = await browser.newContext({ locale: "en-GB" });
    const page = await context.newPage();
    await page.goto(ground.app + ours.signIn);
    await page.getByLabel("E-mail").fill(administrator.email);
    await page.getByLabel("Password").fill(administrator.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("navigation", { name: "Console" }).waitFor();
    return await context.storageState();
  } finally {
    await browser.close();
  }
}

/** The latest journeys that have all their events and pages, as support looks at them the most. */
async function latestThings(databaseUrl: string, most: number) {
  const sql = openSql(databaseUrl);
  try {
    const journeys = await sql<{ id: string; view: number }[]>`
      select j.id, max(v.id)::int as view from journeys j join journey_views v on v.journey_id = j.id
      where j.connection_id is not null group by j.id order by j.announced_at desc limit ${most}`;
    const connections = await sql<{ id: string; name: string; digits: string }[]>`
      select c.id, p.name, a.last_four as digits from connections c join companies p on p.id = c.company_id
      cross join lateral (select last_four from source_accounts where connection_id = c.id order by id limit 1) a
      where c.status = 'Linked' order by c.created_at desc limit ${most}`;
    const refusals = await sql<{ code: string }[]>`
      select support_code as code from events where type = 'arrival-refused' order by at desc limit ${most}`;
    const institutions = await sql<{ id: string }[]>`select id from institutions order by name limit ${most}`;
    return { journeys, connections, refusals, institutions };
  } finally {
    await sql.end({ timeout: 5 });
  }
}
