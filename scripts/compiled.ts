import path from "node:path";
import { reports } from "./root.ts";

/** For the environment of processes that tests start by the dozen: Node keeps here what it made of our sources, and reads them once. */
export const compiled = { NODE_COMPILE_CACHE: path.join(reports, "compiled") };
