import { z } from "zod";
import { type CalendarDay, startDay } from "../calendar-day.ts";

const text = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .transform((value) => value.toWellFormed());

/** Keeps the plain values of `additionalData`, whatever else came along. */
const Additional = z.record(z.string(), z.unknown()).transform((given) => {
  const plain = Object.entries(given).filter(
    ([, value]) => value === null || /^(string|number|boolean)$/.test(typeof value),
  );
  const kept = plain.map(([name, value]) => [
    name.toWellFormed(),
    typeof value === "string" ? value.toWellFormed() : value,
  ]);
  return Object.fromEntries(kept.slice(0, 50)) as Record<string, string | number | boolean | null>;
});

/** Sage's webhook as reference and samples show it. Only `type` and the resource are certain. */
export const SageNotification = z.object({
  type: text(100),
  resource: z.object({ id: text(100), type: text(100) }),
  additionalData: Additional.nullish(),
});
export type SageNotification = z.output<typeof SageNotification>;

export type Heard =
  | { event: "authorisation-created"; authorisationId: string; bankId: string | null }
  | {
      event: "account-created";
      sageBankAccountId: string;
      externalId: string | null;
      bankId: string | null;
      requestedStartDate: CalendarDay | null;
    }
  | { event: "account-deleted"; sageBankAccountId: string }
  | { event: "other" };

const Uuid = z.guid();
const uuidOrNull = (value: unknown) =>
  Uuid.nullable()
    .catch(null)
    .parse(typeof value === "string" ? value.toLowerCase() : null);

/** The meaning of a notification, or the field that does not fit. Types we do not know are `other`, and no fault. */
export function interpret(notification: SageNotification): { ok: true; heard: Heard } | { ok: false; field: string } {
  const { type, resource, additionalData } = notification;
  const kind = `${type}/${resource.type}`;
  if (!["resourceCreated/authorisation", "resourceCreated/bankAccount", "resourceDeleted/bankAccount"].includes(kind)) {
    return { ok: true, heard: { event: "other" } };
  }
  const id = uuidOrNull(resource.id);
  if (!id) return { ok: false, field: "resource.id" };
  const bankId = uuidOrNull(additionalData?.bankId);
  if (kind === "resourceCreated/authorisation")
    return { ok: true, heard: { event: "authorisation-created", authorisationId: id, bankId } };
  if (kind === "resourceDeleted/bankAccount")
    return { ok: true, heard: { event: "account-deleted", sageBankAccountId: id } };
  const externalId = uuidOrNull(additionalData?.externalId);
  const requestedStartDate = startDay(additionalData?.requestedStartDate);
  return {
    ok: true,
    heard: { event: "account-created", sageBankAccountId: id, externalId, bankId, requestedStartDate },
  };
}
