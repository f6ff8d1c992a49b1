import type { ListedCompany, ListedConnection } from "../../company/company.ts";
import type { HeldAccount } from "../../connection/account-details.ts";
import type { ToldPush } from "../../feed/ports.ts";
import { countsOf } from "../../feed/push-outcome.ts";
import type { EventType } from "../../institution/webhook.ts";
import { connectionBody } from "./connection.ts";
import { reasonWords } from "./reason.ts";
import { accountBody } from "./source-account-body.ts";

type Snapshot = {
  company: Omit<ListedCompany, "connections">;
  connection: ListedConnection | null;
  account: HeldAccount | null;
  push: ToldPush | null;
};

/** More than these are in the operation alone: an event must not grow with a push of a thousand lines. */
const MOST_TOLD = 100;

const toldOf = ({ errors, warnings }: Pick<ToldPush, "errors" | "warnings">) => ({
  errors: errors.slice(0, MOST_TOLD),
  warnings: warnings.slice(0, MOST_TOLD),
  totalErrors: errors.length,
  totalWarnings: warnings.length,
});

/** The payload of an event by its family, in the shape of the public contract's webhooks. */
export const eventPayload =
  (publicUrl: string) =>
  (type: EventType, { company, connection, account, push }: Snapshot): object => {
    const referenceCompany = {
      id: company.id,
      name: company.name,
      ...(company.description === null ? {} : { description: company.description }),
      links: { portal: publicUrl },
      tags: company.tags,
    };
    if (type.startsWith("company.")) return { referenceCompany };
    if (push)
      return {
        id: push.id,
        type: "Create",
        referenceCompany,
        ...(connection ? { connectionId: connection.id } : {}),
        requestedOnDate: push.requestedAt.toISOString(),
        ...(push.completedAt ? { completedOnDate: push.completedAt.toISOString() } : {}),
        status: push.status,
        ...(push.reason === null ? {} : { errorMessage: reasonWords(push.reason) }),
        accountId: push.accountId,
        ...countsOf(push),
        validation: toldOf(push),
        record: null,
        attachmentId: null,
      };
    if (type.startsWith("connection."))
      return { referenceCompany, ...(connection ? { connection: connectionBody(publicUrl)(connection) } : {}) };
    return {
      referenceCompany,
      companyId: company.id,
      ...(connection ? { connectionId: connection.id } : {}),
      ...(account ? { sourceAccount: accountBody(account) } : {}),
    };
  };
