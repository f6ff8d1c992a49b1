import { eq, getTableColumns, sql } from "drizzle-orm";
import type { InstitutionStore } from "../../institution/institution.ts";
import { banks, institutions } from "../schema.ts";
import type { Db } from "../store/database.ts";

const { id, institutionId, region, name } = getTableColumns(banks);
const bankColumns = { id, institutionId, region, name };

/** Institutions and their entries in Sage's lists, from the database. */
export function institutionStore(db: Db): InstitutionStore {
  return {
    async bank(bankId) {
      const [row] = await db.select(bankColumns).from(banks).where(eq(banks.id, bankId));
      return row ?? null;
    },

    async institution(institutionId) {
      const [row] = await db
        .select({
          id: institutions.id,
          name: institutions.name,
          accentLight: institutions.accentLight,
          accentDark: institutions.accentDark,
          hasLogo: sql<boolean>`${institutions.logo} is not null`,
          brandVersion: institutions.brandVersion,
          accountChoice: institutions.accountChoice,
          help: institutions.help,
          callToAction: institutions.callToAction,
          passcodeMinutes: institutions.passcodeMinutes,
          authorizationRedirectUrl: institutions.authorizationRedirectUrl,
          linkOrigins: institutions.linkOrigins,
          timeZone: institutions.timeZone,
          strictOrder: institutions.strictOrder,
        })
        .from(institutions)
        .where(eq(institutions.id, institutionId));
      if (!row) return null;
      const { accentLight, accentDark, ...rest } = row;
      return { ...rest, accent: { light: accentLight, dark: accentDark } };
    },

    async logo(institutionId) {
      const [row] = await db
        .select({ type: institutions.logoType, bytes: institutions.logo })
        .from(institutions)
        .where(eq(institutions.id, institutionId));
      return row?.type && row.bytes ? { contentType: row.type, bytes: row.bytes } : null;
    },

    forget() {},

    async saveSettings(institutionId, { authorizationRedirectUrl, linkOrigins, timeZone, strictOrder }) {
      const changed = await db
        .update(institutions)
        .set({ authorizationRedirectUrl, linkOrigins, timeZone, strictOrder })
        .where(eq(institutions.id, institutionId))
        .returning({ id: institutions.id });
      return changed.length > 0;
    },
  };
}
