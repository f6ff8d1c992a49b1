import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { choosePort } from "./ports.ts";
import { openSql } from "./postgres.ts";
import { endWithUs } from "./run.ts";

export interface Pgbouncer {
  pid: number;
  port: number;
  /** The address of a database of the server behind it, through PgBouncer. */
  through(databaseUrl: string): string;
  stop(): Promise<void>;
}

export const NO_PGBOUNCER = "No pgbouncer in PATH or in /usr/sbin.";

/** PgBouncer refuses to run as root: then it runs as this unprivileged user and group. */
const UNPRIVILEGED = 65_534;

/** The program's path; null where it is not installed. */
export function findPgbouncer(): string | null {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), "/usr/sbin", "/usr/local/sbin"];
  return folders.map((folder) => path.join(folder, "pgbouncer")).find((program) => existsSync(program)) ?? null;
}

/**
 * Starts PgBouncer in transaction mode on a free loopback port, in front of the server that `serverUrl` names. Clients
 * can reach all of its databases, each over at most `poolSize` server connections. So a client's next transaction often
 * has another connection.
 */
export async function startPgbouncer(serverUrl: string, { poolSize = 4 } = {}): Promise<Pgbouncer> {
  const program = findPgbouncer();
  if (!program) throw new Error(NO_PGBOUNCER);
  const folder = mkdtempSync(path.join(tmpdir(), "pgbouncer-"));
  const port = await choosePort(0, "PORT");
  const server = new URL(serverUrl);
  const owner = process.getuid?.() === 0 ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {};
  const users = path.join(folder, "users.txt");
  const settings = path.join(folder, "pgbouncer.ini");
  const quoted = (text: string) => `"${decodeURIComponent(text).replaceAll('"', '""')}"`;
  writeFileSync(users, `${quoted(server.username)} ${quoted(server.password)}\n`);
  writeFileSync(
    settings,
    `[databases]
* = host=${server.hostname} port=${server.port || 5432}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${users}
pool_mode = transaction
default_pool_size = ${poolSize}
max_client_conn = 400
server_lifetime = 600
log_connections = 0
log_disconnections = 0
`,
  );
  chmodSync(folder, 0o755);
  for (const file of [users, settings]) {
    if (owner.uid) chownSync(file, owner.uid, owner.gid);
    chmodSync(file, 0o600);
  }
  const child = spawn(program, [settings], { ...owner, stdio: ["ignore", "ignore", "pipe"] });
  endWithUs(child);
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said = (said + chunk).slice(-4_000);
  });
  const exited = new Promise<void>((resolve) => {
    child.once("error", () => resolve());
    child.once("exit", () => resolve());
  });
  const through = (databaseUrl: string) => {
    const url = new URL(databaseUrl);
    url.hostname = "127.0.0.1";
    url.port = String(port);
    return url.href;
  };
  const stop = async () => {
    child.kill("SIGCONT");
    child.kill("SIGTERM");
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilItAnswers(through(serverUrl), child);
  } catch (error) {
    await stop();
    throw new Error(`pgbouncer does not answer: ${error instanceof Error ? error.message : error}\n${said}`);
  }
  return { pid: child.pid ?? 0, port, through, stop };
}

async function untilItAnswers(url: string, child: ChildProcess) {
  for (let tries = 1; ; tries++) {
    const sql = openSql(url);
    try {
      await sql.unsafe("select 1");
      return;
    } catch (error) {
      if (tries === 100 || child.exitCode !== null || child.pid === undefined) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
}
