import { hashApiKey } from "#lib/api/key.ts";
import { openDatabase } from "#lib/compose.ts";
import { cipherOf } from "#lib/db/cipher.ts";
import { type SeedOptions, seedDemo } from "#lib/db/seed.ts";
import { readEnv } from "#lib/env.ts";

/** Fills the store that the environment names and prints, as one line of JSON, what was made. */
const env = readEnv(process.env);
const choices: Pick<SeedOptions, "accountChoice" | "accounts"> = JSON.parse(process.env.SEED_OPTIONS ?? "{}");
const database = await openDatabase(env);
try {
  const made = await seedDemo(database.db, {
    ...choices,
    cipher: cipherOf(env.encryptionKeys),
    hashApiKey: (apiKey) => hashApiKey(env.apiKeyKey, apiKey),
  });
  console.log(JSON.stringify(made));
} finally {
  await database.close();
}
