export type Quota = { limit: number; left: number; resetsAt: Date };

/** `quota` is the institution's for the day; null for a request that has no institution. */
export type Counted =
  | { allowed: true; quota: Quota | null }
  | { allowed: false; waitSeconds: number; quota: Quota | null };

/** Requests at work at once for one company. */
export const AT_ONCE = 10;

/** How much of the API may be used, counted over all replicas. */
export interface RequestLimits {
  /** Counts one request against its address and, where it has one, against its institution's day. */
  count(address: string, institutionId: string | null): Promise<Counted>;
  /** Takes a place among the requests at work for a company; null when all are taken. */
  enter(institutionId: string, companyId: string): Promise<Place | null>;
  leave(place: Place): Promise<void>;
}

export type Place = { key: string; token: number };
