import { setTimeout as sleep } from "node:timers/promises";
import type { Region } from "../institution/institution.ts";
import type { SageRegionConfig } from "./config.ts";
import { TokenError, type TokenSource } from "./token.ts";
import { PEOPLE, type TakeTurn } from "./turns.ts";
import { WireError } from "./wire.ts";

export type SageReply =
  | {
      kind: "answer";
      status: number;
      body: unknown;
      detail: string;
      ambiguousBefore: boolean;
      /** Whether it came in Sage's own form for refusals: a gateway's or our own token's does not. */
      said: boolean;
    }
  /** No usable answer within the budget; `ambiguous` when a request may have been taken. */
  | { kind: "none"; ambiguous: boolean; detail: string };

/** `outcome` is a status, `timeout`, `network`, `token` or `queue`. */
export type Measured = { operation: string; outcome: string; seconds: number };
export type CallObserver = (call: Measured & { region: Region }) => void;

export type SageHttpOptions = {
  /** All tries of one call together, in milliseconds: what a person bears to wait. */
  budgetMs: number;
  /** One try. */
  timeoutMs: number;
  /** Waits for a turn under Sage's limit of 10 requests a second. */
  turn: TakeTurn;
  observe?: (call: Measured) => void;
  random?: () => number;
};

export type SageRequest = {
  operation: string;
  method: "GET" | "POST" | "PATCH";
  path: string;
  body?: unknown;
  /** Other than the usual budget. */
  budgetMs?: number;
  /** Other than the usual patience with one try. */
  timeoutMs?: number;
  /** How often at most, where a repeat would do harm. */
  tries?: number;
  /** Whose turn it takes; absent: that of a person who waits. */
  lane?: string;
};

/** A turn that is older is not used as it is: the request would come later than those who wait believe. */
const STALE_MS = 150;
const MOST_RENEWALS = 3;

/** What is said of a request that was not sent, since too many waited before it. */
export const NO_TURN = "no turn in time";

/** Whatever a server or a gateway says of itself, it says nothing of whether the request was taken. */
const isRetried = (status: number) => status === 408 || status === 429 || status >= 500;

/**
 * One call to Sage's Provider API with key, token, pace, timeouts and retries with jitter inside the budget. It never
 * throws for what Sage or the network does.
 */
export function sageHttp(config: SageRegionConfig, token: TokenSource, options: SageHttpOptions) {
  const random = options.random ?? Math.random;
  return async function call(request: SageRequest): Promise<SageReply> {
    const deadline = Date.now() + (request.budgetMs ?? options.budgetMs);
    let ambiguous = false;
    let detail = "no answer";
    for (let attempt = 0, unauthorised = 0; ; attempt++) {
      const started = performance.now();
      const reply = await attemptOnce(request, deadline);
      options.observe?.({
        operation: request.operation,
        outcome: reply.outcome,
        seconds: (performance.now() - started) / 1000,
      });
      detail = reply.detail;
      if (reply.outcome === "queue") return { kind: "none", ambiguous, detail };
      if (reply.status === 401 && unauthorised++ === 0) continue;
      if (reply.status !== null && !isRetried(reply.status)) {
        const said = WireError.safeParse(reply.body).success;
        return { kind: "answer", status: reply.status, body: reply.body, detail, ambiguousBefore: ambiguous, said };
      }
      // 429 was certainly not taken; an error or a lost connection after sending may well have been.
      if (reply.sent && reply.status !== 429) ambiguous = true;
      const pause = Math.min(200 * 2 ** attempt, 2_000) * (0.5 + random() / 2);
      const isLast = request.tries !== undefined && attempt + 1 >= request.tries;
      if (isLast || Date.now() + pause >= deadline) return { kind: "none", ambiguous, detail };
      await sleep(pause);
    }
  };

  async function freshTurn(lane: string, deadline: number) {
    let turn = await options.turn(lane, deadline);
    // Not for ever: where the store itself is so slow, a turn is never fresh.
    for (let n = 0; turn && turn.age() > STALE_MS && n < MOST_RENEWALS; n++)
      if (!(await turn.renew())) turn = await options.turn(lane, deadline);
    return turn;
  }

  async function attemptOnce(request: SageRequest, deadline: number) {
    const patience = () =>
      AbortSignal.timeout(Math.max(0, Math.min(request.timeoutMs ?? options.timeoutMs, deadline - Date.now())));
    let sent = false;
    try {
      // The token before the turn: calls that waited for one together would else arrive together.
      const authorization = await token.get(patience());
      const turn = await freshTurn(request.lane ?? PEOPLE, deadline);
      // Too many before us: nobody waits any more.
      if (!turn) return { status: null, body: null, sent, detail: NO_TURN, outcome: "queue" };
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
      const body: unknown = await response.json().catch(() => null);
      const said = WireError.safeParse(body);
      const detail = said.success ? `${response.status} ${said.data.error.code}` : `${response.status}`;
      return { status: response.status, body, sent, detail, outcome: String(response.status) };
    } catch (error) {
      if (error instanceof TokenError)
        return { status: tokenStatus(error), body: null, sent: false, detail: error.message, outcome: "token" };
      const detail = error instanceof Error && error.name === "TimeoutError" ? "timeout" : "network";
      return { status: null, body: null, sent, detail, outcome: detail };
    }
  }
}

/** Refused credentials are as final as a refused call; anything else may pass. */
const tokenStatus = ({ status }: TokenError) => (status === 429 || status >= 500 ? null : 403);
