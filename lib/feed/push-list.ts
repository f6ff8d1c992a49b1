import type { ListQuery } from "../listing/page.ts";
import type { Resolver } from "../listing/query.ts";
import { PUSH_STATUSES } from "./push-status.ts";

export const PUSH_ORDERS = ["requestedOnUtc", "completedOnUtc", "modifiedDate", "status", "pushOperationKey"] as const;
export type PushField = (typeof PUSH_ORDERS)[number] | "dataConnectionKey" | "dataType";
/** The one kind of data that is pushed here. */
export const DATA_TYPE = "bankTransactions";
export type PushQuery = ListQuery<PushField, (typeof PUSH_ORDERS)[number]>;

/** The properties of push operations that a query may name, as the public contract writes them. */
export const pushField: Resolver<PushField> = (written) => {
  switch (written.toLowerCase()) {
    // Samples of the public contract ask for `id`, which an operation's key is.
    case "id":
    case "pushoperationkey":
      return { name: "pushOperationKey", kind: "id" };
    case "dataconnectionkey":
      return { name: "dataConnectionKey", kind: "id" };
    case "datatype":
      return { name: "dataType", kind: "text" };
    case "modifieddate":
      return { name: "modifiedDate", kind: "date" };
    case "status":
      return { name: "status", kind: "text", values: PUSH_STATUSES };
    case "requestedonutc":
      return { name: "requestedOnUtc", kind: "date" };
    case "completedonutc":
      return { name: "completedOnUtc", kind: "date" };
    default:
      return null;
  }
};
