import { readFileSync } from "node:fs";
import { verifyExport } from "./audit-file.ts";

/**
 * `npm run audit:verify -- audit.jsonl [hash]`: proves an exported audit log from the file alone. A hash that was written down
 * elsewhere, at an earlier time, has to be in it: then nobody has made the whole chain anew since.
 */
const [file, known] = process.argv.slice(2);
if (!file) {
  console.error("npm run audit:verify -- <file made by audit:export> [a hash that you wrote down earlier]");
  process.exit(2);
}
const { rows, head, faults } = verifyExport(readFileSync(file, "utf8"), known);
for (const fault of faults) console.error(fault);
console.log(
  faults.length === 0
    ? `${rows} rows, unbroken. The last hash is ${head}.`
    : `${faults.length} faults in ${rows} rows.`,
);
process.exit(faults.length === 0 ? 0 : 1);
