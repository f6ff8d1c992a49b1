import { customType, timestamp } from "drizzle-orm/pg-core";
import { type CalendarDay, midnightOf, utcDay } from "../../calendar-day.ts";

export const at = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

export const createdAt = () => at("created_at").notNull().defaultNow();

/** A day without a time or a zone. */
export const day = customType<{ data: CalendarDay; driverData: string }>({ dataType: () => "date" });

/**
 * A day that is stored as its midnight in UTC. Changing the column of a million rows to `date` would lock their table
 * for seconds. Older rows may have any moment of the day, so compare with `lt` and `gte` alone.
 */
export const dayAtMidnight = customType<{ data: CalendarDay; driverData: string }>({
  dataType: () => "timestamp (3) with time zone",
  toDriver: (value) => midnightOf(value).toISOString(),
  fromDriver: (value) => utcDay(new Date(value)),
});

export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });
