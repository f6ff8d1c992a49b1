import type { CalendarDay } from "../calendar-day.ts";
import type { SourceAccountStatus } from "../connection/connection.ts";
import type { SageAnswer } from "../connection/sage-answer.ts";
import type { Region } from "../institution/institution.ts";
import type { RefusedPush } from "./after-refusal.ts";
import type { Reason } from "./reason.ts";
import type { Reauthorisation } from "./reauthorisation.ts";
import type { MostLines } from "./restored.ts";
import type { StatementKind } from "./statement.ts";

/** An account's feed, with all that decides what becomes of it. */
export type Feed = {
  sourceAccountId: string;
  account: FedAccount;
  /** The last line that Sage's account `sentTo` has, by its number here. */
  sentTo: string | null;
  sentThrough: number;
  /** Up to this line pushes are sent one by one: Sage has refused several together. */
  singlyThrough: number;
  mostLines: MostLines;
  /** Where there is something to post: when a job last looked. Null where there is nothing. */
  lookedAt: Date | null;
  /**
   * The region that did not answer, and the time of the next try. Without a time, the next try is when Sage is back.
   */
  awaitsSage: Region | null;
  resumeAt: Date | null;
  reauthorisation: Reauthorisation | null;
  reauthorisationAt: Date | null;
  /** How often Sage was asked in vain if the user has authorised again. */
  askedInVain: number;
  /** The statement in flight. */
  held: InFlight | null;
  /** Sage's present account as the feed knew it before. Null where it is the fed one, or where there is none. */
  returning: Returning | null;
};

export type FedAccount = {
  status: SourceAccountStatus;
  /** Its connection is linked. */
  isLinked: boolean;
  /** Sage's account that it is connected to, or was last, and the bank of it. The region is null where the bank is not known here. */
  sageBankAccountId: string | null;
  bankId: string | null;
  region: Region | null;
  startDate: CalendarDay | null;
};

/** A statement on its way to Sage. */
export type InFlight = {
  id: string;
  kind: StatementKind;
  sageBankAccountId: string;
  /** Its first and its last line, and how many it has. */
  firstLine: number;
  lastLine: number;
  lines: number;
  /** Sage's id of it, and when Sage took it; null until Sage has answered. */
  sageStatementId: string | null;
  postedAt: Date | null;
  /** Tries to post it. */
  attempts: number;
  /** Sage may have it from a try without an answer. */
  isOutcomeUnknown: boolean;
  /** The store came from a backup: Sage may have some of its lines and not the others. */
  isRestored: boolean;
  /** Refusals since a try may have been taken. */
  refusals: number;
  /** Why it stands still; null while it goes on. */
  reason: Reason | null;
  /** The last answer that refused it, failed it or left its outcome unknown. */
  sageAnswer: SageAnswer | null;
  /** Sage has disconnected its account. */
  isAccountEndedInSage: boolean;
};

/**
 * The last line that a Sage account got, and the statement that was on its way to it. The feed may never have fed it.
 */
export type Returning = { through: number; left: InFlight | null };

/** A try to post a statement, or a look at its state, that an answer belongs to. */
export type Attempt = Pick<InFlight, "id" | "attempts">;

/** The state of a statement's account, by Sage's account query. */
export type AccountInSage =
  | "active"
  | "auth-required"
  /** Sage has disconnected it, and the store knows. */
  | "ended"
  /** Another account replaced it, or Sage disconnected it; the store did not know until now. */
  | "changed"
  /** Sage names neither its end nor another account. */
  | "unsaid"
  /** Sage tells of another account that cannot be taken. */
  | "unclear"
  | "unanswered";

/** Says if Sage has a transaction already, by its own words. */
export type Repeated = "yes" | "maybe" | "no";

/** A statement's content, for an answer that may end it. */
export type Content = {
  pushes: readonly (RefusedPush & { id: string })[];
  /** True for each line that Sage has named as its own; in the order of the feed. */
  isNamed: readonly boolean[];
};

