import { format } from "node:util";
import { destination, type Logger, pino } from "pino";

/** A journey's token and a link's token are in their addresses; a logged address has none. */
export const withoutTokens = (url: string) =>
  url.replace(/\/(connect|link|preview)\/[A-Za-z0-9_-]{20,}/g, "/$1/…").replace(/\?.*$/s, "?…");

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

/**
 * JSON lines on standard output. Redaction is the second line of defence: the first is to log ids, codes and times
 * alone. Lines are written together, at least four times a second and at the process's end. Writing them one by one
 * costs a page a fifth of its time.
 */
export function createLog(level: string): Logger {
  const output = destination({ dest: 1, sync: false, minLength: 4_096, periodicFlush: 250 });
  process.once("exit", () => output.flushSync());
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: (error: Error) => withoutParameters(pino.stdSerializers.err(error)) },
    redact: { paths: REDACTED, censor: "…" },
  };
  return pino(options, output);
}

/** Makes JSON lines, without tokens, of what the framework and libraries print. A log must not be half text. */
export function captureConsole(log: Logger) {
  for (const [method, level] of [
    ["log", "info"],
    ["info", "info"],
    ["warn", "warn"],
    ["error", "error"],
  ] as const) {
    console[method] = (...printed: unknown[]) => {
      const text = withoutTokensIn(format(...printed));
      // A library's deprecation is no failure of today.
      log[level === "error" && text.includes("DeprecationWarning") ? "warn" : level]({ printed: true }, text);
    };
  }
}

/** The log of a failed query leaves out its parameters: names, hashes and all that a person typed. */
const cut = (text: string) => text.replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/g, "\nparams: …");

function withoutParameters(error: object): object {
  const entries = Object.entries(error).map(([name, value]) => {
    if (name === "params") return [name, "…"];
    if (typeof value === "string") return [name, cut(value)];
    return [name, value && typeof value === "object" && !Array.isArray(value) ? withoutParameters(value) : value];
  });
  return Object.fromEntries(entries);
}

const withoutTokensIn = (text: string) =>
  cut(text)
    .replace(/\/(connect|link|preview)\/[A-Za-z0-9_-]{20,}/g, "/$1/…")
    .slice(0, 4_000);

export type Log = Logger;
