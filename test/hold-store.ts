import { openPglite } from "../lib/db/store/embedded.ts";

/** A process of its own that opens the embedded store of a directory, says so, and keeps it until killed. */
const [directory = ""] = process.argv.slice(2);
try {
  const database = await openPglite(directory);
  console.log("open");
  process.once("SIGTERM", () => database.close().then(() => process.exit(0)));
  setInterval(() => {}, 60_000);
} catch (error) {
  console.log(error instanceof Error ? error.message : error);
  process.exit(1);
}
