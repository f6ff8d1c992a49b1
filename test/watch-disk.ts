import fs from "node:fs";

/** Where a byte of the write-ahead log is, counted from its beginning. */
type Place = bigint;

const PAGE = 8192;
const SEGMENT_BYTES = 16n * 1024n * 1024n;
const SEGMENT = /pg_wal\/[0-9A-F]{8}([0-9A-F]{8})([0-9A-F]{8})$/;
const TABLE = /\/(base|global)\/(\d+\/)?\d+$/;

/** "0/16B3748", as PostgreSQL writes a place in the log. */
export function placeOf(written: string): Place {
  const [high = "", low = ""] = written.split("/");
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
}

const segmentStart = (path: string): Place | null => {
  const [, log, segment] = SEGMENT.exec(path) ?? [];
  return log && segment ? (BigInt(`0x${log}`) * 256n + BigInt(`0x${segment}`)) * SEGMENT_BYTES : null;
};

/**
 * Watches this process's use of its disk until `stop`. It notes how far the log is on disk, and pages written before
 * the log that describes them. It notes also unsynced writes at PostgreSQL's checkpoints. Must begin before the store
 * is loaded.
 */
export function watchDisk() {
  const { openSync, writeSync, fsyncSync, fdatasyncSync, fdatasync } = fs;
  const real = { openSync, writeSync, fsyncSync, fdatasyncSync, fdatasync };
  const paths = new Map<number, string>();
  const ends = new Map<string, Place>();
  const unsynced = new Set<string>();
  const seen = { onDisk: 0n as Place, pages: 0, early: [] as string[], checkpoints: 0, loose: [] as string[] };
  let refusals = 0;

  const refuse = () => {
    if (refusals-- > 0) throw Object.assign(new Error("EIO: i/o error, fdatasync"), { code: "EIO" });
  };
  const atSync = (descriptor: number) => {
    const path = paths.get(descriptor) ?? "";
    const end = ends.get(path);
    return () => {
      unsynced.delete(path);
      if (end !== undefined && end > seen.onDisk) seen.onDisk = end;
    };
  };
  const watched = {
    openSync(...args: Parameters<typeof fs.openSync>) {
      const descriptor = real.openSync(...args);
      paths.set(descriptor, String(args[0]));
      return descriptor;
    },
    writeSync(descriptor: number, buffer: Uint8Array, offset: number, length: number, position: number) {
      const path = paths.get(descriptor) ?? "";
      const start = segmentStart(path);
      if (start !== null) ends.set(path, start + BigInt(position + length));
      else if (TABLE.test(path)) {
        unsynced.add(path);
        for (let at = offset; at + PAGE <= offset + length; at += PAGE) notePage(path, buffer, at);
      } else if (path.endsWith("/pg_control")) {
        seen.checkpoints++;
        seen.loose.push(...unsynced);
      }
      return real.writeSync(descriptor, buffer, offset, length, position);
    },
    fsyncSync(descriptor: number) {
      const done = atSync(descriptor);
      real.fsyncSync(descriptor);
      done();
    },
    fdatasyncSync(descriptor: number) {
      refuse();
      const done = atSync(descriptor);
      real.fdatasyncSync(descriptor);
      done();
    },
    fdatasync(descriptor: number, callback: (error: Error | null) => void) {
      const done = atSync(descriptor);
      real.fdatasync(descriptor, (error) => {
        try {
          refuse();
          if (!error) done();
          callback(error);
        } catch (refusal) {
          callback(refusal as Error);
        }
      });
    },
  };
  function notePage(path: string, buffer: Uint8Array, at: number) {
    const view = new DataView(buffer.buffer, buffer.byteOffset + at, 8);
    const place = (BigInt(view.getUint32(0, true)) << 32n) + BigInt(view.getUint32(4, true));
    seen.pages++;
    if (place > seen.onDisk) seen.early.push(`${path} at ${place}, the log is on disk up to ${seen.onDisk}`);
  }
  Object.assign(fs, watched);
  return {
    seen,
    /** Forgets what was seen so far, but for how far the log is on disk. */
    lookAgain() {
      unsynced.clear();
      Object.assign(seen, { pages: 0, early: [], checkpoints: 0, loose: [] });
    },
    /** The next so many syncs of the log fail, as on a disk that is broken. */
    refuseSyncs: (count: number) => {
      refusals = count;
    },
    stop: () => Object.assign(fs, real),
  };
}
