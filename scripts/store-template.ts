import path from "node:path";
import { openPglite } from "../lib/db/store/embedded.ts";
import { kept } from "./kept.ts";
import { reports } from "./root.ts";

const folder = path.join(reports, ".store");

/**
 * Makes every embedded store that is started from here on a copy of an empty one. Making one from nothing takes
 * seconds.
 */
export async function shareStoreTemplate(): Promise<void> {
  await kept(folder, ["lib/db/**/*", "package-lock.json"], async () => (await openPglite(folder)).close());
  process.env.STORE_TEMPLATE = folder;
}
