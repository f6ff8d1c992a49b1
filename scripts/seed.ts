import { z } from "zod";
import { openDatabase } from "#lib/compose.ts";
import { cipherOf } from "#lib/db/cipher.ts";
import { seedDemo } from "#lib/db/seed.ts";
import { readEnv } from "#lib/env.ts";
import { hashApiKey } from "#lib/institution/api-key.ts";

const Options = z.object({
  appUrl: z.url().default("https://bank.example/sage"),
  accountChoice: z.enum(["one", "several", "all"]).default("one"),
  connections: z.number().int().min(0).max(10_000).default(0),
});

/** Fills the store that the environment names and prints, as one line of JSON, what was made. */
const env = readEnv(process.env);
const options = Options.parse(JSON.parse(process.env.SEED_OPTIONS ?? "{}"));
const database = await openDatabase(env);
try {
  const made = await seedDemo(database.db, {
    ...options,
    cipher: cipherOf(env.encryptionKeys),
    hashApiKey: (apiKey) => hashApiKey(env.apiKeyKey, apiKey),
  });
  console.log(JSON.stringify(made));
} finally {
  await database.close();
}
