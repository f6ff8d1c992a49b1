const SOON_MS = 2_500;
const LATER_MS = 10_000;
const LATEST_MS = 60_000;
/** After so many looks without news they become fewer. */
const PATIENT_AFTER = 60;
/** A look costs the page's server about one part in so many of its time, however many pages are open. */
const SHARE = 40;

export type Looks = {
  /** Since there was news. */
  count: number;
  /** How long the answer of the last one took, in ms; null when there was none. */
  tookMs: number | null;
  /** How many of the last looks failed, one after the other. */
  failed: number;
};

/**
 * The pause in ms before a link page looks for news again, at most a minute, as `browser/page.js` makes it. Slow answers lengthen it, and each failed
 * one doubles it. `chance` (0 to 1) spreads pages that were opened together.
 */
export function nextLook({ count, tookMs, failed }: Looks, chance: number): number {
  const patient = count > PATIENT_AFTER ? LATER_MS : SOON_MS;
  const pause = Math.max(patient, (tookMs ?? 0) * SHARE) * 2 ** Math.min(failed, 5);
  return Math.round(Math.min(LATEST_MS, pause) * (0.85 + 0.3 * chance));
}
