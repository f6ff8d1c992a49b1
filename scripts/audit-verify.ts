import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { verifyExport } from "./audit-file.ts";

/**
 * `npm run audit:verify -- audit.jsonl [hash]`: proves an exported audit log from the file alone. A hash that was
 * written down elsewhere, at an earlier time, has to be in it. That proves that the whole chain was not made again
 * since.
 */
const [file, known] = process.argv.slice(2);
if (!file) {
  console.error("npm run audit:verify -- <file made by audit:export> [a hash that you wrote down earlier]");
  process.exit(2);
}
const { rows, head, erased, faults } = await verifyExport(
  createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY }),
  known,
);
for (const fault of faults) console.error(fault);
console.log(
  faults.length === 0
    ? [
        `${rows} rows, unbroken. The last hash is ${head}.`,
        ...(erased > 0
          ? [`Of ${erased} rows the personal part is not there any more: compare with RETENTION_DAYS.`]
          : []),
        ...(known
          ? []
          : [
              "Nobody can tell from the file alone whether the whole was made anew: name a hash that you wrote down earlier.",
            ]),
      ].join("\n")
    : `Faults: ${faults.length}, in ${rows} rows.`,
);
process.exit(faults.length === 0 ? 0 : 1);
