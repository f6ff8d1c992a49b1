import { randomBytes } from "node:crypto";
import { z } from "zod";
import { openDatabase } from "#lib/compose.ts";
import { peopleStore } from "#lib/db/console/people-store.ts";
import { cipherOf } from "#lib/db/store/cipher.ts";
import { seedDemo } from "#lib/db/store/seed.ts";
import { readEnv } from "#lib/env.ts";
import { hashApiKey } from "#lib/institution/api-key.ts";
import { argonPasswords } from "#lib/passwords.ts";

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
  const password = randomBytes(12).toString("base64url");
  const person = { email: "admin@sample-bank.example", name: "Demo administrator", role: "administrator" } as const;
  const people = peopleStore(database.db, database.clock);
  const hash = await argonPasswords().hash(password);
  // A folder that was filled before has this person: what is printed must work.
  const before = await people.withPassword(person.email);
  if (before) await people.setPassword(before.person.id, hash, { own: true });
  else await people.add({ ...person, institutionId: null }, hash);
  console.log(JSON.stringify({ ...made, administrator: { email: person.email, password } }));
} finally {
  await database.close();
}
