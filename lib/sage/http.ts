import { setTimeout as sleep } from "node:timers/promises";
import { latestAnswer, type SageAnswer, silence } from "../connection/sage-answer.ts";
import type { ReachEvent } from "../feed/reach.ts";
import type { Region } from "../institution/institution.ts";
import { type Answer, type Form, keptOf, type Rejection, readAnswer } from "./answer.ts";
import type { SageRegionConfig } from "./config.ts";
import { PEOPLE, type TakePermit } from "./fair-queue.ts";
import { received } from "./received.ts";
import { TokenError, type TokenSource } from "./token.ts";

export type SageReply<T> =
  | { kind: "answer"; value: T; sageAnswer: SageAnswer | null }
  | ({ kind: "rejection" } & Rejection)
  /** No usable answer within the budget; `ambiguous` when a request may have been taken. */
  | { kind: "none"; ambiguous: boolean; detail: string; sageAnswer: SageAnswer | null };

/** `outcome` is a status, `timeout`, `network`, `token` or `queue`. */
export type Measured = { operation: string; outcome: string; seconds: number };
export type CallObserver = (call: Measured & { region: Region }) => void;

export type SageHttpOptions = {
  /** All tries of one call together, in milliseconds: as long as a person will wait. */
  budgetMs: number;
  /** One try. */
  timeoutMs: number;
  /** Waits for a permit under Sage's limit of 10 requests a second. */
  turn: TakePermit;
  observe?: (call: Measured) => void;
  /** Called after each try: if Sage answered, or the delay that it asked for. */
  heard?: (event: Exclude<ReachEvent, { type: "probed" }>) => void;
  random?: () => number;
  /** The time at which an answer was received. */
  clock?: () => Date;
};

export type SageRequest<T> = {
  operation: string;
  /** How Sage documents its answer. */
  form: Form<T>;
  method: "GET" | "POST" | "PATCH";
  path: string;
  body?: unknown;
  /** Other than the usual budget. */
  budgetMs?: number;
  /** Other than the usual patience with one try. */
  timeoutMs?: number;
  /** How often at most, where a repeat would do harm. */
  tries?: number;
  /** The queue of the institution that the call is for; absent: that of people who wait. */
  lane?: string;
};

/** The greatest age of a usable permit. With an older one, the request would come later than the limiter assumes. */
const STALE_MS = 150;
const MOST_RENEWALS = 3;

/** The part of a call's time reserved for its answer. So a wait in our own queue is not reported as a silent Sage. */
const ANSWER_SHARE = 1 / 4;

/** When a call's permit comes too late, in milliseconds after it began. */
export const turnWithin = (budgetMs: number, timeoutMs: number) =>
  budgetMs - Math.min(timeoutMs, budgetMs * ANSWER_SHARE);

/** The error for a request that was not sent because too many waited before it. */
export const NO_TURN = "no turn in time";

/** Until when a call may last and take its permit, on the scale of performance.now(). */
type Limits = { timeoutMs: number; deadline: number; turnBy: number };

/** The result of one try. `status` is 0 where no answer came. */
type Tried<T> = {
  answer: Answer<T> | null;
  status: number;
  sent: boolean;
  detail: string;
  outcome: string;
  retryAfter: number | null;
  sageAnswer: SageAnswer | null;
};

/**
 * One call to Sage's Provider API with key, token, rate limit, timeouts and retries with jitter inside the budget. It
 * never throws for an answer of Sage or a fault of the network.
 */
