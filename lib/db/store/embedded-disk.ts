import fs from "node:fs";
import { promisify } from "node:util";
import type { PGlite } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";

type Init = NodeFS["init"];
type Node = { name: string; parent: Node };
type Stream = { nfd: number; node: Node };
type Operations = Record<string, (...args: never) => unknown>;
/** The part that Emscripten keeps of its file system on Node's files; its own types leave it out. */
type NodeFiles = {
  node_ops: Operations;
  /** Without an `fsync` of its own: a sync would do nothing. */
  stream_ops: Operations;
  realPath(node: Node): string;
  tryFSOperation<T>(work: () => T): T;
};

/** The name of a segment of the write-ahead log. */
const SEGMENT = /^[0-9A-F]{24}$/;
const isLog = ({ name, parent }: Node) => parent.name === "pg_wal" && SEGMENT.test(name);

/** The operations that change files beside the log, by where Emscripten keeps them. */
const NODE_CHANGES = ["setattr", "mknod", "rename", "unlink", "rmdir", "symlink"];
const STREAM_CHANGES = ["setattr", "write"];

const dataSync = promisify(fs.fdatasync);

/**
 * The embedded store's files, on which PostgreSQL's own syncs reach the disk; PGlite drops them. A sync of the
 * write-ahead log may wait, so that commits share one that blocks nothing. It waits until `settled` is called, or until
 * any other file changes. The log must be on disk before the changes that it describes. All other syncs are done at
 * once.
 */
export class DurableFiles extends NodeFS {
  /** Syncs of the log that PostgreSQL asked for, and how many of them are on disk: the first so many. */
  #asked = 0;
  #synced = 0;
  /** Own descriptors for the log's segments; for those with something to sync, the last requested sync. */
  #open = new Set<number>();
  #unsynced = new Map<number, number>();
  #newest: { path: string; descriptor: number } | null = null;
  #run: Promise<void> | null = null;
  #failure: Error | null = null;
  #segments = 0;

  /** How many segments of the log were begun since the last `checkpointed`. */
  get segments() {
    return this.#segments;
  }

  checkpointed() {
    this.#segments = 0;
  }

  override async init(pg: PGlite, options: Parameters<Init>[1]): ReturnType<Init> {
    const { emscriptenOpts } = await super.init(pg, options);
    const install = (module: object) => this.#install((module as { NODEFS: NodeFiles }).NODEFS);
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), install] } };
  }

  /**
   * Resolves when all commits from before the call are on disk. Rejects, now and ever after, when the disk has refused.
   */
  async settled(): Promise<void> {
    const committed = this.#asked;
    // A sync that runs already may have begun before our commit: the one after it counts.
    while (this.#synced < committed && !this.#failure) await (this.#run ?? this.#start());
    if (this.#failure) throw this.#failure;
  }

  override async closeFs() {
    try {
      await this.settled();
    } finally {
      await super.closeFs();
      this.#newest = null;
      this.#closeIdle();
    }
  }

  /** One sync for all who wait. Never rejects: a failure is kept for all who wait and all who come. */
  #start(): Promise<void> {
    const asked = this.#asked;
    this.#run = Promise.all([...this.#unsynced.keys()].map((descriptor) => dataSync(descriptor)))
      .then(
        () => this.#note(asked),
        (error) => this.#fail(error),
      )
      .finally(() => {
        this.#run = null;
        this.#closeIdle();
      });
    return this.#run;
  }

  #note(asked: number) {
    this.#synced = Math.max(this.#synced, asked);
    for (const [descriptor, last] of this.#unsynced) if (last <= asked) this.#unsynced.delete(descriptor);
  }

  /** PostgreSQL will write the newest segment again, and one that is being synced must stay open. */
  #closeIdle() {
    if (this.#run) return;
    for (const descriptor of this.#open) {
      if (descriptor === this.#newest?.descriptor || this.#unsynced.has(descriptor)) continue;
      fs.closeSync(descriptor);
      this.#open.delete(descriptor);
    }
  }

  #fail(error: Error) {
    this.#failure ??= new Error(
      `The disk under the embedded store in ${this.rootDir} failed: ${error.message}. Nothing is stored until the application starts again.`,
      { cause: error },
    );
  }

  #postpone(path: string) {
    if (this.#newest?.path !== path) {
      this.#newest = { path, descriptor: fs.openSync(path, "r+") };
      this.#open.add(this.#newest.descriptor);
      this.#segments += 1;
      this.#closeIdle();
    }
    this.#unsynced.set(this.#newest.descriptor, ++this.#asked);
  }

  /** Puts what waits of the log on disk here and now. */
  #logFirst() {
    if (this.#failure) throw Object.assign(new Error(this.#failure.message), { code: "EIO" });
    if (this.#unsynced.size === 0) return;
    this.#orFail(() => {
      for (const descriptor of this.#unsynced.keys()) fs.fdatasyncSync(descriptor);
    });
    this.#note(this.#asked);
    this.#closeIdle();
  }

  /** The system may forget what it could not write, so a later sync that succeeds proves nothing. */
  #orFail(sync: () => void) {
    try {
      sync();
    } catch (error) {
      this.#fail(error as Error);
      throw error;
    }
  }

  #install({ node_ops, stream_ops, realPath, tryFSOperation }: NodeFiles) {
    const guard = (operations: Operations, name: string, isExempt: (stream: Stream) => boolean) => {
      const change = operations[name] as (...args: unknown[]) => unknown;
      operations[name] = (...args: unknown[]) => {
        if (!isExempt(args[0] as Stream)) tryFSOperation(() => this.#logFirst());
        return change(...args);
      };
    };
    for (const name of NODE_CHANGES) guard(node_ops, name, () => false);
    for (const name of STREAM_CHANGES) guard(stream_ops, name, ({ node }) => isLog(node));
    stream_ops.fsync = ({ nfd, node }) => {
      tryFSOperation(() => {
        if (isLog(node)) this.#postpone(realPath(node));
        else this.#orFail(() => fs.fsyncSync(nfd));
      });
      return 0;
    };
  }
}
