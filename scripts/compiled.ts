import path from "node:path";
import { reports } from "./root.ts";

/**
 * An environment for processes that tests start by the dozen. Node keeps our compiled sources here, and reads them
 * once.
 */
export const compiled = { NODE_COMPILE_CACHE: path.join(reports, "compiled") };
