import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as othersFirst } from "node:timers/promises";
import { type ExecProtocolOptions, PGlite, type PGliteOptions } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import { fromPglite } from "pg-boss";
import { StoreTrouble } from "../../store-trouble.ts";
import { makeDirectory, syncDirectory, syncTree, writeSynced } from "../../synced-files.ts";
import * as schema from "../schema.ts";
import { type Database, migrationsFolder } from "./database.ts";
import { DurableFiles } from "./embedded-disk.ts";
import { joining } from "./joining.ts";
import { lockDirectory } from "./lock.ts";
import { buildOnlineIndexes } from "./online-indexes.ts";

/** PostgreSQL as PGlite starts it, but with its syncs, which `DurableFiles` carries out. No other way to sync the log reaches it. */
const DURABLE = [...PGlite.defaultStartParams.filter((one) => one !== "-F"), "-c", "wal_sync_method=fsync"];

type OnTrouble = (trouble: StoreTrouble) => void;
/**
 * With `copyOf`, the dump of another store, one in memory begins as that one was. Making one from nothing takes
 * seconds.
 */
export type Opening = { copyOf?: Blob | undefined; onTrouble?: OnTrouble | undefined };

/**
 * The log is released after so many segments of 16 MB. PostgreSQL does that by itself only with background processes.
 */
const SEGMENTS_KEPT = 8;

/**
 * The embedded database works in this process, and passes from one waiting caller to the next without a pause. Under
 * load other work would wait for seconds, requests on their way to Sage among them. Here all other waiting work comes
 * before its next message. Every answer to a caller is on disk. That goes for reads and errors as well: both may show
 * what another caller has just committed. The wait is outside PGlite's own queue, so that others commit in that time
 * and share the next sync.
 */
class EmbeddedStore extends PGlite {
  readonly #files: DurableFiles | null;
  readonly #onTrouble: OnTrouble;
  #checkpoint: Promise<void> | null = null;

  private constructor(options: PGliteOptions, files: DurableFiles | null, onTrouble: OnTrouble) {
    super(options);
    this.#files = files;
    this.#onTrouble = onTrouble;
  }

  static async inMemory({ copyOf, onTrouble }: Opening) {
    return ready(new EmbeddedStore(copyOf ? { loadDataDir: copyOf } : {}, null, onTrouble ?? (() => {})));
  }

  static async on(folder: string, { onTrouble }: Opening) {
    const files = new DurableFiles(folder);
    return ready(
      new EmbeddedStore({ fs: files, dataDir: folder, startParams: DURABLE }, files, onTrouble ?? (() => {})),
    );
  }

  override async execProtocolRaw(message: Uint8Array, options?: ExecProtocolOptions) {
    await othersFirst();
    return super.execProtocolRaw(message, options);
  }

  override query<T>(...args: Parameters<PGlite["query"]>) {
    return this.#settled(super.query<T>(...args));
  }

  override exec(...args: Parameters<PGlite["exec"]>) {
    return this.#settled(super.exec(...args));
  }

  override transaction<T>(...args: Parameters<typeof PGlite.prototype.transaction<T>>) {
    return this.#settled(super.transaction<T>(...args));
  }

  override async close() {
    await this.#checkpoint;
    await super.close();
  }

  async #settled<T>(work: Promise<T>): Promise<T> {
    try {
      try {
        return await work;
      } finally {
        if (this.#files && this.#files.segments >= SEGMENTS_KEPT) this.#checkpoint ??= this.#letGoOfLog(this.#files);
        await this.#files?.settled();
      }
    } catch (error) {
      const trouble = StoreTrouble.of(error);
      if (trouble) this.#onTrouble(trouble);
      throw error;
    }
  }

  /**
   * Only later callers wait for it. One that fails keeps the log and is tried again; others report the disk's fault.
   */
  async #letGoOfLog(files: DurableFiles) {
    files.checkpointed();
    await super.exec("checkpoint").catch(() => {});
    this.#checkpoint = null;
  }
}

async function ready(store: EmbeddedStore) {
  await store.waitReady;
  return store;
}

/** A store that is there whole and on disk, or not at all: it is made beside its place. */
async function openFolder(directory: string, opening: Opening) {
  const folder = join(directory, "pglite");
  const onDisk = join(directory, "pglite.synced");
  if (!existsSync(join(folder, "PG_VERSION"))) {
    const making = join(directory, "pglite.new");
    for (const remains of [making, folder, onDisk]) rmSync(remains, { recursive: true, force: true });
    makeDirectory(making);
    await (await EmbeddedStore.on(making, opening)).close();
    await syncTree(making);
    renameSync(making, folder);
    writeSynced(onDisk, "");
  } else if (!existsSync(onDisk)) {
    // An earlier release synced nothing, so its last writes may be in the system's memory still.
    await syncTree(folder);
    writeSynced(onDisk, "");
  }
  syncDirectory(directory);
  return EmbeddedStore.on(folder, opening);
}

/** Opens the embedded store in a directory of its own, which no other process may have open; migrated and ready. */
export async function openPglite(directory: string, opening: Opening = {}): Promise<Database> {
  const isInMemory = directory === "memory://";
  const unlock = isInMemory ? () => {} : lockDirectory(directory);
  try {
    const client = await (isInMemory ? EmbeddedStore.inMemory(opening) : openFolder(directory, opening));
    const db = drizzle(client, { schema });
    await migrate(db, { migrationsFolder });
    await buildOnlineIndexes(db, { beside: false });
    return {
      db: joining(db),
      aside: db,
      driver: "pglite",
      clock: () => new Date(),
      queue: { backend: "pglite", db: fromPglite(client) },
      ping: async () => void (await client.query("select 1")),
      pools: () => [],
      async close() {
        try {
          await client.close();
        } finally {
          unlock();
        }
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
