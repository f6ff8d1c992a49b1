import type { SageAnswer } from "../connection/sage-answer.ts";
import type { Region } from "../institution/institution.ts";
import type { Page } from "../listing/page.ts";
import type { Result } from "../result.ts";
import type { PushedLine } from "./bank-line.ts";
import type { Content, FeedEvent, Next, PostAnswer, Repeated, StateAnswer } from "./feed-life.ts";
import type { PushQuery } from "./push-list.ts";
import type { LinesNow } from "./push-outcome.ts";
import type { PushStatus } from "./push-status.ts";
import type { ReachEvent } from "./reach.ts";
import type { Reason } from "./reason.ts";
import type { Reauthorisation } from "./reauthorisation.ts";
import type { Remark } from "./remark.ts";
import type { Statement } from "./statement.ts";
import type { StuckReason } from "./stuck.ts";
import type { FeedFacts, PushValidation } from "./validate-push.ts";

/** A push: lines that an institution sent for Sage, and their outcome. */
export type PushOperation = {
  id: string;
  companyId: string;
  connectionId: string;
  sourceAccountId: string;
  /** The institution's own id of that account. */
  accountId: string;
  status: PushStatus;
  /** All of it that Sage wants is there, whatever its status is called. */
  isInSage: boolean;
  requestedAt: Date;
  completedAt: Date | null;
  timeoutMinutes: number | null;
  /** Why it has failed. */
  reason: Reason | null;
  errors: readonly Remark[];
  warnings: readonly Remark[];
  lines: number;
  /** The present state of its lines, where some were left out when it was pushed. */
  now: LinesNow | null;
};

/** The news of a push that an institution gets at the moment of an event. */
export type ToldPush = Omit<PushOperation, "companyId" | "connectionId" | "sourceAccountId" | "timeoutMinutes">;

/** Why a push is not even an operation. */
export type PushRefusal = "account-unknown" | "account-not-connected" | "connection-unlinked";

export type Home = { institutionId: string; companyId: string; connectionId: string };

export type FeedStore = PushStore & PostingStore & ReauthorisationStore & SageWaits;

export interface PushStore {
  /**
   * Takes a push, all of it or nothing, and queues its posting in the same transaction. Calls `judge` with the facts of
   * that moment, while no other push to the account can run.
   */
  push(
    home: Home,
    externalId: string,
    lines: readonly PushedLine[],
    timeoutMinutes: number | null,
    judge: (facts: FeedFacts) => PushValidation,
  ): Promise<PushOperation | PushRefusal>;
  operation(institutionId: string, companyId: string, id: string): Promise<PushOperation | null>;
  /** The newest first, unless another order is asked for. Null when the institution has no such company. */
  operations(institutionId: string, companyId: string, query: PushQuery): Promise<Page<PushOperation> | null>;
  /** Our id of the account that the institution calls so, there; null when there is none. */
  accountAt(home: Home, externalId: string): Promise<string | null>;
  /** Pushes on their way to Sage, their lines, and when the oldest came. One that waits for its user does not count. */
  backlog(): Promise<{ pushes: number; lines: number; oldest: Date | null }>;
  /** Calls what has run out of its time `TimedOut`; answers how many. */
  timeOut(limit: number): Promise<number>;
}

/** An account in Sage of which Sage is asked what became. */
export type AccountToAskAbout = Pick<
  Statement,
  "sourceAccountId" | "institutionId" | "sageBankAccountId" | "bankId" | "region"
> & {
  /** Disconnected here: no account in Sage follows it. */
  isDisconnected: boolean;
};

/** Records Sage's answers. The store adds the content of the statement where the answer may end it. */
export type Reported = WithoutContent<PostAnswer | StateAnswer>;
type WithoutContent<E> = E extends { content: Content }
  ? Omit<E, "content"> & {
      /** Places in the statement of lines that Sage says it has. */
      named?: readonly number[];
    }
  : E;

/** The job's next task, with all that it needs. */
export type Task =
  | Exclude<Next, { do: "post" | "ask-state" | "ask-for-user" | "await-sage" | "find-lines" }>
  | { do: "await-sage"; region: Region; seconds: number }
  | { do: "post" | "ask-state"; of: StatementToPost }
  | { do: "ask-for-user"; of: AccountToAskAbout };

