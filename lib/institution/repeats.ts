export type KeptAnswer = { status: number; contentType: string | null; body: string };

export type Begun =
  /** Nobody has used the key: the request is to be worked on under this claim. */
  | { type: "first"; claim: string }
  | { type: "repeat"; answer: KeptAnswer }
  | { type: "in-flight" }
  | { type: "other-request" };

/** First answers to requests that carry an Idempotency-Key, for all replicas. */
export interface Repeats {
  begin(institutionId: string, key: string, fingerprint: string): Promise<Begun>;
  /** Keeps the answer for 90 minutes. */
  keep(institutionId: string, key: string, claim: string, answer: KeptAnswer): Promise<void>;
  /** Lets the key be used anew. */
  release(institutionId: string, key: string, claim: string): Promise<void>;
}
