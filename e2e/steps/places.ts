import path from "node:path";
import { reports, root } from "../../scripts/root.ts";

/** The folder of a run's logs. For the search of those logs at its end it also has the secrets that the run saw. */
export const runFolder = path.join(reports, "e2e");
export const secretsFile = path.join(runFolder, "secrets.txt");

/** The custom element that institutions load. */
export const elementFile = path.join(root, "public/connect-bank.js");
