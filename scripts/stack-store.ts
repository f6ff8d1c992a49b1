import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export interface StoreChoice {
  /** PostgreSQL when given, else the embedded store in `dataDir`, else in a fresh folder that `remove` removes. */
  databaseUrl?: string | undefined;
  dataDir?: string | undefined;
}

const fresh = new Set<string>();

// For the ends that never reach `remove`.
process.on("exit", () => {
  for (const folder of fresh) erase(folder);
});

export function chooseStore({ databaseUrl, dataDir }: StoreChoice) {
  if (databaseUrl) return { databaseUrl, remove: () => {} };
  if (dataDir) return { dataDir: path.resolve(dataDir), remove: () => {} };
  const folder = mkdtempSync(path.join(tmpdir(), "connect-bank-"));
  // An embedded store takes seconds to make: who starts many begins with copies of an empty one.
  if (process.env.STORE_TEMPLATE) cpSync(process.env.STORE_TEMPLATE, folder, { recursive: true });
  fresh.add(folder);
  return { dataDir: folder, remove: () => erase(folder) };
}

function erase(folder: string) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  fresh.delete(folder);
}
