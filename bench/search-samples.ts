import type postgres from "postgres";
import type { Scope, SupportStore } from "#lib/console/ports.ts";
import { LOCALES, REGIONS } from "#lib/institution/institution.ts";
import { JOURNEY_STATES } from "#lib/journey/journey.ts";
import { paths } from "#lib/paths.ts";
import { cursorText, type Query, readSearchQuery } from "#lib/web/console/console-list.ts";
import { openSql } from "#scripts/postgres.ts";
import { type Filled, SCOPES, type ScopeName } from "./console-fill.ts";
import { tokenOf } from "./console-rows.ts";

/** One question of somebody at the console; answers how many things were found. */
type Ask = (support: SupportStore, institution: Scope) => Promise<number>;

export interface Sample {
  kind: string;
  scope: ScopeName;
  number: number;
  ask: (support: SupportStore) => Promise<number>;
  /** True where the answer is in the store: to find nothing is an error. */
  finds: boolean;
}

interface Kind {
  /** The question with this number; undefined when there are no more. */
  ask: (seed: Seed, number: number) => Ask | undefined;
  finds?: true;
}

/** Things in the store to ask for, in the eyes of a scope. */
type Seed = Awaited<ReturnType<typeof seedOf>>;

/** As many as the search page asks for, which wants to know whether there are more. */
const PAGE = 51;
const DAY_MS = 86_400_000;

/** The search page's question to the store for such an address. */
const list =
  (query: Query): Ask =>
  async (support, institution) => {
    const { readings, filter, after } = readSearchQuery(query);
    const { journeys, connections } = await support.find(institution, readings, filter, after, PAGE);
    return journeys.length + connections.length;
  };
const typed = (text: string | undefined) => (text === undefined ? undefined : list({ q: text }));

const inTurn = <T>(all: readonly T[], number: number) => all[number % all.length] as T;
const wordsOf = ({ connections }: Seed, number: number) => connections[number]?.name.split(" ");

const state = (number: number) => ({ state: inTurn(["linked", "expired", "cancelled"], number) });
const region = (number: number) => ({ region: inTurn(REGIONS, number) });
const locale = (number: number) => ({ locale: inTurn(LOCALES, Math.floor(number / 2)) });
const allThree = (number: number) => ({ ...state(number), ...region(number), ...locale(number) });

/** Thirty days around any journey of the three years. */
function month({ journeys }: Seed, number: number) {
  const middle = inTurn(journeys, number).at.getTime();
  const day = (days: number) => new Date(middle + days * DAY_MS).toISOString().slice(0, 10);
  return { from: day(-15), to: day(15) };
}

/** Behind any journey of the three years: pages of every depth. */
const deep = ({ journeys }: Seed, number: number) => ({ after: cursorText(inTurn(journeys, number)) });
const second = ({ fiftieth }: Seed) => (fiftieth ? { after: cursorText(fiftieth) } : {});

