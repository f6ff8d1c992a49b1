import path from "node:path";

export const root = path.resolve(import.meta.dirname, "..");

/** Where reports and logs of tests and demos go; ignored by git. */
export const reports = path.join(root, "reports");
