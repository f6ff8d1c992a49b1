import { appendFileSync, mkdirSync, readFileSync } from "node:fs";
import { runFolder, secretsFile } from "./places.ts";

/** Remembers what must never be read in a log of ours. */
export function noteSecrets(...secrets: string[]) {
  mkdirSync(runFolder, { recursive: true, mode: 0o700 });
  appendFileSync(secretsFile, secrets.map((secret) => `${secret}\n`).join(""), { mode: 0o600 });
}

export const secretsSeen = () => new Set(readFileSync(secretsFile, "utf8").split("\n").filter(Boolean));

/** The token in a journey's address; noted as the secret it is. */
export function tokenIn(address: string): string {
  const token = /\/connect\/([A-Za-z0-9_-]{43})(?:[/?#]|$)/.exec(address)?.[1];
  if (!token) throw new Error(`no journey's address: ${address}`);
  noteSecrets(token);
  return token;
}