export function sageHttp(config: SageRegionConfig, token: TokenSource, options: SageHttpOptions) {
  const { random = Math.random, clock = () => new Date() } = options;
  return async function call<T>(request: SageRequest<T>): Promise<SageReply<T>> {
    const { budgetMs, timeoutMs } = { ...options, ...request };
    const began = performance.now();
    const limits = { timeoutMs, deadline: began + budgetMs, turnBy: began + turnWithin(budgetMs, timeoutMs) };
    let ambiguous = false;
    let sageAnswer: SageAnswer | null = null;
    for (let attempt = 0, unauthorised = 0; ; attempt++) {
      const started = performance.now();
      const tried = await attemptOnce(request, limits);
      const { answer, status, sent, detail, outcome, retryAfter } = tried;
      sageAnswer = latestAnswer(sageAnswer, tried.sageAnswer);
      const { operation } = request;
      options.observe?.({ operation, outcome, seconds: (performance.now() - started) / 1000 });
      if (outcome === "queue") return { kind: "none", ambiguous, detail, sageAnswer };
      if (status === 401 && unauthorised++ === 0) continue;
      const isOfSage = answer !== null && answer.is !== "none" && status !== 401 && outcome !== "token";
      options.heard?.(isOfSage ? { type: "answered" } : { type: "unanswered", retryAfter });
      if (answer?.is === "answer") return { kind: "answer", value: answer.value, sageAnswer };
      if (answer?.is === "rejection")
        return { kind: "rejection", status, error: answer.error, detail, ambiguousBefore: ambiguous, sageAnswer };
      if (sent && answer?.notTaken !== true) ambiguous = true;
      const pause = Math.max(Math.min(200 * 2 ** attempt, 2_000) * (0.5 + random() / 2), (retryAfter ?? 0) * 1000);
      const isLast = status === 401 || (request.tries !== undefined && attempt + 1 >= request.tries);
      if (isLast || performance.now() + pause >= limits.turnBy) return { kind: "none", ambiguous, detail, sageAnswer };
      await sleep(pause);
    }
  };

  async function freshTurn(lane: string, turnBy: number) {
    let turn = await options.turn(lane, turnBy);
    // Not for ever: where the store itself is so slow, a permit is never fresh.
    for (let n = 0; turn && turn.age() > STALE_MS && n < MOST_RENEWALS; n++)
      if (!(await turn.renew())) turn = await options.turn(lane, turnBy);
    if (!turn || performance.now() < turnBy) return turn;
    turn.unused();
    return null;
  }

  async function attemptOnce<T>(request: SageRequest<T>, { timeoutMs, deadline, turnBy }: Limits): Promise<Tried<T>> {
    const patience = () =>
      AbortSignal.timeout(Math.ceil(Math.max(0, Math.min(timeoutMs, deadline - performance.now()))));
    const nothing = { answer: null, status: 0, retryAfter: null, sageAnswer: null };
    let sent = false;
    try {
      // The token comes before the permit; otherwise calls that waited for one token would arrive together.
      const authorization = await token.get(patience());
      // A fault of our own store gives no permit, and shows nothing of Sage.
      const turn = await freshTurn(request.lane ?? PEOPLE, turnBy).catch(() => null);
      // Too many before us, or no store to ask for a permit.
      if (!turn) return { ...nothing, sent, detail: NO_TURN, outcome: "queue" };
      const signal = patience();
      sent = true;
      const sentAt = performance.now();
      const response = await fetch(`${config.apiUrl}${request.path}`, {
        method: request.method,
        headers: {
          "x-api-key": config.apiKey,
          authorization,
          "content-type": "application/json",
          accept: "application/json",
        },
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
        signal,
        redirect: "error",
      });
      turn.answered(request.operation, performance.now() - sentAt);
      if (response.status === 401) token.drop(authorization);
      const { retryAfter, ...came } = await received(response);
      const answer = readAnswer(came, request.form);
      const { status } = response;
      const sageAnswer = keptOf(status, answer, clock());
      return { answer, status, sent, detail: answer.detail, outcome: String(status), retryAfter, sageAnswer };
    } catch (error) {
      if (error instanceof TokenError)
        return { ...withoutToken(error), sent: false, sageAnswer: keptOf(error.status, error.answer, clock()) };
      const detail = error instanceof Error && error.name === "TimeoutError" ? "timeout" : "network";
      return { ...nothing, sent, detail, outcome: detail, sageAnswer: sent ? silence(clock()) : null };
    }
  }
}

/** Refused credentials are as final as a refused call; anything else may pass. */
function withoutToken({ message, isRefused, retryAfter }: TokenError) {
  const error = { code: "no-token", message, detail: [] };
  const answer = isRefused ? ({ is: "rejection", error, detail: message, requestId: null } as const) : null;
  return { answer, status: isRefused ? 403 : 0, detail: message, outcome: "token", retryAfter };
}
