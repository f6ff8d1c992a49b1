import { setTimeout as pause } from "node:timers/promises";

/** Asks again, with a short pause between, until the answer is one. */
export async function until<T>(ask: () => Promise<T | null | false>): Promise<T> {
  for (;;) {
    const answer = await ask().catch(() => null);
    if (answer !== null && answer !== false) return answer;
    await pause(250);
  }
}
