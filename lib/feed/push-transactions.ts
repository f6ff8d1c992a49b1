import { ok, type Result, refuse } from "../result.ts";
import type { PushedLine } from "./bank-line.ts";
import type { FeedStore, Home, PushOperation, PushRefusal } from "./ports.ts";
import type { Remark } from "./remark.ts";
import { validatePush } from "./validate-push.ts";

/**
 * Takes bank transactions of one account for Sage. A push that breaks a rule gives a failed operation; nothing is
 * stored. `remarks` are the warnings from reading them.
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
