import type { RequestLogEntry } from "./request-log-entry.ts";
import type { World } from "./world.ts";

const LONGEST_LOG = 10_000;
const PATCH_PATH = /^\/(?:eu|us)\/provider\/v1\/authorisations\/([^/]+)$/;

/** Records how a request ended, and beside its authorisation when it was a PATCH. */
export function logRequest(world: World, entry: RequestLogEntry): void {
  world.log.push(entry);
  if (world.log.length > LONGEST_LOG) world.log.splice(0, world.log.length - LONGEST_LOG);
  const id = entry.method === "PATCH" ? PATCH_PATH.exec(entry.path)?.[1] : undefined;
  const authorisation = id ? world.ledger.authorisations.get(id.toLowerCase()) : undefined;
  authorisation?.patchCalls.push({ at: entry.at, answer: entry.status, fault: entry.fault });
}
