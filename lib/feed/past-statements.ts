import type { CalendarDay } from "../calendar-day.ts";
import type { Reason } from "./reason.ts";
import type { StatementKind } from "./statement.ts";

/** A statement that was under way once, as far as later ones go by it. */
export type PastStatement = {
  kind: StatementKind;
  /** Sage's account that it was for. */
  sageBankAccountId: string;
  firstLine: number;
  lastLine: number;
  wantedFrom: CalendarDay | null;
  sageStatementId: string | null;
  isOutcomeUnknown: boolean;
  finishedAt: Date | null;
  /** Why Sage did not take it. */
  reason: Reason | null;
};

/** True of lines that Sage's account has taken. */
export const wasTaken = ({ kind, finishedAt, reason }: Pick<PastStatement, "kind" | "finishedAt" | "reason">) =>
  kind === "lines" && finishedAt !== null && reason === null;

/** True where Sage's account has a line by this statement. Early releases wrote down no first day, and took no line of a push that had failed. */
export const hasTaken = (statement: PastStatement, { seq, day }: { seq: number; day: CalendarDay }) =>
  wasTaken(statement) &&
  statement.wantedFrom !== null &&
  seq >= statement.firstLine &&
  seq <= statement.lastLine &&
  day >= statement.wantedFrom;

/**
 * True of a line of a feed's first day that Sage's account has passed by. Early releases kept that day as a moment, and wrote no first day
 * down: a statement of theirs lies behind the line, and none has it. `past` are the statements to that account.
 */
export function hasPassedBy(past: readonly PastStatement[], seq: number) {
  const taken = past.filter(wasTaken);
  const isBehind = taken.some(({ wantedFrom, firstLine }) => wantedFrom === null && firstLine > seq);
  return isBehind && !taken.some(({ firstLine, lastLine }) => seq >= firstLine && seq <= lastLine);
}

type Range = { firstLine: number; lastLine: number };

/** True of a statement in which these lines were refused together when Sage might have had them. */
export const mayHaveTaken = (statement: PastStatement, sentTo: string, { firstLine, lastLine }: Range) =>
  statement.kind === "lines" &&
  statement.sageBankAccountId === sentTo &&
  statement.isOutcomeUnknown &&
  statement.reason !== null &&
  statement.firstLine <= firstLine &&
  statement.lastLine >= lastLine;

/** True of a statement in flight to a Sage account when another one seemed to follow. Sage may have it. */
export const isLeftBehind = (
  { kind, sageBankAccountId, reason, isOutcomeUnknown, sageStatementId }: PastStatement,
  returningTo: string,
) =>
  kind === "lines" &&
  sageBankAccountId === returningTo &&
  reason?.code === "reconnected" &&
  (isOutcomeUnknown || sageStatementId !== null);
