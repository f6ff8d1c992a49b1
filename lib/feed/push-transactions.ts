import { ok, type Result, refuse } from "../result.ts";
import type { BankLine } from "./bank-line.ts";
import { judgePush } from "./judge-push.ts";
import type { FeedStore, Home, PushOperation, PushRefusal } from "./ports.ts";

/** Takes bank transactions of one account for Sage; what the rules refuse is an operation that has failed, with nothing stored. */
export async function pushTransactions(
  { feed }: { feed: FeedStore },
  home: Home,
  externalId: string,
  lines: readonly BankLine[],
  timeoutMinutes: number | null,
): Promise<Result<PushOperation, PushRefusal>> {
  const taken = await feed.push(home, externalId, lines, timeoutMinutes, (facts) => judgePush(lines, facts));
  return typeof taken === "string" ? refuse(taken) : ok(taken);
}
