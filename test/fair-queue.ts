import type { Permit, TakePermit } from "../lib/sage/fair-queue.ts";

export const aTurn: Permit = { age: () => 0, renew: async () => true, answered() {}, unused() {} };

/** For who calls Sage alone. */
export const atOnce: TakePermit = async () => aTurn;
