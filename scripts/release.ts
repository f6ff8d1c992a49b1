import { cpSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { newestSource } from "./build.ts";
import { root } from "./root.ts";
import { run } from "./run.ts";

/** The files that a build and a start need, besides the packages. */
const PARTS = [
  ...["app", "components", "lib", "messages", "public", "browser", "server.ts", "next.config.ts"],
  ...["package.json", "package-lock.json", "postcss.config.mjs", "tsconfig.json"],
];

/** One place in the source that a release has otherwise; the text must be there once or more. */
export type Change = { file: string; from: string; to: string };

/**
 * Builds another release: a copy of the tree with these changes, in a folder of its own under `.releases`. Answers that folder;
 * `server.ts` is started in it. A copy that was built after the newest source, with the same changes, is used again.
 */
export async function buildRelease(name: string, changes: readonly Change[]): Promise<string> {
  const folder = path.join(root, ".releases", name);
  const stamp = path.join(folder, "changes.json");
  const wanted = JSON.stringify(changes);
  const builtAt = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (builtAt > newestSource() && readFileSync(stamp, "utf8") === wanted) return folder;

  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const part of PARTS) cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
  linkTree(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  for (const change of changes) applyChange(folder, change);
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } as const;
  await run("The build of another release", ["node_modules/next/dist/bin/next", "build"], env, folder);
  writeFileSync(stamp, wanted);
  return folder;
}

function applyChange(folder: string, { file, from, to }: Change) {
  const target = path.join(folder, file);
  const source = readFileSync(target, "utf8");
  if (!source.includes(from)) throw new Error(`${file} does not hold ${from}`);
  writeFileSync(target, source.replaceAll(from, to));
}

/** The same files under another folder, without a copy of them: the bundler follows no link out of its tree. */
function linkTree(from: string, to: string) {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) cpSync(source, target, { verbatimSymlinks: true });
    else linkSync(source, target);
  }
}
