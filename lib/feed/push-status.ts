export const PUSH_STATUSES = ["Pending", "Failed", "Success", "TimedOut"] as const;
export type PushStatus = (typeof PUSH_STATUSES)[number];