export type StatementToPost = Statement & Pick<AccountToAskAbout, "isDisconnected"> & { attempts: number };

export interface PostingStore {
  /**
   * Holds the account for one runner and applies `feedStep` to it. `taken` while another runner has it. `unreadable`
   * where this release does not understand the statement in flight, such as one of a newer release.
   */
  look(sourceAccountId: string, runner: string): Promise<Task | "taken" | "unreadable">;
  /** Does what `feedStep` says of an event. */
  step(sourceAccountId: string, event: Reported | Extract<FeedEvent, { type: "tried" | "user-asked" }>): Promise<Task>;
  /** Lets others at the account at once. */
  release(sourceAccountId: string, runner: string): Promise<void>;
  /**
   * True when the store has moved since the last comparison, by a failover or a restore. The outcome of everything is
   * unknown then.
   */
  noticeRestore(): Promise<boolean>;
  /** How many statements do not come to their end by themselves, and why. */
  countStuck(): Promise<Record<StuckReason, number>>;
  /** Accounts with something to post that no job has looked at since `before`: their job was lost. */
  revive(before: Date, limit: number): Promise<number>;
}

/** Accounts that had no answer of Sage's. */
export interface SageWaits {
  /** Looks at the account again in so many seconds, or once Sage is back if it is away. */
  awaitSage(sourceAccountId: string, region: Region, seconds: number): Promise<void>;
  /** Lets one that waits for Sage to be back see whether it is. */
  sendProbe(region: Region): Promise<void>;
  /** Queues the jobs that are due, one institution after another; returns how many. */
  resume(limit: number): Promise<number>;
}

/** Sage's answers in each region, shared by all processes. */
export interface ReachStore {
  /** Notes that Sage has answered a request, or that it has not. */
  heard(region: Region, event: Exclude<ReachEvent, { type: "probed" }>): Promise<void>;
  /** True when a background request may ask Sage now. While Sage is away, one may ask in a while. */
  mayAsk(region: Region): Promise<boolean>;
  /** Reads what other processes have found out; answers where it is time to see whether Sage is back. */
  look(): Promise<Region[]>;
}

/** The state of an account whose user has to authorise again. */
export interface ReauthorisationStore {
  /** Asks for it once. A statement informs Sage, and nothing else is posted from then on. */
  askReauthorisation(
    sourceAccountId: string,
    by: "institution" | "support",
  ): Promise<"asked" | "repeated" | "not-connected">;
  reauthorisationOf(sourceAccountId: string): Promise<Reauthorisation | null>;
}

/** `sageAnswer` is the answer itself; null where Sage was not asked. */
export type PostProblem =
  /** `ambiguous` when Sage may have taken it. */
  | { code: "unreachable"; ambiguous: boolean; detail: string; sageAnswer: SageAnswer | null }
  /** Too many wait for Sage's limit; it was not sent. */
  | { code: "no-turn" }
  /** Another one of the account is still being worked on. */
  | { code: "busy"; sageAnswer: SageAnswer | null }
  /** It holds a transaction that Sage has already; or may, as its words leave open. `named` are places of lines that Sage says it has. */
  | {
      code: "duplicate";
      repeated: Exclude<Repeated, "no">;
      named: readonly number[];
      detail: string;
      sageAnswer: SageAnswer | null;
    }
  | { code: "refused"; detail: string; sageAnswer: SageAnswer | null };

/** `unknown`: Sage has none of that name; `unanswered`: Sage did not say. */
export type StatementState =
  | { is: "underway" | "completed" }
  | { is: "unknown" | "unanswered"; sageAnswer: SageAnswer | null }
  | { is: "failed"; said: string; repeated: Repeated; sageAnswer: SageAnswer | null };

export interface SageStatements {
  /** Posts a statement and answers what Sage calls it. */
  postStatement(statement: Statement): Promise<Result<string, PostProblem>>;
  /** How far Sage is with it. */
  statementState(statement: Statement): Promise<StatementState>;
}
