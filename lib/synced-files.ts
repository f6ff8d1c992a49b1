import { closeSync, fsyncSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import { open, readdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

/** Puts a directory's list of names on disk. Without that a new or renamed file may be gone after a power cut. */
export function syncDirectory(directory: string) {
  const descriptor = openSync(directory, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Makes a directory, with those above it that are missing, for its owner alone; its name is on disk then. */
export function makeDirectory(directory: string) {
  const first = mkdirSync(resolve(directory), { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = resolve(directory); made.length >= first.length; made = dirname(made)) syncDirectory(dirname(made));
}

/** Writes a file and puts it on disk; its name is there after `syncDirectory`. */
export function writeSynced(file: string, text: string) {
  writeFileSync(file, text, { mode: 0o600, flush: true });
}

/** Puts all files and directories of a tree on disk. */
export async function syncTree(directory: string) {
  const inside = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = [directory, ...inside.map(({ parentPath, name }) => join(parentPath, name))];
  let next = 0;
  const hand = async () => {
    for (let path = paths[next++]; path !== undefined; path = paths[next++]) {
      const handle = await open(path, "r");
      await handle.sync().finally(() => handle.close());
    }
  };
  // As many as Node's threads: a disk puts syncs that come together away together.
  await Promise.all([1, 2, 3, 4].map(hand));
}
