import { existsSync, globSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { root } from "./root.ts";
import { run } from "./run.ts";

const BUILD_ID = path.join(root, ".next/BUILD_ID");
const SOURCES = [
  "{app,components,lib,messages,public}/**/*",
  "*.{ts,mts,js,mjs,cjs}",
  "{package,package-lock,tsconfig}.json",
];
/** Written by Next itself, or no part of the build. */
const BESIDES = /(^next-env\.d\.ts|\.test\.tsx?|^server\.ts|^(vitest|playwright|drizzle)\.config\.ts)$/;

export function isBuilt(): boolean {
  if (!existsSync(BUILD_ID)) return false;
  const built = statSync(BUILD_ID).mtimeMs;
  return globSync(SOURCES, { cwd: root })
    .filter((file) => !BESIDES.test(file))
    .every((file) => statSync(path.join(root, file)).mtimeMs < built);
}

export async function build(): Promise<void> {
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } as const;
  try {
    await run("The build", ["node_modules/next/dist/bin/next", "build"], env);
  } catch (error) {
    rmSync(BUILD_ID, { force: true }); // a failed build leaves one, and would pass for a good one next time
    throw error;
  }
}
