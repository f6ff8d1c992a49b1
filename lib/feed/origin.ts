/** Where a store is: which server wrote it, in which of its databases, and in which of the server's lives. Null: the store does not say. */
export type Origin = { system: string | null; database: string | null; timeline: string | null };

const PARTS = ["system", "database", "timeline"] as const;

/**
 * True when a store has moved. Another timeline means that a standby took over or a restore went back in time. Another
 * database or server means that a dump was loaded. In each case Sage may have more than the store knows.
 */
export const hasMoved = (known: Origin, now: Origin) =>
  PARTS.some((part) => known[part] !== null && now[part] !== null && known[part] !== now[part]);

/** Parts that the store does not say this time stay as they were. */
export const originAfter = (known: Origin, now: Origin): Origin => ({
  system: now.system ?? known.system,
  database: now.database ?? known.database,
  timeline: now.timeline ?? known.timeline,
});
