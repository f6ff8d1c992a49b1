import { globSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { root } from "./root.ts";
import { run } from "./run.ts";

const BUILD_ID = path.join(root, ".next/BUILD_ID");
const SOURCES = [
  "{app,browser,components,lib,messages,public}/**/*",
  "*.{ts,mts,js,mjs,cjs}",
  "{package,package-lock,tsconfig}.json",
];
/** Written by Next itself, or no part of the build. */
const BESIDES = /(^next-env\.d\.ts|\.test\.tsx?|^server\.ts|^(vitest|playwright|drizzle)\.config\.ts)$/;

export function isBuilt(): boolean {
  const built = builtAt();
  return built !== undefined && newestSource() < built;
}

/** When any file that a build is made of was changed last, in milliseconds. */
export const newestSource = () =>
  globSync(SOURCES, { cwd: root })
    .filter((file) => !BESIDES.test(file))
    .reduce((newest, file) => Math.max(newest, statSync(path.join(root, file)).mtimeMs), 0);

const builtAt = () => statSync(BUILD_ID, { throwIfNoEntry: false })?.mtimeMs;

export async function build(): Promise<void> {
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } as const;
  const before = builtAt();
  try {
    await run("The build", ["node_modules/next/dist/bin/next", "build"], env);
  } catch (error) {
    // A build that fails late leaves an id, and would pass for a good one next time.
    if (builtAt() !== before) rmSync(BUILD_ID, { force: true });
    throw error;
  }
}
