import type { NotificationKind } from "../options.ts";

interface NotificationBody {
  type: "resourceCreated" | "resourceDeleted";
  resource: { id: string; type: "authorisation" | "bankAccount"; url: string };
  additionalData?: { bankId?: string; externalId?: string; requestedStartDate?: string };
}

export interface NotificationAttempt {
  at: string;
  ms: number;
  answer: number | "timeout" | "unreachable";
}

export interface NotificationRecord {
  kind: NotificationKind | "arbitrary";
  url: string;
  body: unknown;
  withHeader: boolean;
  attempts: NotificationAttempt[];
}

export interface Happening {
  kind: NotificationKind;
  id: string;
  bankId: string;
  externalId?: string;
  requestedStartDate?: string;
}

/** Sage's notification for an event, as complete as the options let it be. */
export function notificationBody(
  { kind, id, ...details }: Happening,
  { additionalData, resourceUrl }: { additionalData: "full" | "external-id-only" | "missing"; resourceUrl: string },
): NotificationBody {
  const body: NotificationBody = {
    type: kind === "bankAccountDeleted" ? "resourceDeleted" : "resourceCreated",
    resource: { id, type: kind === "authorisation" ? "authorisation" : "bankAccount", url: resourceUrl },
  };
  if (additionalData === "full") body.additionalData = details;
  if (additionalData === "external-id-only") {
    body.additionalData = details.externalId === undefined ? {} : { externalId: details.externalId };
  }
  return body;
}
