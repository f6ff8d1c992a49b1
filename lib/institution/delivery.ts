import type { DisabledReason, EventType } from "./webhook.ts";

export const DELIVERY_STATUSES = ["pending", "delivered", "failed"] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** Why an attempt did not arrive, when it was not the answer's status. */
export const DELIVERY_ERRORS = ["address-refused", "name-not-found", "connection-failed", "timeout", "tls"] as const;
export type DeliveryError = (typeof DELIVERY_ERRORS)[number];

/** The outcome of one attempt: the answer's status, or why there was none. */
export type Outcome = { statusCode: number | null; error: DeliveryError | null };
export const hasArrived = ({ statusCode }: Outcome) => statusCode !== null && statusCode >= 200 && statusCode < 300;

export type Attempt = Outcome & { at: Date; milliseconds: number };
export type Delivery = {
  id: string;
  eventType: EventType;
  status: DeliveryStatus;
  createdAt: Date;
  nextAttemptAt: Date | null;
  attempts: readonly Attempt[];
};

/** A delivery that is to be sent now. */
export type Due = {
  id: string;
  webhookId: string;
  url: string;
  secret: string;
  /** The event's id: the same on every attempt, to every webhook. */
  eventId: string;
  /** The JSON text that is sent and signed. */
  body: string;
  failures: number;
  turn: number;
  /** Nothing is sent there before; null when nothing is in the way. */
  pausedUntil: Date | null;
};

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long after a failed attempt the next one comes; after the last of them nothing does. Some 28 hours in all. */
export const RETRY_AFTER_MS = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR] as const;

/** How long a webhook that did not answer in time is left alone. */
export const PAUSE_MS = MINUTE;

/** A webhook at which nothing has arrived for so long is disabled. */
export const DISABLED_AFTER_MS = 5 * 24 * HOUR;

export type Settlement = {
  attempt: Attempt;
  status: DeliveryStatus;
  failures: number;
  nextAttemptAt: Date | null;
  /** From now to the next attempt; null when there is none. */
  waitMs: number | null;
  webhook: WebhookHealth;
};

/** A webhook's state after an attempt; absent fields stay as they are. */
export type WebhookHealth = {
  failingSince: Date | null;
  pausedUntil: Date | null;
  disabled?: true;
  disabledReason?: DisabledReason;
};

/** Only a webhook that is not disabled is sent anything. */
export const isSentTo = ({ disabled }: { disabled: boolean }) => !disabled;

/** A delivery that a job has. It is sent, given up for a disabled webhook, or not this job's any more. */
export function turnOf(
  { status, turn }: { status: DeliveryStatus; turn: number },
  webhook: { disabled: boolean },
  ofJob: number,
): "send" | "give-up" | "over" {
  if (status !== "pending" || turn !== ofJob) return "over";
  return isSentTo(webhook) ? "send" : "give-up";
}

type DeliveryState = { status: DeliveryStatus; nextAttemptAt: Date | null };
export const GIVEN_UP: DeliveryState = { status: "failed", nextAttemptAt: null };
/** A delivery that is sent once more by hand: all its attempts are before it. */
export const sentAgain = (now: Date): DeliveryState & { failures: number } => ({
  status: "pending",
  failures: 0,
  nextAttemptAt: now,
});

/** True of a delivery whose time has passed: its job was lost. */
export const isLost = ({ status, nextAttemptAt }: DeliveryState, before: Date) =>
  status === "pending" && nextAttemptAt !== null && nextAttemptAt < before;

/**
 * The change that one attempt makes: pure, so that five days are a one-line test. `failingSince` is what is on record
 * at the decision: another delivery may have arrived since the attempt began.
 */
export function settlementOf(
  due: { failures: number; failingSince: Date | null },
  outcome: Outcome,
  startedAt: Date,
  now: Date,
): Settlement {
  const attempt = { ...outcome, at: startedAt, milliseconds: now.getTime() - startedAt.getTime() };
  if (hasArrived(outcome))
    return {
      attempt,
      status: "delivered",
      failures: 0,
      nextAttemptAt: null,
      waitMs: null,
      webhook: { failingSince: null, pausedUntil: null },
    };
  const failingSince = due.failingSince ?? startedAt;
  const disabled = now.getTime() - failingSince.getTime() >= DISABLED_AFTER_MS;
  const pausedUntil = outcome.error === "timeout" ? new Date(now.getTime() + PAUSE_MS) : null;
  const wait = disabled ? undefined : RETRY_AFTER_MS[due.failures];
  return {
    attempt,
    status: wait === undefined ? "failed" : "pending",
    failures: due.failures + 1,
    nextAttemptAt: wait === undefined ? null : new Date(now.getTime() + wait),
    waitMs: wait ?? null,
    webhook: {
      failingSince,
      pausedUntil,
      ...(disabled ? { disabled, disabledReason: "failing-for-five-days" } : {}),
    },
  };
}

export interface DeliveryStore {
  /** The delivery, if it is to be sent on this attempt. Null when it has ended or its webhook is gone or disabled. */
  due(deliveryId: string, turn: number): Promise<Due | null>;
  /** Writes down what an attempt came to, and sees to the next one, in one transaction. */
  recordOutcome(due: Due, outcome: Outcome, startedAt: Date): Promise<void>;
  /** Leaves a delivery for later, without an attempt. */
  postpone(due: Due, until: Date): Promise<void>;
  /** Puts deliveries back on the queue whose time has passed and whose job was lost; answers how many. */
  revive(before: Date, limit: number): Promise<number>;
  /** Newest first; null when the institution has no such webhook. */
  log(
    institutionId: string,
    webhookId: string,
    page: { page: number; pageSize: number },
  ): Promise<{ results: Delivery[]; total: number } | null>;
  /** Sends a delivery once more, now. `unknown` when the institution has none of that id at that webhook. */
  replay(institutionId: string, webhookId: string, deliveryId: string): Promise<"sent" | "unknown" | "disabled">;
}
