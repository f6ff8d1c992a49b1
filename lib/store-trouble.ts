/** A store that cannot serve now. Nothing of the call's transaction is stored, but for `cut` during a commit: then it is unknown. */
export const STORE_TROUBLES = ["cut", "busy", "read-only", "full", "disk", "not-committed"] as const;
export type StoreTroubleKind = (typeof STORE_TROUBLES)[number];

/** When a failed call is worth a second try. */
export const STORE_RETRY_SECONDS = 5;

/** A plain sentence for the log and for the operator. */
const SENTENCES: Record<StoreTroubleKind, string> = {
  cut: "The connection to the store was cut, or the store cannot be reached.",
  busy: "The store is busy: a lock, a statement or a free connection took longer than its limit.",
  "read-only": "The store is read-only and cannot take changes.",
  full: "The store's disk is full.",
  disk: "The store's disk failed.",
  "not-committed": "The store did not commit: nothing of the transaction is stored.",
};

/** SQLSTATE classes of two characters, and codes; any other is a fault of ours. */
const KINDS: Record<string, StoreTroubleKind> = {
  "08": "cut",
  "57P01": "cut",
  "57P02": "cut",
  "57P03": "cut",
  "57P05": "cut",
  "25P03": "cut",
  "25P04": "cut",
  "53300": "busy",
  "53200": "busy",
  "53400": "busy",
  "55P03": "busy",
  "57014": "busy",
  "40001": "busy",
  "40P01": "busy",
  "25006": "read-only",
  "53100": "full",
  "58030": "disk",
  ENOSPC: "full",
  EDQUOT: "full",
  EROFS: "read-only",
  EIO: "disk",
  ECONNREFUSED: "cut",
  ECONNRESET: "cut",
  ENOTFOUND: "cut",
  EAI_AGAIN: "cut",
  EPIPE: "cut",
  ETIMEDOUT: "cut",
  EHOSTUNREACH: "cut",
  ENETUNREACH: "cut",
};

/** The driver's words without a code, and the system's refusals for which PostgreSQL has no code. */
const SAID: readonly [pattern: RegExp, kind: StoreTroubleKind][] = [
  [/^timeout exceeded when trying to connect/, "busy"],
  [/^Query read timeout|^timeout expired/, "cut"],
  [/: No space left on device\b|: (Disk q|Q)uota exceeded\b/, "full"],
  [/: Read-only file system\b/, "read-only"],
  [/: (Input\/output|I\/O) error\b/, "disk"],
  [/^Connection terminated|not queryable$|^Connection ended/, "cut"],
];

/**
 * An error that answers "not now, try again", and blames neither the caller nor us. `storeTroubleIn` looks for the
 * name, not the class: pages are bundled apart and have a class of their own.
 */
export class StoreTrouble extends Error {
  override name = "StoreTrouble";
  readonly kind: StoreTroubleKind;

  constructor(kind: StoreTroubleKind, detail: string, options?: ErrorOptions) {
    super(`${SENTENCES[kind]} (${detail})`, options);
    this.kind = kind;
  }

  /** The store's state that a driver's error means; null for an error of any other kind. */
  static of(error: unknown): StoreTrouble | null {
    const found = storeTroubleIn(error);
    if (!found) return null;
    if (found.error instanceof StoreTrouble) return found.error;
    return new StoreTrouble(found.kind, found.error.message, { cause: found.error });
  }
}

/**
 * One message for an operator whose application cannot start because of the store. Null for an error of any other kind.
 */
export function plainStart(error: unknown, databaseUrl: string | undefined): string | null {
  const trouble = StoreTrouble.of(error);
  const where = databaseUrl ? "DATABASE_URL names a PostgreSQL server" : "DATA_DIR holds an embedded store";
  return trouble && `${where} that does not serve: ${trouble.message}`;
}

/** Looks for a store failure in an error and in its causes. */
export function storeTroubleIn(error: unknown): { kind: StoreTroubleKind; error: Error } | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth++) {
    const kind = kindOf(at);
    if (kind) return { kind, error: at };
  }
  return null;
}

function kindOf(error: Error): StoreTroubleKind | null {
  if (error.name === "StoreTrouble" && "kind" in error)
    return STORE_TROUBLES.find((kind) => kind === error.kind) ?? null;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const isSqlState = /^[0-9A-Z]{5}$/.test(code);
  return (
    KINDS[code] ??
    (isSqlState ? KINDS[code.slice(0, 2)] : undefined) ??
    SAID.find(([pattern]) => pattern.test(error.message))?.[1] ??
    null
  );
}
