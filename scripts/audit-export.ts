import { openDatabase } from "#lib/compose.ts";
import { auditStore } from "#lib/db/audit-store.ts";
import { readEnv } from "#lib/env.ts";
import { localSecret } from "#lib/local-secret.ts";

/** `npm run -s audit:export > audit.jsonl`: the whole audit log, one row a line, and its head as the last line. */
const PORTION = 1_000;

const database = await openDatabase(readEnv(process.env, localSecret));
try {
  const store = auditStore(database.db, () => new Date());
  const head = await store.head();
  for (let after = 0; after < head.seq; ) {
    const rows = (await store.chain(after, PORTION)).filter(({ seq }) => seq <= head.seq);
    for (const row of rows) process.stdout.write(`${JSON.stringify(row)}\n`);
    after = rows.at(-1)?.seq ?? head.seq;
  }
  process.stdout.write(`${JSON.stringify({ head })}\n`);
} finally {
  await database.close();
}
