import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { build, isBuilt } from "../scripts/build.ts";
import { aloud, say } from "../scripts/progress.ts";
import { reports } from "../scripts/root.ts";
import { stopRequest } from "../scripts/stop-request.ts";
import { shareStoreTemplate } from "../scripts/store-template.ts";
import { emptyReport } from "./findings.ts";
import { machine } from "./machine.ts";
import { PARTS, partsNamed, stopBareApp } from "./parts.ts";
import { PLANS } from "./plan.ts";
import { markdown } from "./report.ts";
import { runParts } from "./run-parts.ts";
import { dropDatabases } from "./stores.ts";
import { verdictsOf } from "./verdicts.ts";

const { values: flags } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    smallest: { type: "boolean", default: false },
    only: { type: "string", multiple: true, default: [] },
  },
});
const size = flags.smallest ? "smallest" : flags.quick ? "quick" : "full";
const plan = PLANS[size];
const names = flags.only.flatMap((list) => list.split(","));
const unknown = names.filter((name) => partsNamed([name]).length === 0);
if (unknown.length > 0) {
  say(`There is no part ${unknown.join(", ")}. The parts are ${PARTS.map(({ name }) => name).join(", ")}.`);
  process.exit(1);
}
const file = ["bench", ...(size === "smallest" ? ["smallest"] : []), ...names].join("-");

// All that was started ends with us.
stopRequest().addEventListener("abort", () => void dropDatabases().then(() => process.exit(1)), { once: true });

if (!isBuilt()) await aloud("Building the app", build);
if (size === "smallest") await shareStoreTemplate();
const report = emptyReport(await machine(), size);
const text = () => markdown(report, verdictsOf(report));

/** Writes the report so far: a part's figures are on disk once it ends, whatever becomes of the others. */
function write() {
  mkdirSync(reports, { recursive: true });
  const verdicts = verdictsOf(report);
  writeFileSync(path.join(reports, `${file}.json`), `${JSON.stringify({ ...report, verdicts }, null, 2)}\n`);
  writeFileSync(path.join(reports, `${file}.md`), text());
}

write();
await runParts(partsNamed(names), report, plan, write);
await stopBareApp();
process.stdout.write(`\n${text()}\n`);
say(`Also in reports/${file}.md and reports/${file}.json.`);
const failed = report.parts.filter(({ outcome }) => outcome === "failed");
for (const { part, why } of failed) say(`✗ ${part}: ${why}`);
const done = report.parts.filter(({ outcome }) => outcome === "done").length;
process.stdout.write(`${done} passed, ${failed.length} failed\n`);
process.exit(failed.length === 0 ? 0 : 1);
