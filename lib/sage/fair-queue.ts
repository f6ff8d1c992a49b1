import { setTimeout as sleep } from "node:timers/promises";

/** Permission to send one request now. */
export type Permit = {
  /** Milliseconds since it was asked for: a busy process may come to use it late. */
  age(): number;
  /** Renews the permit as one of this moment; false when another request has its place by now. */
  renew(): Promise<boolean>;
  /** Gives the permit back unused. */
  unused(): void;
  /** The holder reports that an answer came, to which operation, and how long it took. */
  answered(operation: string, milliseconds: number): void;
};

/** The state that all processes share: a permit granted at this moment, or the wait before asking for one. */
export interface RateLimiter {
  ask(): Promise<{ granted: Permit } | { waitMs: number }>;
}

/** Waits for a permit until `deadline` (on the scale of performance.now()); null when there was none by then. */
export type TakePermit = (lane: string, deadline: number) => Promise<Permit | null>;

/** Requests that a person waits for go before all others. */
export const PEOPLE = "people";

/** The longest pause between checks for requests whose time has run out. */
const LONGEST_NAP_MS = 100;

/** Several ask at once, so that a slow answer of the store does not make a slow feed. */
const MOST_ASKING = 3;

type Waiting = { deadline: number; resolve(turn: Permit | null): void; reject(error: unknown): void };

/**
 * Queues the requests of this process: people first, then one of each institution. So one with a thousand statements
 * does not delay another's single one.
 */
export function fairQueue(shared: RateLimiter): TakePermit {
  const lanes = new Map<string, Waiting[]>();
  let [waiting, asking] = [0, 0];

  function nextOne(): Waiting | undefined {
    const lane = lanes.has(PEOPLE) ? PEOPLE : lanes.keys().next().value;
    if (lane === undefined) return undefined;
    const [first, ...others] = lanes.get(lane) ?? [];
    lanes.delete(lane);
    // To the end of the round.
    if (others.length > 0) lanes.set(lane, others);
    if (first) waiting--;
    return first;
  }

  function dropLate() {
    const now = performance.now();
    for (const [lane, all] of lanes) {
      const inTime = all.filter(({ deadline }) => deadline > now);
      for (const { deadline, resolve } of all) if (deadline <= now) resolve(null);
      waiting -= all.length - inTime.length;
      if (inTime.length > 0) lanes.set(lane, inTime);
      else lanes.delete(lane);
    }
  }

  async function serve() {
    for (dropLate(); waiting >= asking; dropLate()) {
      const answer = await shared.ask();
      if ("waitMs" in answer) {
        await sleep(Math.min(answer.waitMs, LONGEST_NAP_MS));
        continue;
      }
      // The store may have taken its time to answer.
      dropLate();
      const next = nextOne();
      if (next) next.resolve(answer.granted);
      else answer.granted.unused();
    }
    // At this moment, not later: the next request starts it once more.
    asking--;
  }

  return (lane, deadline) =>
    new Promise((resolve, reject) => {
      lanes.set(lane, [...(lanes.get(lane) ?? []), { deadline, resolve, reject }]);
      waiting++;
      if (asking >= Math.min(waiting, MOST_ASKING)) return;
      asking++;
      serve().catch((error) => {
        for (const { reject } of [...lanes.values()].flat()) reject(error);
        lanes.clear();
        waiting = 0;
        asking--;
      });
    });
}
