import { eq, sql } from "drizzle-orm";
import type { LinesNow } from "../../feed/push-outcome.ts";
import { bankLines, feeds, pushOperations, sourceAccounts } from "../schema.ts";

const isLeftOut = sql`${pushOperations.warnings} @> '[{"validatorName": "start"}]'::jsonb`;
const isEarly = sql`${bankLines.day} < date_trunc('day', ${sourceAccounts.feedStartDate}, 'UTC')`;
const sent = sql`case when ${feeds.sentTo} = ${sourceAccounts.sageBankAccountId} then ${feeds.sentThrough} else 0 end`;

/** The present state of a push's lines, where some were left out; to be selected beside its account and its feed. */
export const linesNow = sql<LinesNow | null>`case when ${isLeftOut} then (
  select json_build_object('held', count(*), 'early', count(*) filter (where ${isEarly}),
    'awaited', count(*) filter (where not coalesce(${isEarly}, false) and ${bankLines.seq} > ${sent}))
  from ${bankLines} where ${bankLines.pushId} = ${pushOperations.id}) end`;

/** The feed of a push, which may have none. */
export const itsFeed = eq(feeds.sourceAccountId, pushOperations.sourceAccountId);
