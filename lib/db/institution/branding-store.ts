import { and, desc, eq, lte, sql } from "drizzle-orm";
import { type Branding, type BrandingStore, brandHash } from "../../institution/branding.ts";
import { brandingDrafts, brandingVersions, institutions } from "../schema.ts";
import type { Db } from "../store/database.ts";

type Row = Pick<typeof brandingVersions.$inferSelect, "content" | "logoType" | "logo">;

/** Drafts and versions of institutions' branding. The published one is copied to the institution, which pages read. */
export function brandingStore(db: Db, clock: () => Date): BrandingStore {
  /** The institution's row is the queue. One that never published gets what it was made with as its version 1. */
  async function lock(tx: Db, institutionId: string) {
    const own = eq(institutions.id, institutionId);
    const [there] = await tx.select({ id: institutions.id }).from(institutions).where(own).for("no key update");
    if (!there) return null;
    const [newest] = await tx
      .select({ number: brandingVersions.number })
      .from(brandingVersions)
      .where(eq(brandingVersions.institutionId, institutionId))
      .orderBy(desc(brandingVersions.number))
      .limit(1);
    if (newest) return newest.number;
    const [row] = await tx.select().from(institutions).where(own);
    if (!row) return null;
    const { name, callToAction, help, accountChoice, passcodeMinutes, logoType, logo, brandVersion: hash } = row;
    const accent = { light: row.accentLight, dark: row.accentDark };
    const content = { name, accent, callToAction, help, accountChoice, passcodeMinutes };
    await tx
      .insert(brandingVersions)
      .values({ institutionId, number: 1, content, logoType, logo, hash, publishedAt: row.createdAt });
    return 1;
  }

  const one = (institutionId: string, number: number) =>
    and(eq(brandingVersions.institutionId, institutionId), eq(brandingVersions.number, number));

  return {
    brandings: (institutionId) =>
      db.transaction(async (tx) => {
        if ((await lock(tx, institutionId)) === null) return null;
        const versions = await tx
          .select({
            number: brandingVersions.number,
            publishedAt: brandingVersions.publishedAt,
            restoredFrom: brandingVersions.restoredFrom,
          })
          .from(brandingVersions)
          .where(eq(brandingVersions.institutionId, institutionId))
          .orderBy(desc(brandingVersions.number));
        const [newest] = versions;
        const [row] = await tx
          .select()
          .from(brandingVersions)
          .where(one(institutionId, newest?.number ?? 1));
        if (!newest || !row) throw new Error("an institution without a branding");
        const [draft] = await tx.select().from(brandingDrafts).where(eq(brandingDrafts.institutionId, institutionId));
        return {
          published: { ...newest, branding: brandingOf(row) },
          draft: draft
            ? { revision: draft.revision, updatedAt: draft.updatedAt, hash: draft.hash, branding: brandingOf(draft) }
            : null,
          versions,
        };
      }),

    saveDraft: (institutionId, branding, revision) =>
      db.transaction(async (tx) => {
        await lock(tx, institutionId);
        const own = eq(brandingDrafts.institutionId, institutionId);
        const [before] = await tx.select({ revision: brandingDrafts.revision }).from(brandingDrafts).where(own);
        if (revision !== null && revision !== (before?.revision ?? 0)) return "stale";
        const { logo, ...content } = branding;
        // Drafts that were written before revisions were counted here have theirs.
        const [counted] = await tx
          .update(institutions)
          .set({ brandRevision: sql`greatest(${institutions.brandRevision}, ${before?.revision ?? 0}) + 1` })
          .where(eq(institutions.id, institutionId))
          .returning({ revision: institutions.brandRevision });
        const row = {
          content,
          logoType: logo?.contentType ?? null,
          logo: logo?.bytes ?? null,
          hash: brandHash(branding),
          revision: counted?.revision ?? 1,
          updatedAt: clock(),
        };
        await tx
          .insert(brandingDrafts)
          .values({ institutionId, ...row })
          .onConflictDoUpdate({ target: brandingDrafts.institutionId, set: row });
        return { revision: row.revision, updatedAt: row.updatedAt, hash: row.hash, branding };
      }),

    async discardDraft(institutionId, revision) {
      const same = and(eq(brandingDrafts.institutionId, institutionId), eq(brandingDrafts.revision, revision));
      const gone = await db.delete(brandingDrafts).where(same).returning({ revision: brandingDrafts.revision });
      return gone.length > 0 ? "discarded" : "stale";
    },

    publish: (institutionId, branding, from) =>
      db.transaction(async (tx) => {
        const newest = await lock(tx, institutionId);
        if (newest === null) return "stale";
        if ("draftRevision" in from) {
          const same = and(
            eq(brandingDrafts.institutionId, institutionId),
            eq(brandingDrafts.revision, from.draftRevision),
          );
          const taken = await tx.delete(brandingDrafts).where(same).returning({ revision: brandingDrafts.revision });
          if (taken.length === 0) return "stale";
        }
        const { logo, ...content } = branding;
        const version = {
          number: newest + 1,
          publishedAt: clock(),
          restoredFrom: "restored" in from ? from.restored : null,
        };
        const files = { logoType: logo?.contentType ?? null, logo: logo?.bytes ?? null };
        const hash = brandHash(branding);
        await tx.insert(brandingVersions).values({ institutionId, content, ...files, hash, ...version });
        const { accent, ...rest } = content;
        const look = { accentLight: accent.light, accentDark: accent.dark, brandVersion: hash };
        await tx
          .update(institutions)
          .set({ ...rest, ...look, ...files })
          .where(eq(institutions.id, institutionId));
        return version;
      }),

    async version(institutionId, number) {
      const [row] = await db.select().from(brandingVersions).where(one(institutionId, number));
      return row ? brandingOf(row) : null;
    },

    async versionAt(institutionId, at) {
      const [row] = await db
        .select({ number: brandingVersions.number })
        .from(brandingVersions)
        .where(and(eq(brandingVersions.institutionId, institutionId), lte(brandingVersions.publishedAt, at)))
        .orderBy(desc(brandingVersions.number))
        .limit(1);
      return row?.number ?? null;
    },

    async byHash(institutionId, hash) {
      const of = and(eq(brandingVersions.institutionId, institutionId), eq(brandingVersions.hash, hash));
      const [version] = await db.select().from(brandingVersions).where(of).orderBy(sql`number desc`).limit(1);
      if (version) return brandingOf(version);
      const own = and(eq(brandingDrafts.institutionId, institutionId), eq(brandingDrafts.hash, hash));
      const [draft] = await db.select().from(brandingDrafts).where(own);
      return draft ? brandingOf(draft) : null;
    },
  };
}

const brandingOf = ({ content, logoType, logo }: Row): Branding => ({
  ...content,
  logo: logoType && logo ? { contentType: logoType, bytes: logo } : null,
});
