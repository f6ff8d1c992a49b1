import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../scripts/root.ts";

/** The version of package.json. */
export const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { version: string };
