import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import path from "node:path";
import { findPostgres, openSql } from "../scripts/postgres.ts";
import { root } from "../scripts/root.ts";

/** The day, the machine and the versions that the numbers depend on besides the code. */
export async function machine() {
  return {
    date: new Date().toISOString().slice(0, 10),
    processors: cpus().length,
    processor: cpus()[0]?.model ?? "unknown",
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    node: process.version.slice(1),
    next: versionOf("next"),
    react: versionOf("react"),
    postgres: await postgresVersion(),
  };
}

function versionOf(name: string): string {
  const file = path.join(root, "node_modules", name, "package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

async function postgresVersion(): Promise<string | null> {
  const url = await findPostgres();
  if (!url) return null;
  const sql = openSql(url);
  try {
    const [row] = await sql<{ server_version: string }[]>`show server_version`;
    return row?.server_version.split(" ", 1)[0] ?? null;
  } finally {
    await sql.end({ timeout: 5 });
  }
}
