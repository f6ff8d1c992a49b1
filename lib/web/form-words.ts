import type { Words } from "./words.ts";

/** The words that every form of a journey shows, with its main button's. */
export const formWords = (words: Words, submit: string) => ({
  submit,
  working: words("frame.working"),
  errorTitle: words("frame.errorTitle"),
  errorSummary: words("frame.errorSummary"),
});
