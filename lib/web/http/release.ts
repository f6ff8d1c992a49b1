/** Which build this is, as pages that it has made name it. */
export const RELEASE = process.env.RELEASE ?? "";
