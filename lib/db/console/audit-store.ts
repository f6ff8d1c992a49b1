import { randomBytes } from "node:crypto";
import { and, asc, desc, eq, gt, lt, lte, sql } from "drizzle-orm";
import { type AuditEntry, type AuditStore, commitmentTo, GENESIS, hashOf } from "../../console/audit.ts";
import { consentEntry } from "../../console/consent.ts";
import type { Witness } from "../journey/journey-store.ts";
import { audit, auditPersonal } from "../schema.ts";
import { deleteOldest } from "../store/batch.ts";
import type { Db } from "../store/database.ts";

/** Any fixed number; writers to the chain wait for each other on it. */
const CHAIN_LOCK = 7_241_991;

/** The audit log. Other stores write to it too, in one transaction with their change, so both are stored or neither. */
export type StoredAudit = AuditStore & { addWithin(tx: Db, entry: AuditEntry): Promise<number> };

/** The audit log in the database, which refuses to change or remove a row of it. */
export function auditStore(db: Db, clock: () => Date): StoredAudit {
  const rows = (where: ReturnType<typeof and>, order: "first" | "last", limit: number) =>
    db
      .select({ row: audit, salt: auditPersonal.salt, data: auditPersonal.data })
      .from(audit)
      .leftJoin(auditPersonal, eq(auditPersonal.seq, audit.seq))
      .where(where)
      .orderBy(order === "first" ? asc(audit.seq) : desc(audit.seq))
      .limit(limit)
      .then((found) =>
        found.map(({ row, salt, data }) => ({
          ...row,
          at: row.at.toISOString(),
          personal: salt !== null && data !== null ? { salt, data } : null,
        })),
      );

  async function append(tx: Db, { personal, reason, detail, ...entry }: AuditEntry) {
    await tx.execute(sql`select pg_advisory_xact_lock(${CHAIN_LOCK})`);
    const [last] = await tx.select({ seq: audit.seq, hash: audit.hash }).from(audit).orderBy(desc(audit.seq)).limit(1);
    const at = clock();
    const part = personal ? { salt: randomBytes(16).toString("hex"), data: personal } : null;
    const row = {
      seq: (last?.seq ?? 0) + 1,
      at: at.toISOString(),
      ...entry,
      reason: reason ?? null,
      detail: detail ?? {},
      commitment: part ? commitmentTo(part) : null,
      previousHash: last?.hash ?? GENESIS,
    };
    await tx.insert(audit).values({ ...row, at, hash: hashOf(row) });
    if (part) await tx.insert(auditPersonal).values({ seq: row.seq, ...part });
    return row.seq;
  }

  return {
    add: (entry) => db.transaction((tx) => append(tx, entry)),

    addWithin: append,

    latest: ({ institutionId, subject, action, before }, limit) =>
      rows(
        and(
          institutionId ? eq(audit.institutionId, institutionId) : undefined,
          subject ? eq(audit.subject, subject) : undefined,
          action ? eq(audit.action, action) : undefined,
          before ? sql`${audit.seq} < ${before}` : undefined,
        ),
        "last",
        limit,
      ),

    chain: (after, limit) => rows(and(gt(audit.seq, after)), "first", limit),

    async head() {
      const [last] = await db
        .select({ seq: audit.seq, hash: audit.hash })
        .from(audit)
        .orderBy(desc(audit.seq))
        .limit(1);
      return last ?? { seq: 0, hash: GENESIS };
    },

    async erasePersonal(before) {
      // Numbers are given in the order of time: the last one that is old says how far to look.
      const [last] = await db
        .select({ seq: audit.seq })
        .from(audit)
        .where(lt(audit.at, before))
        .orderBy(desc(audit.at))
        .limit(1);
      if (!last) return 0;
      return deleteOldest(db, auditPersonal, auditPersonal.seq, lte(auditPersonal.seq, last.seq));
    },
  };
}

/** Writes every consent into the chain, in the transaction that claims its journey. */
export const consentsTo =
  ({ addWithin }: Pick<StoredAudit, "addWithin">): Witness =>
  async (tx, journey, entry) => {
    const consent = consentEntry(journey, entry);
    if (consent) await addWithin(tx, consent);
  };
