import type { ListQuery } from "../listing/page.ts";
import type { Resolver } from "../listing/query.ts";
import { PUSH_STATUSES } from "./push-status.ts";

export const PUSH_ORDERS = ["requestedOnUtc", "completedOnUtc", "status", "pushOperationKey"] as const;
export type PushField = (typeof PUSH_ORDERS)[number] | "dataConnectionKey";
export type PushQuery = ListQuery<PushField, (typeof PUSH_ORDERS)[number]>;

/** The properties of push operations that a query may name, as the public contract writes them (reference §3.3). */
export const pushField: Resolver<PushField> = (written) => {
  switch (written.toLowerCase()) {
    case "pushoperationkey":
      return { name: "pushOperationKey", kind: "id" };
    case "dataconnectionkey":
      return { name: "dataConnectionKey", kind: "id" };
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
