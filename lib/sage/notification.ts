import { z } from "zod";

const optionalText = z.string().max(255).nullish();

/** Sage's webhook as reference and samples show it. Only `type` and the resource are certain. */
export const SageNotification = z.object({
  type: z.string().min(1).max(100),
  resource: z.object({ id: z.string().min(1).max(100), type: z.string().min(1).max(100) }),
  additionalData: z
    .looseObject({
      bankId: optionalText,
      externalId: optionalText,
      requestedStartDate: optionalText,
    })
    .nullish(),
});
export type SageNotification = z.output<typeof SageNotification>;

export type Heard =
  | { event: "authorisation-created"; authorisationId: string; bankId: string | null }
  | {
      event: "account-created";
      sageBankAccountId: string;
      externalId: string | null;
      bankId: string | null;
      requestedStartDate: Date | null;
    }
  | { event: "account-deleted"; sageBankAccountId: string }
  | { event: "other" };

const Uuid = z.guid();
const uuidOrNull = (text: string | null | undefined) =>
  Uuid.nullable()
    .catch(null)
    .parse(text?.toLowerCase() ?? null);

/** What a notification means to us, or which field does not fit. Types we do not know are `other`, and no fault. */
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
  const date = additionalData?.requestedStartDate ? new Date(additionalData.requestedStartDate) : null;
  const requestedStartDate = date && !Number.isNaN(date.getTime()) ? date : null;
  return {
    ok: true,
    heard: { event: "account-created", sageBankAccountId: id, externalId, bankId, requestedStartDate },
  };
}
