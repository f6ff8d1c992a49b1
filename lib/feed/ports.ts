import type { Result } from "../result.ts";
import type { BankLine } from "./bank-line.ts";
import type { FeedFacts, Remark, Verdict } from "./judge-push.ts";
import type { Reauthorisation } from "./reauthorisation.ts";
import type { Statement } from "./statement.ts";

export const PUSH_STATUSES = ["Pending", "Failed", "Success", "TimedOut"] as const;
export type PushStatus = (typeof PUSH_STATUSES)[number];

/** What an institution asked us to bring to Sage, and what became of it. */
export type PushOperation = {
  id: string;
  companyId: string;
  connectionId: string;
  sourceAccountId: string;
  status: PushStatus;
  requestedAt: Date;
  completedAt: Date | null;
  timeoutMinutes: number | null;
  errorMessage: string | null;
  errors: readonly Remark[];
  warnings: readonly Remark[];
  lines: number;
};

export type Home = { institutionId: string; companyId: string; connectionId: string };
export type PushPage = { page: number; pageSize: number };

export type FeedStore = PushStore & PostingStore & ReauthorisationStore;

export interface PushStore {
  /**
   * Takes a push, all of it or nothing, and puts its posting on the job queue in the same transaction. `judge` is asked with what
   * is known at that moment, while nobody else can push to the account.
   */
  push(
    home: Home,
    externalId: string,
    lines: readonly BankLine[],
    timeoutMinutes: number | null,
    judge: (facts: FeedFacts) => Verdict,
  ): Promise<PushOperation | "account-unknown" | "account-not-connected">;
  operation(institutionId: string, companyId: string, id: string): Promise<PushOperation | null>;
  /** Null when the institution has no such company. */
  operations(
    institutionId: string,
    companyId: string,
    page: PushPage,
  ): Promise<{ results: PushOperation[]; total: number } | null>;
  /** Our id of the account that the institution calls so, there; null when there is none. */
  accountAt(home: Home, externalId: string): Promise<string | null>;
  /** What is on its way to Sage: pushes, their lines, and when the oldest of them came. What waits for its user does not count. */
  backlog(): Promise<{ pushes: number; lines: number; oldest: Date | null }>;
  /** Calls what has run out of its time `TimedOut`; answers how many. */
  timeOut(limit: number): Promise<number>;
}

export interface PostingStore {
  /**
   * What is next to be posted for an account: the statement under way, else a new one of what was pushed since. Null when there is
   * nothing, or the account takes nothing any more; then what waited has failed. Null also while its user has to authorise again.
   */
  next(sourceAccountId: string): Promise<Statement | null>;
  /** Notes that a try is about to be made: whoever finds the statement later knows that Sage may have it. */
  trying(statementId: string): Promise<void>;
  /** Notes that the try was certainly not taken. */
  notTaken(statementId: string): Promise<void>;
  /** Sage has it under this name; `uncertain` is whether a try before this one may have been taken too. */
  posted(statementId: string, sageStatementId: string, uncertain: boolean): Promise<void>;
  /** Sage took none of it, since its user has not come back yet: it is tried again, until that is too long ago. */
  notYet(statementId: string): Promise<void>;
  /** All of it is in Sage: its pushes are done, and their institution is told. */
  delivered(statementId: string): Promise<void>;
  /** Sage will not take it: its pushes have failed, their lines are free to be pushed anew. */
  refused(statementId: string, why: string): Promise<void>;
  /** Accounts with something to post that nobody has looked at since `before`: their job was lost. */
  revive(before: Date, limit: number): Promise<number>;
}

/** Where an account is whose user has to authorise again. */
export interface ReauthorisationStore {
  /** Asks for it, once: Sage is told by a statement, and nothing else is posted from then on. */
  askReauthorisation(
    sourceAccountId: string,
    by: "institution" | "support",
  ): Promise<"asked" | "repeated" | "not-connected">;
  reauthorisationOf(sourceAccountId: string): Promise<Reauthorisation | null>;
}

export type PostProblem =
  /** `ambiguous` when Sage may have taken it. */
  | { code: "unreachable"; ambiguous: boolean; detail: string }
  /** Too many wait for Sage's limit; it was not sent. */
  | { code: "no-turn" }
  /** Another one of the account is still being worked on. */
  | { code: "busy" }
  /** It holds a transaction that Sage has already. */
  | { code: "duplicate"; detail: string }
  | { code: "refused"; detail: string };

export type StatementState = "underway" | "completed" | { failed: string; duplicate: boolean };

export interface SageStatements {
  /** Posts a statement and answers what Sage calls it. */
  postStatement(statement: Statement): Promise<Result<string, PostProblem>>;
  /** How far Sage is with it; null when Sage did not say. */
  statementState(statement: Statement): Promise<StatementState | null>;
}