const KINDS: Record<string, Kind> = {
  "support code": { ask: ({ journeys }, n) => typed(journeys[n]?.code), finds: true },
  "code of a refused visit": {
    ask: ({ refusals }, n) => {
      const code = refusals[n]?.code;
      if (!code) return undefined;
      const search = list({ q: code });
      return async (support, institution) =>
        (await search(support, institution)) + ((await support.refusal(institution, code)) ? 1 : 0);
    },
    finds: true,
  },
  "pasted address with a token": {
    ask: ({ tokens }, n) => {
      const code = tokens[n]?.code;
      return typed(code && `https://connect.example${paths.connect.identify(tokenOf(code))}`);
    },
    finds: true,
  },
  "connection id": { ask: ({ connections }, n) => typed(connections[n]?.id), finds: true },
  "company id": { ask: ({ connections }, n) => typed(connections[n]?.company), finds: true },
  "authorisation id": { ask: ({ journeys }, n) => typed(journeys[n]?.authorisation), finds: true },
  "Sage bank account id": { ask: ({ accounts }, n) => typed(accounts[n]?.sage), finds: true },
  "text with nine ids in it": {
    ask: ({ connections, journeys, accounts }, n) =>
      typed(
        [0, 1, 2]
          .flatMap((more) => [
            inTurn(connections, n + more).id,
            inTurn(journeys, n + more).authorisation,
            inTurn(accounts, n + more).sage,
          ])
          .join(", "),
      ),
    finds: true,
  },
  "last four digits": { ask: ({ accounts }, n) => typed(accounts[n]?.digits), finds: true },
  "name, rare word": { ask: (seed, n) => typed(wordsOf(seed, n)?.[0]), finds: true },
  "name, common word": { ask: ({ common }, n) => typed(common[n]?.word) },
  "name, rare and common word": { ask: (seed, n) => typed(wordsOf(seed, n)?.slice(0, 2).join(" ")), finds: true },
  "name, first one to three letters": { ask: (seed, n) => typed(wordsOf(seed, n)?.[0]?.slice(0, 1 + (n % 3))) },
  "name that nobody has": {
    ask: (seed, n) =>
      typed(
        wordsOf(seed, n)
          ?.map((word) => `x${word}`)
          .join(" "),
      ),
  },
  "name, rare word, and state": { ask: (seed, n) => list({ q: wordsOf(seed, n)?.[0], ...state(n) }) },
  "name, common word, and all three filters": {
    ask: ({ common }, n) => list({ q: inTurn(common, n).word, ...allThree(n) }),
  },
  "no search": { ask: () => list({}), finds: true },
  state: { ask: (_, n) => list({ state: inTurn(JOURNEY_STATES, n) }) },
  region: { ask: (_, n) => list(region(n)) },
  language: { ask: (_, n) => list({ locale: inTurn(LOCALES, n) }) },
  "state and region": { ask: (_, n) => list({ ...state(n), ...region(n) }) },
  "state, region and language": { ask: (_, n) => list(allThree(n)) },
  "thirty days": { ask: (seed, n) => list(month(seed, n)), finds: true },
  "thirty days, state, region and language": { ask: (seed, n) => list({ ...month(seed, n), ...allThree(n) }) },
  "second page": { ask: (seed) => list(second(seed)), finds: true },
  "second page, state, region and language": { ask: (seed, n) => list({ ...second(seed), ...allThree(n) }) },
  "page of any depth": { ask: (seed, n) => list(deep(seed, n)) },
  "page of any depth, state": { ask: (seed, n) => list({ ...deep(seed, n), ...state(n) }) },
  "page of any depth, region": { ask: (seed, n) => list({ ...deep(seed, n), ...region(n) }) },
  "page of any depth, state, region and language": { ask: (seed, n) => list({ ...deep(seed, n), ...allThree(n) }) },
  "a journey's page": {
    ask: ({ journeys }, n) => {
      const id = journeys[n]?.id;
      return id === undefined
        ? undefined
        : async (support, institution) =>
            (await support.journey(institution, id)) ? 1 + (await support.timeline(id)).length : 0;
    },
    finds: true,
  },
  "a connection's page": {
    ask: ({ connections }, n) => {
      const id = connections[n]?.id;
      return id === undefined
        ? undefined
        : async (support, institution) => ((await support.connection(institution, id)) ? 1 : 0);
    },
    finds: true,
  },
};

export const KINDS_OF_QUESTIONS = Object.keys(KINDS);

/** So many questions of each kind and scope, or as many different ones as there are. Every run asks the same ones. */
export async function samplesOf(url: string, { institutions }: Filled, each: number): Promise<Sample[]> {
  const sql = openSql(url);
  try {
    const samples: Sample[] = [];
    for (const scope of SCOPES) {
      const seed = await seedOf(sql, institutions[scope], each);
      for (const [kind, { ask, finds = false }] of Object.entries(KINDS)) {
        for (let number = 0; number < each; number++) {
          const question = ask(seed, number);
          if (question)
            samples.push({ kind, scope, number, finds, ask: (support) => question(support, institutions[scope]) });
        }
      }
    }
    return samples;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function seedOf(sql: postgres.Sql, scope: Scope, each: number) {
  const own = (column: string) => (scope ? sql`${sql(column)} = ${scope}` : sql`true`);
  // Ids are made of hashes: their order is as good as chance, and the same on every run.
  const journeys = await sql<{ id: string; code: string; authorisation: string; at: Date }[]>`
    select id, support_code as code, authorisation_id as authorisation, announced_at as at
    from journeys where ${own("institution_id")} order by id limit ${each}`;
  const tokens = await sql<{ code: string }[]>`
    select distinct on (j.id) support_code as code from journeys j join journey_tokens t on t.journey_id = j.id
    where ${own("institution_id")} order by j.id limit ${each}`;
  const connections = await sql<{ id: string; company: string; name: string }[]>`
    select c.id, p.id as company, p.name from connections c join companies p on p.id = c.company_id
    where ${own("c.institution_id")} order by c.id limit ${each}`;
  const accounts = await sql<{ sage: string; digits: string }[]>`
    select distinct on (last_four) sage_bank_account_id as sage, last_four as digits from source_accounts
    where ${own("institution_id")} and sage_bank_account_id is not null order by last_four, id`;
  const refusals = await sql<{ code: string }[]>`
    select support_code as code from events where type = 'arrival-refused' order by support_code limit ${each}`;
  const common = await sql<{ word: string }[]>`
    select word from ts_stat('select to_tsvector(''simple'', name) from companies') order by ndoc desc, word limit ${each}`;
  const [fiftieth] = await sql<{ at: Date; id: string }[]>`
    select announced_at as at, id from journeys where ${own("institution_id")} order by announced_at desc, id desc offset 49 limit 1`;
  return { journeys, tokens, connections, accounts: spread(accounts, each), refusals, common, fiftieth };
}

/** So many of them, evenly from all. */
const spread = <T>(all: readonly T[], count: number) =>
  all.filter(
    (_, number) => Math.floor((number * count) / all.length) !== Math.floor(((number - 1) * count) / all.length),
  );
