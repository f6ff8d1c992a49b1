import type { ListedCompany, ListedConnection } from "../../company/company.ts";
import type { HeldAccount } from "../../connection/account-details.ts";
import type { PushOperation } from "../../feed/ports.ts";
import type { EventType } from "../../institution/webhook.ts";
import { connectionBody } from "./connection.ts";
import { accountBody } from "./source-account-body.ts";

type Snapshot = {
  company: Omit<ListedCompany, "connections">;
  connection: ListedConnection | null;
  account: HeldAccount | null;
  push: Pick<PushOperation, "id" | "status" | "requestedAt" | "completedAt"> | null;
};

/** What an event carries, by its family (reference of the public contract's webhooks). */
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
