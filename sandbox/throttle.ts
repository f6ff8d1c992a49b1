import type { World } from "./world.ts";

/** True when one more request fits in a sliding window; counts it then. A limit of 0 lets everything through. */
export function allows({ recent, clock }: World, counted: string, limit: number, windowMs: number): boolean {
  const now = clock.now();
  const kept = (recent.get(counted) ?? []).filter((at) => at <= now && now - at < windowMs);
  const fits = limit === 0 || kept.length < limit;
  if (fits) kept.push(now);
  recent.set(counted, kept);
  return fits;
}
