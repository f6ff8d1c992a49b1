import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { makeDirectory } from "../../synced-files.ts";

/** The directory is in use; the message says by whom, and what to do about it. */
export class DirectoryInUse extends Error {}

/**
 * Takes the data directory for this process alone, or throws an error that names the holder. The lock is the operating
 * system's: an exclusive SQLite transaction on a file. So it ends with the process in every case, and no stale file
 * needs care.
 */
export function lockDirectory(directory: string): () => void {
  makeDirectory(directory);
  const holder = join(directory, "lock.pid");
  const lock = new DatabaseSync(join(directory, "lock.sqlite"));
  try {
    lock.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch {
    lock.close();
    throw new DirectoryInUse(
      `DATA_DIR ${directory} is in use by process ${pidIn(holder)}. The embedded database serves one process: stop that one, ` +
        "name another DATA_DIR, or set DATABASE_URL to a PostgreSQL server to run several.",
    );
  }
  writeFileSync(holder, String(process.pid));
  return () => lock.close();
}

function pidIn(file: string) {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return "(unknown)";
  }
}