/** Sage's answer to a try; `wasUnknown` says that a try before it may have been taken. */
export type PostAnswer = { statement: Attempt; wasUnknown: boolean } & (
  | { type: "posted"; sageStatementId: string }
  /** Too many wait for Sage's limit; it was not sent. */
  | { type: "no-turn" }
  | ({ type: "unreachable"; mayBeTaken: boolean } & Kept)
  /** Another statement of the account is still being worked on. */
  | ({ type: "busy" } & Kept)
  | ({ type: "duplicate"; repeated: Exclude<Repeated, "no">; said: string; content: Content } & Kept)
  | ({ type: "refused"; said: string; account: AccountInSage | null; content: Content } & Kept)
);

/** An answer of Sage's as it is kept; null where Sage was not asked. Nothing is decided by it. */
type Kept = { sageAnswer: SageAnswer | null };

/** Sage's answer about a statement that it took. */
export type StateAnswer = { statement: Attempt } & (
  | ({ type: "state-unanswered" } & Kept)
  | { type: "underway"; account: AccountInSage | null }
  | { type: "completed" }
  | ({ type: "not-found" } & Kept)
  | ({ type: "failed-later"; repeated: Repeated; said: string; account: AccountInSage | null; content: Content } & Kept)
);

export type FeedEvent =
  /** A job has the account. */
  | { type: "looked" }
  /** The job found these lines to post after the cursor. */
  | { type: "lines-found"; lines: LinesFound | null }
  /** A request is about to be sent. */
  | { type: "tried"; statement: Attempt }
  | PostAnswer
  | StateAnswer
  /** Sage was asked if the user has authorised again. */
  | { type: "user-asked"; account: AccountInSage }
  /** The institution, or support, has Sage ask the user to authorise again. */
  | { type: "reauthorisation-asked" }
  /** The user has authorised here; `isNamed` where this account was chosen. */
  | { type: "authorised"; isNamed: boolean }
  /** The store came from a backup. */
  | { type: "restored" };

/** Lines that one statement takes. */
export type LinesFound = {
  firstLine: number;
  lastLine: number;
  lines: number;
  /** They were refused together before, when Sage might have had them. */
  wereDoubted: boolean;
  /** The store, or the statement that was refused, came from a backup. */
  isRestored: boolean;
};

/**
 * The store's tasks after an event, in this order. The store also saves changes of the feed and of the statement in
 * flight.
 */
export type FeedEffect =
  /** The statement in flight has ended; without a reason all of it is in Sage. */
  | {
      type: "end-statement";
      id: string;
      reason: Reason | null;
      sageAnswer: SageAnswer | null;
      isOutcomeUnknown: boolean;
    }
  /** An ended statement is in flight again. */
  | { type: "resume-statement"; id: string }
  | { type: "open-statement"; kind: StatementKind; isOutcomeUnknown: boolean; isRestored: boolean }
  /** Pushes whose last line is this one or an earlier one are in Sage. */
  | { type: "complete"; through: number }
  /** The account's balance is that after the statement. */
  | { type: "note-balance"; statementId: string }
  /** Waiting pushes have failed: all; those with lines only after one; or one, with all that repeat its lines. */
  | { type: "fail"; which: "all" | { after: number } | { push: string }; reason: Reason }
  /** The lines of a push that had failed before may be pushed again. */
  | { type: "free-lines"; push: string }
  /** Remarks upon pushes with lines from before a day, and ends those that have no other. */
  | { type: "leave-out"; through: number; before: CalendarDay }
  /** Pushes that wait for lines that Sage does not want have failed. */
  | { type: "end-unwanted" }
  /** Somebody has to look. */
  | { type: "alert"; reason: Reason };

/** The job's next task. */
export type Next =
  | { do: "nothing" }
  | { do: "look-again"; seconds: number }
  /** Waits for Sage, which did not answer. */
  | { do: "await-sage"; seconds: number }
  /** Looks for lines after the cursor that are from this day or a later one. */
  | { do: "find-lines"; after: number; from: CalendarDay }
  | { do: "post" }
  /** Sends the try that was just written down. */
  | { do: "send"; attempts: number; wasUnknown: boolean }
  | { do: "ask-state" }
  /** Asks Sage about the statement's account, and tells the answer with the same event. */
  | { do: "ask-account" }
  | { do: "ask-for-user" };

export type FeedStepped = { after: Feed; effects: readonly FeedEffect[]; next: Next };
