import path from "node:path";
import { reports, root } from "../../scripts/root.ts";

/** Where a run leaves its logs and, for the search of those logs at its end, the secrets that it saw. */
export const runFolder = path.join(reports, "e2e");
export const secretsFile = path.join(runFolder, "secrets.txt");

/** The custom element that institutions load. */
export const elementFile = path.join(root, "public/connect-bank.js");
