import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const Credentials = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  audience: z.string(),
  apiKey: z.string(),
});

export const Secrets = z.object({
  appSecret: z.string(),
  encryptionKeys: z.string(),
  notificationHeader: z.object({ name: z.string(), value: z.string() }),
  credentials: z.object({ eu: Credentials, us: Credentials }),
});
export type Secrets = z.output<typeof Secrets>;

const random = (bytes: number) => randomBytes(bytes).toString("base64url");

export function newSecrets(): Secrets {
  return {
    appSecret: random(32),
    encryptionKeys: `k1:${randomBytes(32).toString("base64")}`,
    notificationHeader: { name: "x-sage-notification", value: random(24) },
    credentials: { eu: newCredentials("eu"), us: newCredentials("us") },
  };
}

const newCredentials = (region: string) => ({
  clientId: `sandbox-${region}`,
  clientSecret: random(24),
  audience: `sandbox/${region}/provider`,
  apiKey: random(24),
});

/** The secrets of the last time, else new ones that only their owner can read. */
export function keptSecrets(folder: string): Secrets {
  const file = path.join(folder, "demo-secrets.json");
  if (existsSync(file)) return Secrets.parse(JSON.parse(readFileSync(file, "utf8")));
  const secrets = newSecrets();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}
