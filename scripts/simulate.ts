import { parseArgs } from "node:util";
import { firstFailure, shrunk, violationOf } from "../simulation/simulate.ts";

/** `npm run simulate -- --histories 10000000`: plays histories of an account's feed; `--seed N` plays one of them again. */
const { values } = parseArgs({
  options: {
    histories: { type: "string", default: "100000" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
  },
});
const from = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.histories) : 1;
if (!Number.isSafeInteger(from) || !(count > 0)) {
  console.error("--histories, --from and --seed take whole numbers, as in: npm run simulate -- --histories 1000000");
  process.exit(1);
}
const REPORTED = 100_000;
const began = performance.now();
for (let done = 0; done < count; done += REPORTED) {
  const failure = await firstFailure(from + done, Math.min(REPORTED, count - done));
  if (failure) {
    const history = await shrunk(failure.history);
    const log: string[] = [];
    const message = await violationOf(history, undefined, log);
    console.log(log.join("\n"));
    console.log(`seed ${failure.seed}: ${failure.message}\nshrunk: ${message}`);
    for (const choice of history) console.log(JSON.stringify(choice));
    process.exitCode = 1;
    break;
  }
  console.log(`${Math.min(done + REPORTED, count)} histories in ${Math.round((performance.now() - began) / 1000)} s`);
}
