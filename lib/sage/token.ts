import { type Answer, asOAuth, readAnswer } from "./answer.ts";
import type { SageRegionConfig } from "./config.ts";
import { received } from "./received.ts";
import { WireToken } from "./wire.ts";

/** Renewed this long before it ends, so that no call starts with a token that dies under way. */
const EARLY_MS = 60_000;

export type TokenSource = { get(signal: AbortSignal): Promise<string>; drop(used: string): void };

/** The token endpoint gave no token. */
export class TokenError extends Error {
  /** Sage refuses our credentials; else the endpoint did not answer in its documented form. */
  readonly isRefused: boolean;
  readonly retryAfter: number | null;
  readonly status: number;
  readonly answer: Answer<unknown>;
  constructor(status: number, answer: Answer<unknown>, retryAfter: number | null) {
    super(`Sage's token endpoint answered ${answer.detail}`);
    this.isRefused = answer.is === "rejection";
    this.retryAfter = retryAfter;
    this.status = status;
    this.answer = answer;
  }
}

/**
 * The client-credentials token of one region. It is fetched once for many callers and kept until shortly before it
 * expires. Sage's answer 401 discards it. Asking per call would reach Sage's limit on the token endpoint.
 */
export function tokenSource(config: SageRegionConfig, clock: () => number = () => performance.now()): TokenSource {
  let held: { header: string; until: number } | null = null;
  let pending: Promise<string> | null = null;
  return {
    async get(signal) {
      if (held && held.until > clock()) return held.header;
      pending ??= fetchToken().finally(() => {
        pending = null;
      });
      return await Promise.race([pending, rejectOn(signal)]);
    },
    drop(used) {
      if (held?.header === used) held = null;
    },
  };

  async function fetchToken() {
    const { tokenUrl, clientId, clientSecret, audience } = config;
    const response = await fetch(tokenUrl, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: clientSecret,
        audience,
      }),
      // Its own limit: the callers that wait for it have different ones.
      signal: AbortSignal.timeout(5_000),
      redirect: "error",
    });
    const { retryAfter, ...came } = await received(response);
    const answer = readAnswer(came, asOAuth(WireToken));
    if (answer.is !== "answer") throw new TokenError(came.status, answer, retryAfter);
    const { token_type, access_token, expires_in } = answer.value;
    const header = `${token_type} ${access_token}`;
    held = { header, until: clock() + expires_in * 1000 - EARLY_MS };
    return header;
  }
}

function rejectOn(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
