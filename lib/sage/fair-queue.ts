import { setTimeout as sleep } from "node:timers/promises";

/** Permission to send one request now. */
export type Permit = {
  /** Milliseconds since it was asked for: a busy process may come to use it late. */
  age(): number;
  /** Makes it one of this moment; false when it is somebody else's meanwhile. */
  renew(): Promise<boolean>;
  /** Nobody needs it any more. */
  unused(): void;
  /** Whoever has it says when the answer came, to what, and after how long. */
  answered(operation: string, milliseconds: number): void;
};

/** What all processes share: a turn that is granted at this moment, or how long to wait before asking again. */
export interface RateLimiter {
  ask(): Promise<{ granted: Permit } | { waitMs: number }>;
}

/** Waits for a turn until `deadline` (as performance.now() tells it); null when there was none by then. */
export type TakePermit = (lane: string, deadline: number) => Promise<Permit | null>;

/** Requests that a person waits for go before all others. */
export const PEOPLE = "people";

/** So often at least it is looked whether somebody's time is over. */
const LONGEST_NAP_MS = 100;

/** Several ask at once, so that a slow answer of the store does not make a slow feed. */
const MOST_ASKING = 3;

type Waiting = { deadline: number; resolve(turn: Permit | null): void; reject(error: unknown): void };

/**
 * Lines up the requests of this process: people first, then one of each lane (an institution) in turn, so that one with a
 * thousand statements does not hold up another's only one.
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
    // At this moment, not later: whoever comes next starts it anew.
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
