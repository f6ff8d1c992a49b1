import type { CalendarDay } from "../lib/calendar-day.ts";
import type { KnownToSage } from "../lib/connection/connection.ts";
import type { Repeated } from "../lib/feed/feed-life.ts";
import type { PostProblem, StatementState } from "../lib/feed/ports.ts";
import type { Statement } from "../lib/feed/statement.ts";
import { ok, type Result, refuse } from "../lib/result.ts";
import { linkOf } from "./store/tables.ts";

/** Nothing is decided by the answers that are kept: none is made here. */
export const NOT_KEPT = null;

/** An account in Sage; `ledger` are the lines that it has, in the order in which it got them. */
type AccountInSage = {
  id: string;
  startDate: CalendarDay;
  status: "active" | "authRequired" | "cancelled";
  ledger: string[];
  /** The same lines, with the moment at which each came. */
  has: Map<string, number>;
};

type StatementInSage = {
  id: string;
  accountId: string;
  /** The application's id of it. */
  ours: string;
  kind: Statement["kind"];
  lines: readonly string[];
  state: "pending" | "completed" | "failed";
  finishesAt: number;
  /** Why it will fail, or has. */
  problem: { said: string; repeated: Repeated } | null;
  /** Sage does not find it when it is asked. */
  isForgotten: boolean;
};

/** How Sage says that it has a line: by each place, by the first place alone, by none, or ambiguously. */
export type Words = "all" | "first" | "none" | "maybe";

/** Sage, as far as bank transactions go: it keeps what it has, and never takes one line twice. */
export type Sage = {
  accounts: AccountInSage[];
  statements: StatementInSage[];
  words: Words;
  /** A duplicate is accepted, and fails only later. */
  tellsLate: boolean;
  /** An account query answers one account and not all. */
  namesOne: boolean;
  /** Seconds for a statement; those of now on may take longer. */
  takesMs: number;
  /** Lines that Sage refuses, at once or later. */
  refused: Map<string, "at once" | "later">;
  /** Lines that any account has had, ended ones too. */
  ever: Set<string>;
};

export const newSage = (): Sage => ({
  accounts: [],
  statements: [],
  words: "all",
  tellsLate: false,
  namesOne: false,
  takesMs: 1_000,
  refused: new Map(),
  ever: new Set(),
});

export const living = ({ accounts }: Sage) => accounts.findLast(({ status }) => status !== "cancelled");
export const accountOf = ({ accounts }: Sage, id: string | null) => accounts.find((one) => one.id === id);

/** Finishes what is due: all of a statement's lines come to the account, or none. */
export function finishDueStatements({ accounts, statements, ever }: Sage, now: number) {
  for (const one of statements) {
    if (one.state !== "pending" || one.finishesAt > now) continue;
    const account = accounts.find(({ id }) => id === one.accountId);
    if (!account || account.status === "cancelled")
      one.problem ??= { said: "The account is cancelled", repeated: "no" };
    one.state = one.problem ? "failed" : "completed";
    if (one.problem || !account) continue;
    if (one.kind === "reauthorise") account.status = "authRequired";
    for (const id of one.lines) {
      account.ledger.push(id);
      account.has.set(id, now);
      ever.add(id);
    }
  }
}

/** A statement arrives at Sage. */
export function arrive(sage: Sage, now: number, newId: () => string, of: Statement): Result<string, PostProblem> {
  finishDueStatements(sage, now);
  const account = accountOf(sage, of.sageBankAccountId);
  const lines = of.lines.map(({ id }) => id);
  const no = (detail: string) => refuse({ code: "refused", detail, sageAnswer: NOT_KEPT } as const);
  if (!account || account.status === "cancelled") return no("The bank account is cancelled");
  if (sage.statements.some(({ accountId, state }) => accountId === account.id && state === "pending"))
    return refuse({ code: "busy", sageAnswer: NOT_KEPT });
  if (account.status === "authRequired" && lines.length > 0) return no("The account needs to be authorised again");
  const known = lines.flatMap((id, place) => (account.has.has(id) ? [place] : []));
  const duplicate = known.length > 0 ? duplicateOf(sage, known) : null;
  if (duplicate && !sage.tellsLate) return refuse(duplicate);
  // A line that it has taken is never wrong.
  const verdict = lines.map((id) => (account.has.has(id) ? undefined : sage.refused.get(id))).find(Boolean);
  // In such words a wrong line and one that Sage has look alike.
  const isUnclear = verdict !== undefined && sage.words === "maybe";
  if (verdict === "at once") return isUnclear ? refuse(duplicateOf(sage, [])) : no("A line is wrong");
  const late = duplicate && { said: duplicate.detail, repeated: duplicate.repeated };
  const wrong =
    verdict === "later"
      ? { said: "A line is wrong", repeated: isUnclear ? ("maybe" as const) : ("no" as const) }
      : null;
  const id = newId();
  sage.statements.push({
    ...{ id, accountId: account.id, ours: of.id, kind: of.kind, lines, state: "pending", isForgotten: false },
    finishesAt: now + sage.takesMs,
    problem: late ?? wrong,
  });
  return ok(id);
}

function duplicateOf({ words }: Sage, known: readonly number[]) {
  const named = words === "all" ? known : words === "first" ? known.slice(0, 1) : [];
  const repeated = words === "maybe" ? ("maybe" as const) : ("yes" as const);
  return { code: "duplicate" as const, repeated, named, detail: "uniqueId", sageAnswer: NOT_KEPT };
}

/** The state of a statement, as Sage tells it. */
export function stateOf(sage: Sage, now: number, sageStatementId: string | null): StatementState {
  finishDueStatements(sage, now);
  const one = sage.statements.find(({ id }) => id === sageStatementId);
  if (!one || one.isForgotten) return { is: "unknown", sageAnswer: NOT_KEPT };
  if (one.state === "pending") return { is: "underway" };
  return one.problem ? { is: "failed", ...one.problem, sageAnswer: NOT_KEPT } : { is: "completed" };
}

/** Sage's answer to an account query. */
export function knownTo({ accounts, namesOne }: Sage): KnownToSage {
  const all = accounts.toReversed();
  const alive = all.find(({ status }) => status !== "cancelled") ?? all[0];
  const told = namesOne && alive ? [alive] : all;
  return {
    living: told
      .filter(({ status }) => status !== "cancelled")
      .map(({ id, startDate, status }) => ({ ...linkOf(id, startDate), status })),
    ended: told.filter(({ status }) => status === "cancelled").map(({ id }) => id),
  };
}

/** Its user ends an account; Sage forgets its lines. */
export function cancel(account: AccountInSage) {
  account.status = "cancelled";
  account.ledger = [];
  account.has = new Map();
}

export function open(sage: Sage, id: string, startDate: CalendarDay) {
  const account: AccountInSage = { id, startDate, status: "active", ledger: [], has: new Map() };
  sage.accounts.push(account);
  return account;
}
