import { type Logger, pino } from "pino";

/** A journey's token and a link's token are in their addresses; what is logged of an address has none. */
export const withoutTokens = (url: string) =>
  url.replace(/\/(connect|link)\/[A-Za-z0-9_-]{20,}/g, "/$1/…").replace(/\?.*$/s, "?…");

const REDACTED = [
  "passcode",
  "token",
  "accountNumber",
  "apiKey",
  "authorization",
  "clientSecret",
  "*.passcode",
  "*.token",
  "*.accountNumber",
  "*.apiKey",
  "*.authorization",
  "*.clientSecret",
  "headers",
  "req",
];

/** JSON lines on standard output. Redaction is the second line of defence: the first is to log ids, codes and times alone. */
export const createLog = (level: string): Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths: REDACTED, censor: "…" } });

export type Log = Logger;
