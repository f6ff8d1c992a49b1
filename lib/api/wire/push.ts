import { z } from "@hono/zod-openapi";
import type { PushOperation } from "../../feed/ports.ts";
import { PUSH_STATUSES } from "../../feed/push-status.ts";
import { DateTime } from "./fields.ts";

const Item = z
  .object({ itemId: z.string(), message: z.string(), validatorName: z.string() })
  .openapi("PushValidationItem");

const operation = {
  dataType: z.literal("bankTransactions"),
  companyId: z.string(),
  pushOperationKey: z.string(),
  dataConnectionKey: z.string(),
  requestedOnUtc: DateTime,
  completedOnUtc: DateTime.optional(),
  status: z.enum(PUSH_STATUSES),
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

/** A push operation in the shape of the public contract (reference §8.2); what is not known yet is left out. */
export const pushBody = (push: PushOperation): z.output<typeof Push> => ({
  dataType: "bankTransactions",
  companyId: push.companyId,
  pushOperationKey: push.id,
  dataConnectionKey: push.connectionId,
  requestedOnUtc: push.requestedAt.toISOString(),
  ...(push.completedAt ? { completedOnUtc: push.completedAt.toISOString() } : {}),
  status: push.status,
  statusCode: CODES[push.status],
  ...(push.errorMessage === null ? {} : { errorMessage: push.errorMessage }),
  ...(push.timeoutMinutes === null ? {} : { timeoutInMinutes: push.timeoutMinutes }),
  validation: { errors: [...push.errors], warnings: [...push.warnings] },
  changes: [],
});
