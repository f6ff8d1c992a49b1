import { openDatabase } from "#lib/compose.ts";
import { auditStore } from "#lib/db/console/audit-store.ts";
import { peopleStore } from "#lib/db/console/people-store.ts";
import { restore } from "#lib/db/feed/restore.ts";
import { apiKeyStore } from "#lib/db/institution/api-key-store.ts";
import { institutionRegistry } from "#lib/db/institution/institution-registry.ts";
import { readEnv } from "#lib/env.ts";
import { localSecret } from "#lib/local-secret.ts";
import { argonPasswords } from "#lib/passwords.ts";
import { readCommand, shown } from "./admin-run.ts";

/** `npm run admin`: institutions, their Sage banks and API keys, until there are pages for them. */
const asked = readCommand(process.argv.slice(2));
if (!asked.ok) fail(asked.problem, 2);

try {
  const env = readEnv(process.env, localSecret);
  const database = await openDatabase(env);
  try {
    const { db, clock } = database;
    const needs = {
      registry: institutionRegistry(db, clock),
      apiKeys: apiKeyStore(db, clock),
      apiKeyKey: env.apiKeyKey,
      people: peopleStore(db, clock),
      passwords: argonPasswords(),
      restore: () => restore(db, clock(), auditStore(db, clock)),
    };
    const done = await asked.value.run(needs);
    if (!done.ok) fail(done.problem);
    const { rows, note } = done.value;
    console.log(asked.value.json ? JSON.stringify(rows) : shown(rows));
    if (note) console.error(note);
  } finally {
    await database.close();
  }
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

function fail(message: string, code = 1): never {
  console.error(message);
  process.exit(code);
}
