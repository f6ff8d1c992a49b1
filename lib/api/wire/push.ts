import { z } from "@hono/zod-openapi";
import type { PushOperation } from "../../feed/ports.ts";
import { countsOf } from "../../feed/push-outcome.ts";
import { PUSH_STATUSES } from "../../feed/push-status.ts";
import { DateTime } from "./fields.ts";
import { reasonWords } from "./reason.ts";

const Item = z
  .object({ itemId: z.string(), message: z.string(), validatorName: z.string() })
  .openapi("PushValidationItem");

const operation = {
  dataType: z.literal("bankTransactions"),
  companyId: z.string(),
  pushOperationKey: z.string(),
  dataConnectionKey: z.string(),
  accountId: z.string().openapi({ description: "The id you gave the source account. An extension." }),
  delivered: z.int().openapi({
    description: "How many of its transactions are in Sage, those delivered before included. An extension.",
  }),
  skipped: z.int().openapi({
    description:
      "How many Sage does not get, since they are from before the feed’s start date; each is a warning `start`. Fewer than those once the account was connected anew from an earlier date: then they are delivered. An extension.",
  }),
  requestedOnUtc: DateTime,
  completedOnUtc: DateTime.optional(),
  status: z.enum(PUSH_STATUSES).openapi({
    description:
      "`Success`: all that Sage wants of it is there, and that is something. Where Sage gets nothing of it, as all is from before the start date, it has `Failed`.",
  }),
  statusCode: z.int(),
  errorMessage: z.string().optional(),
  timeoutInMinutes: z.int().optional(),
  validation: z.object({ errors: z.array(Item), warnings: z.array(Item) }),
  changes: z.array(
    z.object({ type: z.literal("Created"), recordRef: z.object({ id: z.string(), dataType: z.string() }) }),
  ),
};
export const Push = z.object(operation).openapi("PushOperation");
/** The answer to the push itself repeats what was pushed. */
export const NewPush = z.object({ ...operation, data: z.record(z.string(), z.unknown()) }).openapi("NewPushOperation");

const CODES = { Pending: 202, TimedOut: 202, Success: 200, Failed: 400 } as const;

/** A push operation in the shape of the public contract; unknown values are left out. */
export const pushBody = (push: PushOperation): z.output<typeof Push> => ({
  dataType: "bankTransactions",
  companyId: push.companyId,
  pushOperationKey: push.id,
  dataConnectionKey: push.connectionId,
  accountId: push.accountId,
  ...countsOf(push),
  requestedOnUtc: push.requestedAt.toISOString(),
  ...(push.completedAt ? { completedOnUtc: push.completedAt.toISOString() } : {}),
  status: push.status,
  statusCode: CODES[push.status],
  ...(push.reason === null ? {} : { errorMessage: reasonWords(push.reason) }),
  ...(push.timeoutMinutes === null ? {} : { timeoutInMinutes: push.timeoutMinutes }),
  validation: { errors: [...push.errors], warnings: [...push.warnings] },
  changes: [],
});
