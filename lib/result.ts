/** A refusal is a value, a bug is a throw: what a verb answers when the world may say no. */
export type Result<T, P = string> = { ok: true; value: T } | { ok: false; problem: P };

export const ok = <T>(value: T) => ({ ok: true, value }) as const;
export const refuse = <const P>(problem: P) => ({ ok: false, problem }) as const;
