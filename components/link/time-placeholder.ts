/** Stands for the time in the sentence that a `LocalTime` is given. */
export const TIME = "{}";
