import { createHash } from "node:crypto";

/** The actions of the audit log. */
export const AUDIT_ACTIONS = [
  "signed-in",
  "sign-in-refused",
  "signed-out",
  "signed-out-everywhere",
  "searched",
  "connection-viewed",
  "journey-viewed",
  "number-unmasked",
  "passcode-issued",
  "journey-cancelled",
  "account-asked-about",
  "connection-unlinked",
  "reauthorisation-asked",
  "webhook-replayed",
  "exported",
  "consented",
  "person-added",
  "person-changed",
  "password-changed",
  "institution-added",
  "bank-changed",
  "key-created",
  "key-revoked",
  "webhook-changed",
  "branding-changed",
  "settings-changed",
  "store-restored",
  // The action of an earlier row did not come about; `detail.row` is that row's number.
  "not-done",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** One thing that somebody did. `personal` can be erased later without breaking the chain; the rest stays for good. */
export type AuditEntry = {
  action: AuditAction;
  /** The id of who did it: a person of the console, or the journey whose user did. */
  actor: string;
  institutionId: string | null;
  /** The thing that it was done to, as `kind:id`. */
  subject: string;
  reason?: string;
  detail?: Record<string, string | number | boolean | null>;
  personal?: Record<string, string>;
};

/** A link of the chain as it is stored and exported. */
export type AuditRow = {
  seq: number;
  at: string;
  action: string;
  actor: string;
  institutionId: string | null;
  subject: string;
  reason: string | null;
  detail: Record<string, unknown>;
  /** Hash of the personal part with its salt; null when there was none. */
  commitment: string | null;
  previousHash: string;
  hash: string;
};

/** The personal part, for as long as it is kept. */
export type AuditPersonal = { salt: string; data: Record<string, string> };

export type KeptAuditRow = AuditRow & { personal: AuditPersonal | null };

export interface AuditStore {
  /** Adds an entry to the chain and answers its number. */
  add(entry: AuditEntry): Promise<number>;
  /** The latest entries first; before `before` where that is given. */
  latest(
    filter: { institutionId: string | null; subject?: string; action?: string; before?: number },
    limit: number,
  ): Promise<KeptAuditRow[]>;
  /** The whole chain from its beginning, in portions. */
  chain(after: number, limit: number): Promise<KeptAuditRow[]>;
  head(): Promise<{ seq: number; hash: string }>;
  /** Erases the personal parts of what is older; the chain holds. Answers how many. */
  erasePersonal(before: Date): Promise<number>;
}

export const GENESIS = "0".repeat(64);

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** One text for one value, whatever order its properties came in. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value && typeof value === "object") {
    const entries = Object.entries(value).filter(([, one]) => one !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}

/** Binds a row to its personal part without saying anything of it. */
export const commitmentTo = ({ salt, data }: AuditPersonal) => sha256(`${salt}\n${canonical(data)}`);

/** The hash of a row: that of all that stays, and the hash before it. */
export const hashOf = (row: Omit<AuditRow, "hash">): string => sha256(canonical({ ...row, hash: undefined }));

export type ChainFault = { seq: number; fault: "changed" | "missing-before" | "out-of-order" | "personal-changed" };

type Proven = AuditRow & { personal?: AuditPersonal | null };

/**
 * Proves a chain row by row, in order: every row unchanged, none removed or put in between. `end` takes the last row's
 * number and hash as they were exported with it. With them, rows cut off or added at the end show too.
 */
export function chainCheck() {
  let [seq, previousHash] = [0, GENESIS];
  return {
    row({ personal, ...row }: Proven): ChainFault[] {
      const faults: ChainFault[] = [];
      if (row.seq <= seq) faults.push({ seq: row.seq, fault: "out-of-order" });
      else if (row.seq !== seq + 1 || row.previousHash !== previousHash)
        faults.push({ seq: row.seq, fault: "missing-before" });
      if (hashOf(row) !== row.hash) faults.push({ seq: row.seq, fault: "changed" });
      if (personal && commitmentTo(personal) !== row.commitment)
        faults.push({ seq: row.seq, fault: "personal-changed" });
      [seq, previousHash] = [row.seq, row.hash];
      return faults;
    },
    end(head: { seq: number; hash: string }): ChainFault[] {
      return head.seq === seq && head.hash === previousHash ? [] : [{ seq: head.seq, fault: "missing-before" }];
    },
  };
}
