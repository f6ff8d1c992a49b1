import { createHmac } from "node:crypto";

/** A key is stored as what it proves: its keyed hash. */
export const hashApiKey = (key: Uint8Array, apiKey: string) => createHmac("sha256", key).update(apiKey).digest("hex");
