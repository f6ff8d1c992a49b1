import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "../scripts/root.ts";

export const TESTS = "{lib,scripts,sandbox,components,simulation,test}/**/*.test.ts";
/** It reaches nothing, and takes most of a minute. */
const LONG = "simulation/simulation.test.ts";

/**
 * All test files by their project, as paths from the root. A test is pure when no module that it imports opens a store,
 * a port or a process. Imports through other modules count. A pure test needs no preparation and takes a moment.
 */
export function testFiles(): { pure: string[]; store: string[] } {
  const projectOf = (file: string) => (file !== LONG && wayOut(path.join(root, file)) === null ? "pure" : "store");
  const { pure = [], store = [] } = Object.groupBy(globSync(TESTS, { cwd: root }), projectOf);
  return { pure, store };
}

/** Modules that open a store, a port or a process. */
const OPENS =
  /^(pg|pg-boss|postgres|@electric-sql\/.+|@hono\/node-server.*|node:(child_process|http|https|net|worker_threads))$/;

/** Value imports, as the formatter leaves them; those of types alone load nothing. */
const IMPORT = /^(?:import|export) (?!type )(?:[^"';]*? from )?"([^"]+)"|\bimport\("([^"]+)"\)/gm;

/**
 * The imports by which a file reaches a module that opens a store, a port or a process. Null for a pure file. The last
 * is that module. The paths before it are from the root of the project.
 */
export function wayOut(file: string, base = root, seen = new Set<string>()): string[] | null {
  if (seen.has(file) || !/\.tsx?$/.test(file) || !existsSync(file)) return null;
  seen.add(file);
  for (const [, said = "", late = said] of readFileSync(file, "utf8").matchAll(IMPORT)) {
    if (OPENS.test(late)) return [late];
    if (!/^[.#]/.test(late)) continue;
    const next = late.startsWith("#") ? path.join(base, late.slice(1)) : path.join(path.dirname(file), late);
    const way = wayOut(next, base, seen);
    if (way) return [path.relative(base, next), ...way];
  }
  return null;
}
