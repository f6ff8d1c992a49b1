import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { complete, readLockfile } from "./lockfile.ts";
import { root } from "./root.ts";

/** To be run after `npm install`, so that `npm ci` works on every platform. */
const file = process.argv[2] ?? path.join(root, "package-lock.json");
writeFileSync(file, `${JSON.stringify(complete(readLockfile(readFileSync(file, "utf8"))), null, 2)}\n`);
