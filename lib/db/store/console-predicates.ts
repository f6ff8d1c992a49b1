import { inArray, sql } from "drizzle-orm";
import { TROUBLES } from "../../console/overview.ts";
import { OPEN_STATES } from "../../journey/journey.ts";
import { events, journeys, sageCalls } from "../schema.ts";

/*
 * Rules of the console's overview as conditions of a query. `console-predicates.test.ts` compares each with its rule, on random rows.
 */

/** `reachedBy`. */
export const reached = sql<number>`case
  when ${journeys.state} = 'linked' and (${journeys.kind} = 'reauth' or ${journeys.connectedAt} is not null) then 6
  when ${journeys.state} = 'linked' then 5
  when ${journeys.confirmedAt} is not null then 4
  when ${journeys.chosenAt} is not null then 3
  when ${journeys.identifiedAt} is not null and ${journeys.kind} = 'reauth' then 3
  when ${journeys.identifiedAt} is not null then 2
  when ${journeys.openedAt} is not null then 1 else 0 end`;

/** `stateAt`. */
export const stateAt = (now: Date) =>
  sql<string>`case when ${inArray(journeys.state, OPEN_STATES)} and ${journeys.expiresAt} <= ${now.toISOString()}::timestamptz
    then 'expired' else ${journeys.state} end`;

/** An entry of a timeline at which a person stumbled. */
export const isTrouble = inArray(events.type, TROUBLES);

/** `troubleOf`. */
export const trouble = sql<string>`case ${events.type}
  when 'passcode-refused' then 'passcode-' || coalesce(${events.detail}->>'reason', 'refused')
  when 'link-failed' then coalesce(${events.detail}->>'failure', 'sage-unreachable')
  else ${events.type} end`;

/** `wasSent`. */
export const wasSent = sql`${sageCalls.outcome} <> 'queue'`;

/** `wasAnswered`. */
export const wasAnswered = sql`(${sageCalls.outcome} ~ '^[1-4][0-9][0-9]$' and ${sageCalls.outcome} not in ('408', '429'))`;
