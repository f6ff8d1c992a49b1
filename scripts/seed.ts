import { compose, openDatabase } from "#lib/compose.ts";
import { seedDemo } from "#lib/db/seed.ts";
import { readEnv } from "#lib/env.ts";

/** Fills the store that the environment names and prints, as one line of JSON, what was made. */
const env = readEnv(process.env);
const database = await openDatabase(env);
try {
  const made = await seedDemo(compose(env, database), JSON.parse(process.env.SEED_OPTIONS ?? "{}"));
  console.log(JSON.stringify(made));
} finally {
  await database.close();
}
