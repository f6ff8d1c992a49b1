import { eq, sql } from "drizzle-orm";
import type { LinesNow } from "../../feed/push-outcome.ts";
import { bankLines, feeds, pushOperations } from "../schema.ts";
import { isLeftOutNow, sentThrough, wasLeftOut } from "../store/feed-predicates.ts";

/** `linesNowOf` the push's lines, where some were left out; to be selected beside its account and its feed. */
export const linesNow = sql<LinesNow | null>`case when ${wasLeftOut} then (
  select json_build_object('held', count(*), 'early', count(*) filter (where ${isLeftOutNow}),
    'awaited', count(*) filter (where not ${isLeftOutNow} and ${bankLines.seq} > ${sentThrough}))
  from ${bankLines} where ${bankLines.pushId} = ${pushOperations.id}) end`;

/** The feed of a push, which may have none. */
export const itsFeed = eq(feeds.sourceAccountId, pushOperations.sourceAccountId);
