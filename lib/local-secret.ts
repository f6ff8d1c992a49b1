import { randomBytes } from "node:crypto";
import { existsSync, linkSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { makeDirectory, syncDirectory, writeSynced } from "./synced-files.ts";

/**
 * The secret where APP_SECRET is not set (allowed on this machine only). It is made once and kept beside the data it
 * protects. It is on disk, whole, before anything is sealed with it.
 */
export function localSecret(dataDir: string) {
  const file = join(dataDir, "app-secret");
  if (!existsSync(file)) {
    makeDirectory(dataDir);
    const made = `${file}.${process.pid}`;
    writeSynced(made, randomBytes(48).toString("base64"));
    try {
      // Unlike a rename, this keeps the secret of a process that was quicker.
      linkSync(made, file);
    } catch (error) {
      // Not every file system has links.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") renameSync(made, file);
    }
    rmSync(made, { force: true });
    syncDirectory(dataDir);
  }
  return readFileSync(file, "utf8").trim();
}
