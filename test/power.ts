import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

const MEGABYTES = 384;
/** ext4's shutdown without writing its journal, as when the power goes: EXT4_IOC_SHUTDOWN with NOLOGFLUSH. */
const CUT = 'open(F, "<", $ARGV[0]) or die $!; my $how = pack("L", 2); defined ioctl(F, 0x8004587D, $how) or die $!';

const run = (program: string, ...args: string[]) => execFileSync(program, args, { stdio: ["ignore", "pipe", "pipe"] });

function makeDisk() {
  const home = mkdtempSync(join(tmpdir(), "connect-bank-disk-"));
  const [image, directory] = [join(home, "image"), join(home, "disk")];
  writeFileSync(image, "");
  truncateSync(image, MEGABYTES * 1024 * 1024);
  mkdirSync(directory);
  const format = () => run("mkfs.ext4", "-q", "-F", image);
  const mount = () => run("mount", "-o", "loop", image, directory);
  const unmount = () => run("umount", directory);
  const remove = () => {
    try {
      // Also while a store that failed to open still has files of it.
      run("umount", "--lazy", directory);
    } catch {
      // It was not mounted.
    }
    rmSync(home, { recursive: true, force: true });
  };
  return {
    directory,
    format,
    mount,
    unmount,
    /** All that was not synced is gone; whatever uses the disk gets errors from now on. */
    cutPower: () => run("perl", "-e", CUT, directory),
    remove,
  };
}

/** Why the power of a disk cannot be cut on this machine; null where it can. */
export function whyPowerStays(): string | null {
  if (process.getuid?.() !== 0) return "that needs root";
  const disk = makeDisk();
  try {
    disk.format();
    disk.mount();
    disk.cutPower();
    return null;
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: Buffer };
    return (stderr?.toString().trim() || message).split("\n", 1)[0] ?? "";
  } finally {
    disk.remove();
  }
}

/** A disk of its own for a test, whose power can be cut: ext4 on a loop device. */
export function aDisk() {
  const disk = makeDisk();
  onTestFinished(disk.remove);
  disk.format();
  disk.mount();
  return disk;
}
