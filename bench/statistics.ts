/** The value below which `share` of the sorted values lie; 0 of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

export const median = (values: readonly number[]) => percentile(values, 0.5);

/** Errors by what happened, with how often. */
export type Tally = Record<string, number>;

export function count(tally: Tally, what: string, times = 1) {
  tally[what] = (tally[what] ?? 0) + times;
}

export const total = (tally: Tally) => Object.values(tally).reduce((sum, one) => sum + one, 0);
