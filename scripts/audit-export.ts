import { existsSync } from "node:fs";
import { openDatabase } from "#lib/compose.ts";
import { exportLines } from "#lib/console/audit-export.ts";
import { auditStore } from "#lib/db/console/audit-store.ts";
import { readEnv } from "#lib/env.ts";
import { localSecret } from "#lib/local-secret.ts";

/** `npm run -s audit:export > audit.jsonl`: the whole audit log, one row a line, and its head as the last line. */

const env = readEnv(process.env, localSecret);
// An empty log of a store that was made just now would look like a clean one.
if (!env.DATABASE_URL && !existsSync(env.DATA_DIR)) {
  console.error(`There is no store in ${env.DATA_DIR}: set DATABASE_URL or DATA_DIR as the application has them.`);
  process.exit(2);
}
const database = await openDatabase(env);
try {
  for await (const lines of exportLines(auditStore(database.db, database.clock))) process.stdout.write(lines);
} finally {
  await database.close();
}
