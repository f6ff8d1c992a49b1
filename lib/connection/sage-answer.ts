import { cleanText } from "../feed/line-text.ts";
import { numbersMasked } from "./mask.ts";

/** Sage's answer to one request of ours, as it is kept. Numbers that look like accounts' are masked. */
export type SageAnswer = {
  /** Null where nothing came. */
  httpStatus: number | null;
  code: string | null;
  /** Sage's words, those for single fields behind the others; at most 500 UTF-16 units. */
  message: string | null;
  /** Paths of the fields that Sage refused, each once; at most 20. */
  targets: readonly string[];
  /** Sage's id of the request. */
  requestId: string | null;
  /** When it was received, or when the wait for it ended; ISO 8601 in UTC. */
  at: string;
};

const MOST_WORDS = 500;
const MOST_TARGETS = 20;
const LONGEST_NAME = 200;

/** An answer as it may be kept: whole account numbers are masked first, then long texts are cut. */
export const keptAnswer = ({ code, message, targets, requestId, ...rest }: SageAnswer): SageAnswer => ({
  ...rest,
  code: code && keptText(code, LONGEST_NAME),
  message: message && keptText(message, MOST_WORDS),
  targets: [...new Set(targets.map((target) => keptText(target, LONGEST_NAME)))].slice(0, MOST_TARGETS),
  requestId: requestId && cleanText(requestId, LONGEST_NAME).value,
});

const keptText = (text: string, longest: number) =>
  cleanText(numbersMasked(cleanText(text, text.length).value), longest).value;

/** No answer came. */
export const silence = (at: Date): SageAnswer => ({
  ...{ httpStatus: null, code: null, message: null, targets: [], requestId: null },
  at: at.toISOString(),
});

/** The answer that is kept of two. A silence leaves one with words; null is a request that was not sent. */
export const latestAnswer = (before: SageAnswer | null, came: SageAnswer | null): SageAnswer | null =>
  came === null || (came.httpStatus === null && before !== null) ? before : came;
