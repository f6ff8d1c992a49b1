import type { TakeTurn, Turn } from "../lib/sage/fair-queue.ts";

export const aTurn: Turn = { age: () => 0, renew: async () => true, answered() {}, unused() {} };

/** For who calls Sage alone. */
export const atOnce: TakeTurn = async () => aTurn;
