import { randomBytes } from "node:crypto";
import postgres from "postgres";

const USUAL = ["postgres", "root"].map((user) => `postgres://${user}@127.0.0.1:5432/postgres`);

/** Address of a PostgreSQL server where tests may create databases; null when there is none. */
export async function findPostgres(): Promise<string | null> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return given;
  for (const url of USUAL) if (await mayCreateDatabases(url)) return url;
  return null;
}

/** Like `findPostgres`, for the environment of a test run. Where everything must be tested, finding none is an error. */
export async function postgresForTests(): Promise<Record<string, string>> {
  if (process.env.TEST_POSTGRES === "skip") return { TEST_POSTGRES: "skip" };
  const url = await findPostgres();
  if (url) return { TEST_DATABASE_URL: url };
  if (process.env.CI === "true") throw new Error(`${NONE} With CI=true its tests must run.`);
  return { TEST_POSTGRES: "skip" };
}

export const NONE = "No PostgreSQL at 127.0.0.1:5432 and no TEST_DATABASE_URL.";

/**
 * Creates a database for one test file, stack or measurement. It is empty, or a copy of another one, which must have no
 * connection.
 */
export async function freshDatabase(prefix: string, copyOf = "template1") {
  const admin = await findPostgres();
  if (!admin) throw new Error(NONE);
  const name = `${prefix}_${randomBytes(6).toString("hex")}`;
  await asAdmin(admin, (sql) => sql`create database ${sql(name)} template ${sql(copyOf)}`);
  const url = new URL(admin);
  url.pathname = `/${name}`;
  const drop = () => asAdmin(admin, (sql) => sql`drop database if exists ${sql(name)} with (force)`);
  return { name, url: url.href, drop };
}

/** One connection for tools and tests, which keeps no prepared statement, so that a pooler may stand in between. */
export const openSql = (url: string) =>
  postgres(url, { max: 1, prepare: false, fetch_types: false, connect_timeout: 5, onnotice: () => {} });

async function mayCreateDatabases(url: string): Promise<boolean> {
  try {
    const may = await asAdmin(
      url,
      (sql) => sql`select 1 from pg_roles where rolname = current_user and (rolcreatedb or rolsuper)`,
    );
    return may.length === 1;
  } catch {
    return false;
  }
}

async function asAdmin<T>(url: string, ask: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = openSql(url);
  try {
    return await ask(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
