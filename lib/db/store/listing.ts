import { asc, desc, eq, is, SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { readDate } from "../../listing/date.ts";
import type { Order } from "../../listing/page.ts";
import type { Condition, Field, Operator } from "../../listing/query.ts";

/** Makes the condition for one comparison; every value in it is a parameter. */
export type Compile<F extends string> = (field: Field<F>, operator: Operator, value: string) => SQL;

/** The condition of a query that was parsed before: nothing of its text becomes SQL. */
export function compiled<F extends string>(condition: Condition<F>, compile: Compile<F>): SQL {
  if (condition.type === "compare") return compile(condition.field, condition.operator, condition.value);
  const joint = condition.type === "all" ? sql` and ` : sql` or `;
  return sql`(${sql.join(
    condition.of.map((part) => compiled(part, compile)),
    joint,
  )})`;
}

/**
 * Compares text; an absent one differs from every value. `~` checks if it contains the value, in any case of letters.
 */
export function compareText(column: AnyPgColumn | SQL, operator: Operator, value: string): SQL {
  if (operator === "~") return sql`coalesce(position(lower(${value}::text) in lower(${column})) > 0, false)`;
  return operator === "!=" ? sql`${column} is distinct from ${value}` : sql`coalesce(${column} = ${value}, false)`;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Compares an id; a value that is no id equals none. */
export function compareId(column: AnyPgColumn, operator: Operator, value: string): SQL {
  if (operator === "~") return compareText(sql`${column}::text`, operator, value);
  if (!UUID.test(value)) return operator === "!=" ? sql`true` : sql`false`;
  return operator === "!=" ? sql`${column} <> ${value}::uuid` : eq(column, value);
}

/** Compares a moment; a value without a time of day stands for the whole day. */
export function compareDate(column: AnyPgColumn | SQL, operator: Operator, value: string): SQL {
  const span = readDate(value);
  if (!span) throw new Error("the query was not parsed");
  const from = sql`${span.from.toISOString()}::timestamptz`;
  const until = sql`${span.until.toISOString()}::timestamptz`;
  switch (operator) {
    case ">":
      return sql`${column} >= ${until}`;
    case ">=":
      return sql`${column} >= ${from}`;
    case "<":
      return sql`${column} < ${from}`;
    case "<=":
      return sql`${column} < ${until}`;
    default: {
      const within = sql`coalesce(${column} >= ${from} and ${column} < ${until}, false)`;
      return operator === "!=" ? sql`not ${within}` : within;
    }
  }
}

/** The order of a list; equals go by id, so that no row is on two pages. */
export function ordered<O extends string>(
  order: Order<O> | null,
  columns: Record<O, AnyPgColumn | SQL>,
  usual: readonly (AnyPgColumn | SQL)[],
): SQL[] {
  const tail = usual.map((column) => (is(column, SQL) ? column : asc(column)));
  return order ? [order.descending ? desc(columns[order.by]) : asc(columns[order.by]), ...tail] : tail;
}
