import { build, isBuilt } from "../scripts/build.ts";
import { buildLaterRelease } from "../scripts/later-release.ts";
import { root } from "../scripts/root.ts";

/** Builds two releases before the tests begin: the one that they start, and the one that replaces it half-way. */
export default async function setup() {
  if (!isBuilt()) await build();
  process.env.SOAK_NEXT_RELEASE = await buildLaterRelease();
}

export const releases = () => ({ first: root, next: process.env.SOAK_NEXT_RELEASE ?? root });
