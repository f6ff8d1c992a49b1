import { z } from "zod";

const Entry = z.looseObject({
  dev: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const Lockfile = z.looseObject({ packages: z.record(z.string(), Entry) });
type Lockfile = z.output<typeof Lockfile>;

/** Checked and then handed on as it was, because zod would change the order of its keys. */
export function readLockfile(text: string): Lockfile {
  const lockfile = JSON.parse(text);
  Lockfile.parse(lockfile);
  return lockfile;
}

/**
 * Builds for other platforms that the lockfile should name and does not. The package manager leaves them out when the
 * registry it asked has only its own platform's. Then `npm ci` refuses the lockfile.
 */
export function missingBuilds({ packages }: Lockfile): Record<string, object> {
  const missing: Record<string, object> = {};
  for (const [parent, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const isThere = placesFor(parent, name).some((place) => place in packages);
      if (isThere) continue;
      missing[`node_modules/${name}`] = {
        version,
        ...platformOf(name),
        ...(entry.dev && { dev: true }),
        optional: true,
      };
    }
  }
  return missing;
}

export function complete(lockfile: Lockfile): Lockfile {
  const entries = Object.entries({ ...lockfile.packages, ...missingBuilds(lockfile) } as Lockfile["packages"]);
  return { ...lockfile, packages: Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b, "en"))) };
}

/** Where Node would look for a package, seen from another. */
function placesFor(parent: string, name: string): string[] {
  const place = `${parent ? `${parent}/` : ""}node_modules/${name}`;
  const above = parent.lastIndexOf("/node_modules/");
  return parent === "" ? [place] : [place, ...placesFor(above < 0 ? "" : parent.slice(0, above), name)];
}

/** Packages of one platform's build carry it in their name, as in `swc-linux-x64-musl`. */
function platformOf(name: string) {
  const found = /(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|ia32|ppc64|riscv64|s390x|x64)/.exec(name);
  if (!found) return name.includes("wasm32") ? { cpu: ["wasm32"] } : {};
  const [, os, cpu] = found;
  const libc = /-musl/.test(name) ? { libc: ["musl"] } : /-gnu/.test(name) ? { libc: ["glibc"] } : {};
  return { cpu: [cpu], ...libc, os: [os] };
}
