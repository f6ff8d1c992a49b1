/** A promise to an institution that was broken. */
export class Violation extends Error {}

/** The process has died: nothing after this point was done. */
export class Died extends Error {}
