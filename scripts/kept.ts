import { hash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./root.ts";

/**
 * Calls `make` to fill a folder, unless the folder was filled from the same files before. `of` are patterns of these files, below the
 * project's root. A folder whose `make` failed is not kept, nor is one of a project that was moved.
 */
export async function kept(folder: string, of: readonly string[], make: () => Promise<unknown>): Promise<void> {
  // Beside it, so that nothing foreign is in it; written last.
  const stamp = `${folder}.made-of`;
  const wanted = ingredients(folder, of);
  if (existsSync(folder) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  rmSync(stamp, { force: true });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.dirname(folder), { recursive: true });
  await make();
  writeFileSync(stamp, wanted);
}

function ingredients(folder: string, of: readonly string[]): string {
  const files = globSync([...of], { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  return [folder, ...files.map((file) => `${path.relative(root, file)} ${hash("sha256", readFileSync(file))}`)].join(
    "\n",
  );
}
