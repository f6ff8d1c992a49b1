/** A refusal is a value, a bug is a throw. A verb returns this when it may be refused. */
export type Result<T, P = string> = { ok: true; value: T } | { ok: false; problem: P };

export const ok = <T>(value: T) => ({ ok: true, value }) as const;
export const refuse = <const P>(problem: P) => ({ ok: false, problem }) as const;
