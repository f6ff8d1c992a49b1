import type postgres from "postgres";
import { openPostgres } from "#lib/db/store/postgres.ts";
import { openSql } from "#scripts/postgres.ts";
import { functions, type Sizes, statements } from "./console-rows.ts";

/** So many rows are read from end to end with good reason. */
const FEW_ROWS = 10_000;

/** Whose eyes the store is asked through: everybody's, and those of institutions that differ in size. */
export const SCOPES = ["all", "60 %", "15 %, Europe alone", "0.6 %"] as const;
export type ScopeName = (typeof SCOPES)[number];
const INSTITUTIONS: Record<ScopeName, number | null> = { all: null, "60 %": 1, "15 %, Europe alone": 2, "0.6 %": 12 };

export interface Filled {
  sizes: Sizes;
  events: number;
  tokens: number;
  bytes: number;
  /** Tables of so many rows that they are not to be read from end to end. */
  large: string[];
  /** Institutions by the scope that sees them; null sees all. */
  institutions: Record<ScopeName, string | null>;
}

/** Migrates a fresh database and fills it with three years of invented companies and their journeys; always the same ones. */
export async function fillConsole(url: string, sizes: Sizes): Promise<Filled> {
  await (await openPostgres(url)).close();
  // One connection: the functions of the filling are its own.
  const sql = openSql(url);
  try {
    await sql.unsafe("set synchronous_commit = off; set maintenance_work_mem = '256MB'; set work_mem = '128MB'");
    await sql.unsafe(functions(new Date()));
    await withoutIndexes(sql, async () => {
      for (const statement of statements(sizes)) await sql.unsafe(statement);
    });
    await sql.unsafe("vacuum analyze");
    return { sizes, ...(await facts(sql)), institutions: await institutionsOf(sql) };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/**
 * Drops the schema's indexes and constraints for the filling. Afterwards it makes them again as they were: each is
 * built once.
 */
async function withoutIndexes(sql: postgres.Sql, fill: () => Promise<void>) {
  const constraints = await sql<{ name: string; of: string; is: string }[]>`
    select conname as name, conrelid::regclass::text as of, pg_get_constraintdef(oid) as is
    from pg_constraint where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f')
    order by contype <> 'f', contype <> 'u'`;
  const indexes = await sql<{ name: string; is: string }[]>`
    select indexname as name, indexdef as is from pg_indexes where schemaname = 'public' and not exists
      (select 1 from pg_constraint where conname = indexname and connamespace = 'public'::regnamespace)`;
  for (const { name, of } of constraints) await sql`alter table ${sql(of)} drop constraint ${sql(name)}`;
  for (const { name } of indexes) await sql`drop index ${sql(name)}`;
  await fill();
  // Foreign keys come last: they need the keys that they point to.
  for (const { name, of, is } of constraints.toReversed())
    await sql`alter table ${sql(of)} add constraint ${sql(name)} ${sql.unsafe(is)}`;
  for (const { is } of indexes) await sql.unsafe(is);
}

async function facts(sql: postgres.Sql) {
  const [row] = await sql<{ events: number; tokens: number; bytes: number; large: string[] }[]>`
    select (select count(*)::int from events) as events, (select count(*)::int from journey_tokens) as tokens,
      pg_database_size(current_database())::float8 as bytes,
      (select array_agg(relname::text order by relname) from pg_class
       where relnamespace = 'public'::regnamespace and relkind = 'r' and reltuples > ${FEW_ROWS}) as large`;
  if (!row) throw new Error("the database does not say how much is in it");
  return row;
}

async function institutionsOf(sql: postgres.Sql): Promise<Record<ScopeName, string | null>> {
  const idOf = async (number: number | null) =>
    number === null
      ? null
      : ((await sql<{ id: string }[]>`select pg_temp.id('institution', ${number})`)[0]?.id ?? null);
  const entries = SCOPES.map(async (scope) => [scope, await idOf(INSTITUTIONS[scope])] as const);
  return Object.fromEntries(await Promise.all(entries)) as Record<ScopeName, string | null>;
}
