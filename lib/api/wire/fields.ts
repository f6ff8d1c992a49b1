import { z } from "@hono/zod-openapi";
import { writtenDay } from "../../calendar-day.ts";
import { readDate } from "../../listing/date.ts";

/** Text that the store can hold: whole characters, no control characters but line breaks and tabs. */
export const text = (max: number, min = 0) =>
  z
    .string()
    .min(min)
    .max(max)
    .refine((value) => value.isWellFormed() && !hasControl(value), "holds characters that are not text");

function hasControl(value: string) {
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if ((code < 0x20 && code !== 9 && code !== 10 && code !== 13) || code === 0x7f) return true;
  }
  return false;
}

export const uuid = () => z.guid().transform((id) => id.toLowerCase());

export const DateTime = z.string().openapi({ format: "date-time", example: "2026-01-31T09:30:00.000Z" });
export const Day = z.string().openapi({ format: "date", example: "2026-01-31" });

/** A moment in any spelling of ISO 8601; without an offset it is UTC. */
export const moment = z
  .string()
  .max(40)
  .refine((value) => readDate(value) !== null, "is not a date and time of ISO 8601")
  .transform((value) => readDate(value)?.from ?? new Date(Number.NaN))
  .openapi({ format: "date-time" });

export const day = z
  .string()
  .max(40)
  .transform((value, context) => {
    const written = writtenDay(value);
    if (written) return written.day;
    context.addIssue({ code: "custom", message: "is not a date of ISO 8601" });
    return z.NEVER;
  })
  .openapi({ format: "date" });

/** A decimal: a number on the wire, its digits inside. */
export const decimal = z
  .number()
  .min(-1e15)
  .max(1e15)
  .transform((value) => String(value === 0 ? 0 : value))
  .openapi({ example: 99.99 });

const companyId = uuid().openapi({ param: { name: "companyId", in: "path" }, format: "uuid" });
const connectionId = uuid().openapi({
  param: { name: "connectionId", in: "path" },
  format: "uuid",
  description: "The Connection ID that people type.",
});
export const CompanyPath = z.object({ companyId });
export const ConnectionPath = z.object({ companyId, connectionId });
