import type { SageAccountQueries } from "../connection/ports.ts";
import { accountDeleted, accountFound, type SageReportedAccounts } from "../connection/sage-account-events.ts";
import type { Region } from "../institution/institution.ts";
import type { Clock } from "../ports.ts";
import type { Result } from "../result.ts";
import { accountAnswerOf } from "./account-answer.ts";
import type { AccountInSage } from "./feed-life.ts";
import { LONGEST_PAUSE, pauseUnanswered, TAKEN } from "./pauses.ts";
import type {
  AccountToAskAbout,
  PostingStore,
  PostProblem,
  Reported,
  SageStatements,
  SageWaits,
  StatementState,
  StatementToPost,
  Task,
} from "./ports.ts";

/** Seconds until the next look at the account; null when there is nothing to do. */
export type Again = number | null;

type Needs = {
  feed: Pick<PostingStore, "look" | "step"> & Pick<SageWaits, "awaitSage">;
  /** Says if Sage may be asked now: while it is away, one account in a while. */
  reach: { mayAsk(region: Region): Promise<boolean> };
  sage: SageStatements & SageAccountQueries;
  connections: SageReportedAccounts;
  clock: Clock;
};

/**
 * Moves an account one step on: posts its next statement, or asks Sage about the one it has. An account has one
 * statement at a time, in order. The next one goes when Sage has finished the one before. `feedStep` decides; this
 * function asks Sage. `runner` holds the account for a while.
 */
export async function postNext(needs: Needs, sourceAccountId: string, runner: string): Promise<Again> {
  const task = await needs.feed.look(sourceAccountId, runner);
  if (task === "taken") return TAKEN;
  if (task === "unreadable") return LONGEST_PAUSE;
  if (task.do !== "post" && task.do !== "ask-state" && task.do !== "ask-for-user")
    return wait(needs, sourceAccountId, task);
  const { region } = task.of;
  if (!(await needs.reach.mayAsk(region)))
    return wait(needs, sourceAccountId, { do: "await-sage", region, seconds: pauseUnanswered(1) });
  switch (task.do) {
    case "post":
      return post(needs, task.of);
    case "ask-state":
      return report(needs, task.of, {
        statement: task.of,
        ...stateAnswer(await needs.sage.statementState(task.of)),
      });
    case "ask-for-user":
      return wait(
        needs,
        sourceAccountId,
        await needs.feed.step(sourceAccountId, { type: "user-asked", account: await askAccount(needs, task.of) }),
      );
  }
}

async function post(needs: Needs, statement: StatementToPost): Promise<Again> {
  const { feed, sage } = needs;
  const tried = await feed.step(statement.sourceAccountId, { type: "tried", statement });
  if (tried.do !== "send") return wait(needs, statement.sourceAccountId, tried);
  const { attempts, wasUnknown } = tried;
  const of = { id: statement.id, attempts };
  return report(needs, statement, { statement: of, wasUnknown, ...postAnswer(await sage.postStatement(statement)) });
}

/** Tells Sage's answer, and asks about the account where the answer may have its reason there. */
async function report(needs: Needs, statement: StatementToPost, answer: Reported): Promise<Again> {
  const { sourceAccountId } = statement;
  const task = await needs.feed.step(sourceAccountId, answer);
  if (task.do !== "ask-account" || !("account" in answer)) return wait(needs, sourceAccountId, task);
  const account = await askAccount(needs, statement);
  return wait(needs, sourceAccountId, await needs.feed.step(sourceAccountId, { ...answer, account }));
}

async function wait({ feed }: Needs, sourceAccountId: string, task: Task): Promise<Again> {
  if (task.do === "look-again") return task.seconds;
  if (task.do === "await-sage") await feed.awaitSage(sourceAccountId, task.region, task.seconds);
  return null;
}

function postAnswer(answer: Result<string, PostProblem>) {
  if (answer.ok) return { type: "posted", sageStatementId: answer.value } as const;
  const { problem } = answer;
  if (problem.code === "no-turn") return { type: "no-turn" } as const;
  const { sageAnswer } = problem;
  switch (problem.code) {
    case "unreachable":
      return { type: "unreachable", mayBeTaken: problem.ambiguous, sageAnswer } as const;
    case "busy":
      return { type: "busy", sageAnswer } as const;
    case "duplicate": {
      const { repeated, named, detail: said } = problem;
      return { type: "duplicate", repeated, said, named, sageAnswer } as const;
    }
    case "refused":
      return { type: "refused", said: problem.detail, account: null, sageAnswer } as const;
  }
}

function stateAnswer(state: StatementState) {
  switch (state.is) {
    case "underway":
      return { type: "underway", account: null } as const;
    case "completed":
      return { type: "completed" } as const;
    case "unknown":
      return { type: "not-found", sageAnswer: state.sageAnswer } as const;
    case "unanswered":
      return { type: "state-unanswered", sageAnswer: state.sageAnswer } as const;
    case "failed": {
      const { said, repeated, sageAnswer } = state;
      return { type: "failed-later", repeated, said, account: null, sageAnswer } as const;
    }
  }
}

/** Asks Sage about an account, and records the answer: its end, or the account that replaced it. */
async function askAccount(needs: Needs, about: AccountToAskAbout): Promise<AccountInSage> {
  const { region, bankId, sourceAccountId, sageBankAccountId, institutionId, isDisconnected } = about;
  const announcedAt = needs.clock();
  const answer = await needs.sage.query({ region, bankId, sourceAccountId, institutionId, announcedAt });
  if (!answer.ok) return "unanswered";
  const said = accountAnswerOf(sageBankAccountId, answer.value, isDisconnected);
  if (said.is !== "ended") return said.is;
  // This is one step. A process that died between an end and a beginning would leave an account without its successor.
  const { follower } = said;
  const became = follower ? await accountFound(needs, follower) : await accountDeleted(needs, sageBankAccountId);
  if (became === "connected" || became === "disconnected") return "changed";
  return !follower && became === "repeated" ? "ended" : "unclear";
}
