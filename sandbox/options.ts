import { z } from "zod";

const status = z.int().min(400).max(599);
/** Either refused on the spot with this status, or accepted and failed later. */
const statusOrFailed = z.union([status, z.literal("failed")]);

const NotificationOptions = z.strictObject({
  delivery: z.enum(["once", "twice", "never"]).default("once"),
  delayMs: z.int().min(0).default(0),
  additionalData: z.enum(["full", "external-id-only", "missing"]).default("full"),
  resourceUrl: z.string().default("NA"),
  retries: z.int().min(0).max(10).default(0),
  retryMs: z.int().min(0).default(5000),
});
type NotificationOptions = z.output<typeof NotificationOptions>;

const Notifications = NotificationOptions.extend({
  byKind: z
    .strictObject({
      authorisation: z.record(z.string(), z.unknown()).optional(),
      bankAccountCreated: z.record(z.string(), z.unknown()).optional(),
      bankAccountDeleted: z.record(z.string(), z.unknown()).optional(),
    })
    .prefault({}),
}).superRefine(({ byKind, ...rest }, context) => {
  for (const [kind, override] of Object.entries(byKind)) {
    const merged = NotificationOptions.safeParse({ ...rest, ...override });
    for (const issue of merged.error?.issues ?? []) {
      context.addIssue({ code: "custom", message: issue.message, path: ["byKind", kind, ...issue.path] });
    }
  }
});

/** Sage never said what these cases answer; change them here to try another guess. */
const Answers = z.strictObject({
  badSecret: status.default(401),
  tooManyTokens: status.default(429),
  foreignToken: status.default(401),
  unknownAuthorisation: status.default(404),
  expiredAuthorisation: status.default(409),
  repeatedPatch: status.default(409),
  emptyAccounts: z.union([status, z.literal("failure-page")]).default(400),
  patchAccepted: z.int().min(200).max(299).default(200),
  statementAccepted: z.int().min(200).max(299).default(201),
  unknownBankAccount: status.default(404),
  unknownExternalId: status.default(404),
  duplicateTransaction: statusOrFailed.default(409),
  wrongTotals: statusOrFailed.default(400),
  tooManyTransactions: status.default(400),
  oldTransaction: statusOrFailed.default("failed"),
  wrongOrder: z.union([statusOrFailed, z.literal("accept")]).default("accept"),
  cancelledAccount: status.default(409),
  authRequiredAccount: z.union([status, z.literal("accept")]).default(409),
});
export type Answers = z.output<typeof Answers>;

const Limits = z.strictObject({
  requestsPerSecond: z.int().min(0).default(10),
  tokensPerMinute: z.int().min(0).default(60),
  transactionsPerStatement: z.int().min(1).default(1000),
});

const StatementStatusNames = z.strictObject({
  pending: z.string().default("pending"),
  processing: z.string().default("processing"),
  completed: z.string().default("completed"),
  failed: z.string().default("failed"),
});

/** Everything about Sage's behaviour that can be switched while the sandbox runs. */
export const Options = z.strictObject({
  authMode: z.enum(["redirect", "embed"]).default("redirect"),
  redirectStyle: z.enum(["path", "query"]).default("path"),
  stateMode: z.enum(["different", "equal"]).default("different"),
  spelling: z.enum(["authorisation_id", "authorization_id"]).default("authorisation_id"),
  reauthBankAccount: z.enum(["bankAccountId", "bankId"]).default("bankAccountId"),
  pollChoice: z.enum(["auto", "first", "human"]).default("auto"),
  authorisationMinutes: z.number().positive().default(20),
  statementDelayMs: z.int().min(0).default(1000),
  callTimeoutMs: z.int().min(1).default(10_000),
  accountQueries: z.enum(["one", "list"]).default("one"),
  requestedStartDates: z.enum(["datetime", "date", "none"]).default("datetime"),
  statementsFinish: z.boolean().default(true),
  notification: Notifications.prefault({}),
  answers: Answers.prefault({}),
  limits: Limits.prefault({}),
  statementStatusNames: StatementStatusNames.prefault({}),
});
export type Options = z.output<typeof Options>;

export type NotificationKind = "authorisation" | "bankAccountCreated" | "bankAccountDeleted";

/** The notification options of one kind: the common ones with that kind's own on top. */
export function notificationOptions({ notification }: Options, kind: NotificationKind): NotificationOptions {
  const { byKind, ...common } = notification;
  return NotificationOptions.parse({ ...common, ...byKind[kind] });
}
