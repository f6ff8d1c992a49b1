import type { Page } from "../listing/page.ts";
import type { Result } from "../result.ts";
import type { BankLine } from "./bank-line.ts";
import type { FeedFacts, Remark, Verdict } from "./judge-push.ts";
import type { PushQuery } from "./push-list.ts";
import type { PushStatus } from "./push-status.ts";
import type { Reauthorisation } from "./reauthorisation.ts";
import type { Statement } from "./statement.ts";

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

/** Why a push is not even an operation. */
export type PushRefusal = "account-unknown" | "account-not-connected" | "connection-unlinked";

export type Home = { institutionId: string; companyId: string; connectionId: string };

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
  ): Promise<PushOperation | PushRefusal>;
  operation(institutionId: string, companyId: string, id: string): Promise<PushOperation | null>;
  /** The newest first, unless another order is asked for. Null when the institution has no such company. */
  operations(institutionId: string, companyId: string, query: PushQuery): Promise<Page<PushOperation> | null>;
  /** Our id of the account that the institution calls so, there; null when there is none. */
  accountAt(home: Home, externalId: string): Promise<string | null>;
  /** What is on its way to Sage: pushes, their lines, and when the oldest of them came. What waits for its user does not count. */
  backlog(): Promise<{ pushes: number; lines: number; oldest: Date | null }>;
  /** Calls what has run out of its time `TimedOut`; answers how many. */
  timeOut(limit: number): Promise<number>;
}

/** An account whose user has to authorise again; it is asked now and then whether they have. */
export type AwaitsUser = Pick<
  Statement,
  "sourceAccountId" | "institutionId" | "sageBankAccountId" | "bankId" | "region"
>;

/** A statement and the try that somebody speaks of: what a later try has found out is not changed by an earlier one. */
type Try = Pick<Statement, "id" | "attempts">;

export interface PostingStore {
  /**
   * What is next to be posted for an account: the statement under way, else a new one of what was pushed since. Null when there is
   * nothing, or the account takes nothing any more; then what waited has failed. `taken` while another runner is at it.
   */
  next(
    sourceAccountId: string,
    runner: string,
  ): Promise<Statement | (AwaitsUser & { awaitsUser: true }) | "taken" | null>;
  /** Lets others at the account at once. */
  release(sourceAccountId: string, runner: string): Promise<void>;
  /**
   * Notes that a try is about to be made: whoever finds the statement later knows that Sage may have it. Answers which try it is
   * and whether one before may have been taken; null when somebody else has tried or ended it meanwhile.
   */
  trying(statement: Try): Promise<{ attempts: number; uncertain: boolean } | null>;
  /** Notes that the try was certainly not taken. */
  notTaken(statement: Try): Promise<void>;
  /** Sage has it under this name; `uncertain` is whether a try before this one may have been taken too. */
  posted(statement: Try & Pick<Statement, "uncertain">, sageStatementId: string): Promise<void>;
  /** Counts a refusal of what Sage may have from an earlier try; answers how many there were. */
  doubt(statement: Try): Promise<number>;
  /** It cannot be told whether Sage has it: it stays next, nothing of its account goes before it, and somebody has to look. */
  stuck(statement: Try, why: string): Promise<void>;
  /** Sage knows no statement of the name that it gave: it is posted once more, and may be there all the same. */
  forgotten(statement: Try): Promise<void>;
  /** Its account was connected anew: what it has goes to the new one, as far as that one wants it. */
  replaced(statement: Try): Promise<void>;
  /** Sage took none of it, since its user has not come back yet: it is tried again, until that is too long ago. */
  notYet(statement: Try): Promise<void>;
  /** Nobody has to authorise again any more. */
  userIsBack(sourceAccountId: string): Promise<void>;
  /** All of it is in Sage: its pushes are done, and their institution is told. */
  delivered(statement: Try): Promise<void>;
  /**
   * Sage will not take it: its pushes have failed, their lines are free to be pushed anew. `history` are lines that an earlier
   * account of Sage's has taken and this one does not: their institution was told that they are in Sage, so they stay next.
   */
  refused(statement: Try, why: string): Promise<"done" | "history">;
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
  /** It holds a transaction that Sage has already; or may, as its words leave open. */
  | { code: "duplicate"; repeated: Exclude<Repeated, "no">; detail: string }
  | { code: "refused"; detail: string };

/** `unknown`: Sage has none of that name. */
export type StatementState = "underway" | "completed" | "unknown" | { failed: string; repeated: Repeated };

/** Whether Sage says that it has a transaction already. */
export type Repeated = "yes" | "maybe" | "no";

export interface SageStatements {
  /** Posts a statement and answers what Sage calls it. */
  postStatement(statement: Statement): Promise<Result<string, PostProblem>>;
  /** How far Sage is with it; null when Sage did not say. */
  statementState(statement: Statement): Promise<StatementState | null>;
}
