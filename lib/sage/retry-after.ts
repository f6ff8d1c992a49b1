/** The longest delay that we accept; a longer one is cut to it. So a slip in a header stops no feed for a day. */
export const LONGEST_RETRY_AFTER_SECONDS = 300;

/**
 * Seconds that `Retry-After` asks us to wait, written as seconds or as an HTTP date. Null when it is unusable. `now` is
 * the moment on the sender's clock, its `Date` header, where it gave one.
 */
export function retryAfterSeconds(header: string | null, now: Date): number | null {
  const value = header?.trim() ?? "";
  const seconds = /^\d{1,9}$/.test(value) ? Number(value) : secondsUntil(value, now);
  return seconds === null ? null : Math.min(LONGEST_RETRY_AFTER_SECONDS, Math.max(0, seconds));
}

/** The three forms of HTTP's dates begin with the name of a day. */
function secondsUntil(date: string, now: Date) {
  const at = /^[a-z]{3,9},? /i.test(date) ? Date.parse(date) : Number.NaN;
  return Number.isNaN(at) ? null : Math.ceil((at - now.getTime()) / 1000);
}
