import type { ConnectionReader } from "../connection/ports.ts";
import type { SageAnswer } from "../connection/sage-answer.ts";
import type { InstitutionStore, Region } from "../institution/institution.ts";
import type { Clock, Limits } from "../ports.ts";
import type { Result } from "../result.ts";
import type { Journey } from "./journey.ts";
import type { Grant } from "./token.ts";

/** The kinds of entries in a journey's timeline. */
export type TimelineType =
  | "announced"
  | "opened"
  | "handed-over"
  | "locale-chosen"
  | "passcode-refused"
  | "passcode-expired"
  | "passcode-blocked"
  | "identified"
  | "chosen"
  | "confirmed"
  | "authorised"
  | "linked"
  | "link-failed"
  | "leaving"
  | "cancelled"
  | "sage-not-told"
  | "expired";

/** One line of a journey's timeline. `detail` holds no passcode, token, key or whole account number. */
export type TimelineEntry = {
  type: TimelineType;
  actor: "user" | "sage" | "system" | "institution" | "support";
  /** The connection it is about, where the journey has none yet. */
  connectionId?: string;
  detail?: Record<string, unknown>;
};

export type HeldToken = { journey: Journey; grant: Grant };

export interface JourneyStore {
  /** Adds a journey unless its authorisation is known already; false then. */
  announce(journey: Journey, entry: TimelineEntry): Promise<boolean>;
  byAuthorisation(authorisationId: string): Promise<Journey | null>;
  byToken(tokenHash: string): Promise<HeldToken | null>;
  addToken(journeyId: string, tokenHash: string, grant: Grant): Promise<void>;
  /**
   * Writes `after` with its timeline entry if the journey has not changed since `before` was read; false when it has.
   */
  save(before: Journey, after: Journey, entry: TimelineEntry): Promise<boolean>;
  /** Adds a timeline entry without a change. */
  note(journey: Journey, entry: TimelineEntry): Promise<void>;
  /** Records a visit that was rejected before it had a journey, under the support code its page shows. */
  noteRefusal(supportCode: string, detail: Record<string, unknown>, institutionId?: string | null): Promise<void>;
  /**
   * Spends the passcode and moves the journey in one transaction. `lost` when someone else was faster with either.
   * Tokens of an earlier identification as another connection are worth no more than Sage's link then.
   */
  identify(before: Journey, after: Journey, passcodeId: string, tokenHash: string): Promise<"done" | "lost">;
  /** The same by an approval that waits for this journey, which takes the place of a passcode. */
  identifyApproved(before: Journey, after: Journey, tokenHash: string): Promise<"done" | "lost">;
  /** Marks up to `limit` journeys that the clock has ended; answers how many. */
  expire(limit: number): Promise<number>;
}

/** One account as Sage's PATCH wants it (docs/sage.md). */
export type SharedAccount = {
  externalId: string;
  name: string;
  bankIdentifier: string;
  branchIdentifier: string | null;
  accountIdentifier: string;
};

export type AuthorisationOutcome =
  | { status: "success"; accounts: readonly SharedAccount[] | null }
  | { status: "error" }
  | { status: "cancelled" };

export type SageProblem = {
  detail: string;
  /** The answer itself; null where Sage was not asked. */
  sageAnswer: SageAnswer | null;
} & (
  | { /** No answer in Sage's own form: Sage may or may not have taken it. */ code: "unreachable"; ambiguous: boolean }
  /**
   * Sage itself says that this authorisation has had an answer, has expired, or takes no answer any more. `ambiguous`
   * when a try of this very call may have been the answer.
   */
  | { code: "already-used" | "expired" | "closed"; ambiguous: boolean }
  | { code: "refused" }
);

export interface SageConnector {
  /** Tells Sage the outcome of one authorisation, within a time that a waiting person bears. */
  authorise(region: Region, authorisationId: string, outcome: AuthorisationOutcome): Promise<Result<null, SageProblem>>;
}

export interface Announcements {
  /** Sage's notification of an authorisation as it was written down, before anybody acted on it; null when none came. */
  ofAuthorisation(authorisationId: string): Promise<{ bankId: string | null; receivedAt: Date } | null>;
}

/** One of Sage's notifications, as it came. */
export type RecordedNotification = {
  type: string;
  resourceType: string;
  resourceId: string;
  additionalData: Record<string, unknown>;
};

export interface NotificationStore extends Announcements {
  /** Keeps a notification as it came; a repeat (same type, resource type and resource id) only counts. */
  record(notification: RecordedNotification): Promise<void>;
}

export type JourneyNeeds = {
  journeys: JourneyStore;
  notifications: Announcements;
  connections: ConnectionReader;
  institutions: InstitutionStore;
  sage: SageConnector;
  limits: Limits;
  clock: Clock;
  passcodeKey: Uint8Array;
};

/** Approvals that a person gave on the link page in place of typing a passcode. */
export interface ApprovalReader {
  /** The approval that waits for a journey; null when there is none, or it has expired. */
  approvalOf(journeyId: string): Promise<{ journeyId: string; connectionId: string; visitor: string } | null>;
}
