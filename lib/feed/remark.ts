/** A remark about a push, by its place in the request. */
export type Remark = { itemId: string; message: string; validatorName: string };

export const REPEAT = "repeat";
export const START = "start";
export const TOO_EARLY = "is before the feed's start date; Sage does not get it";

/** The transactions that a kind of remark names, each once: `transactions[3]` for `transactions[3].date`. */
export const placesOf = (remarks: readonly Remark[], validatorName: string) =>
  new Set(remarks.filter((one) => one.validatorName === validatorName).map(({ itemId }) => itemId.split(".")[0] ?? ""));
