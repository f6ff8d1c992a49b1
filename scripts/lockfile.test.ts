import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { complete, missingBuilds, readLockfile } from "./lockfile.ts";
import { root } from "./root.ts";

test("npm ci has what it needs on every platform (else: npm run lock)", () => {
  const lockfile = readLockfile(readFileSync(path.join(root, "package-lock.json"), "utf8"));
  expect(Object.keys(missingBuilds(lockfile))).toEqual([]);
});

test("builds that npm left out are named with their platform, those that it has are left alone", () => {
  const tool = {
    version: "2.0.0",
    dev: true,
    optionalDependencies: { "t-linux-arm64-musl": "2.0.0", "t-linux-x64": "2.0.0" },
  };
  const lockfile = {
    packages: {
      "node_modules/a/node_modules/t": tool,
      "node_modules/a/node_modules/t-linux-x64": { version: "2.0.0" },
      "node_modules/z": {},
    },
  };
  expect(missingBuilds(lockfile)).toEqual({
    "node_modules/t-linux-arm64-musl": {
      version: "2.0.0",
      cpu: ["arm64"],
      libc: ["musl"],
      os: ["linux"],
      dev: true,
      optional: true,
    },
  });
  const completed = complete(lockfile);
  expect(missingBuilds(completed)).toEqual({});
  expect(Object.keys(completed.packages).at(-2)).toBe("node_modules/t-linux-arm64-musl");
});
