import { ok, type Result, refuse } from "../result.ts";
import type { PushedLine } from "./bank-line.ts";
import type { FeedStore, Home, PushOperation, PushRefusal } from "./ports.ts";
import type { Remark } from "./remark.ts";
import { validatePush } from "./validate-push.ts";

/**
 * Takes bank transactions of one account for Sage; what the rules refuse is an operation that has failed, with nothing stored.
 * `remarks` are what was remarked when they were read.
 */
export async function pushTransactions(
  { feed }: { feed: FeedStore },
  home: Home,
  externalId: string,
  { lines, remarks }: { lines: readonly PushedLine[]; remarks: readonly Remark[] },
  timeoutMinutes: number | null,
): Promise<Result<PushOperation, PushRefusal>> {
  const taken = await feed.push(home, externalId, lines, timeoutMinutes, (facts) => {
    const verdict = validatePush(lines, facts);
    return { ...verdict, warnings: [...remarks, ...verdict.warnings] };
  });
  return typeof taken === "string" ? refuse(taken) : ok(taken);
}
