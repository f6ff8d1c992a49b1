import type { TakeTurn, Turn } from "../sage/turns.ts";

export const aTurn: Turn = { age: () => 0, renew: async () => true, answered() {}, unused() {} };

/** For who calls Sage alone. */
export const atOnce: TakeTurn = async () => aTurn;
