import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

/**
 * Loaded before the application that durability is compared with: every sync says at once that it is done. It is here
 * and no setting of the application, so that no production process can leave it on.
 */
Object.assign(fs, {
  fsyncSync() {},
  fdatasyncSync() {},
  fdatasync: (_descriptor: number, done: (error: null) => void) => process.nextTick(done, null),
});
syncBuiltinESMExports();
