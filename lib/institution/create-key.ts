import { randomUUID } from "node:crypto";
import { ok, type Result, refuse } from "../result.ts";
import { type ApiKeyStore, hashApiKey, mintApiKey, prefixOf } from "./api-key.ts";

export type KeyProblem = "institution-unknown" | "too-many-keys";

/** Makes an API key for an institution. The key is in the answer and nowhere else. */
export async function createKey(
  { apiKeys, apiKeyKey }: { apiKeys: ApiKeyStore; apiKeyKey: Uint8Array },
  institutionId: string,
  name: string,
  id: string = randomUUID(),
): Promise<Result<{ id: string; apiKey: string }, KeyProblem>> {
  const apiKey = mintApiKey();
  const key = { id, hash: hashApiKey(apiKeyKey, apiKey), prefix: prefixOf(apiKey), name };
  const added = await apiKeys.add(institutionId, key);
  return added === "added" ? ok({ id, apiKey }) : refuse(added);
}
