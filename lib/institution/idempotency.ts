export type KeptAnswer = { status: number; contentType: string | null; body: string };

export type Once =
  /** The key was new: `work` has answered. */
  { type: "first" } | { type: "repeat"; answer: KeptAnswer } | { type: "in-flight" } | { type: "other-request" };

/** First answers to requests that carry an Idempotency-Key, for all replicas. */
export interface IdempotentAnswers {
  /**
   * Does `work` for the first request with a key. Its effects and its answer are stored in one transaction before this
   * resolves, or neither is; `keepingOf` its status decides.
   */
  once(institutionId: string, key: string, fingerprint: string, work: () => Promise<KeptAnswer>): Promise<Once>;
}

export type Fate =
  /** Effects and answer are stored; a repeat within 90 minutes gets the answer. */
  | "kept"
  /** The request says to come again: the key stays free, and what was counted stays counted. */
  | "free"
  /** Nothing is stored, as if the request had never come. */
  | "undone";

/** The end of a keyed request, by the status of its answer. */
export function keepingOf(status: number): Fate {
  if (status >= 500) return "undone";
  return status === 408 || status === 429 ? "free" : "kept";
}
