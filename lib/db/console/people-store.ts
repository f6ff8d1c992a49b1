import { and, asc, eq, isNull, ne, sql } from "drizzle-orm";
import { type ConsoleSessionStore, isSessionOver } from "../../console/console-session.ts";
import { canonicalEmail, type Identity, type PeopleStore, type Person } from "../../console/person.ts";
import { consoleSessions, institutions, people } from "../schema.ts";
import type { Db } from "../store/database.ts";

/** Being at work is written down once a minute at most. */
const SEEN_IS_WRITTEN_EVERY_MS = 60_000;

const asPerson = ({
  id,
  email,
  name,
  role,
  institutionId,
  issuer,
  mustChangePassword,
  disabledAt,
}: typeof people.$inferSelect): Person => ({
  id,
  email,
  name,
  role,
  institutionId,
  fromProvider: issuer !== null,
  mustChangePassword,
  disabledAt,
});

const identified = ({ issuer, subject }: Identity) => and(eq(people.issuer, issuer), eq(people.subject, subject));

/** The console's people, in the database. */
export function peopleStore(db: Db, clock: () => Date): PeopleStore {
  const exists = async (institutionId: string | null) =>
    institutionId === null || (await db.$count(institutions, eq(institutions.id, institutionId))) > 0;
  const change = async (personId: string, set: Partial<typeof people.$inferInsert>) =>
    (await db.update(people).set(set).where(eq(people.id, personId)).returning({ id: people.id })).length > 0;

  return {
    async withPassword(email) {
      const [row] = await db
        .select()
        .from(people)
        .where(eq(people.email, canonicalEmail(email)));
      return row?.passwordHash ? { person: asPerson(row), passwordHash: row.passwordHash } : null;
    },

    async add({ email, ...person }, passwordHash) {
      if (!(await exists(person.institutionId))) return "institution-unknown";
      const row = { ...person, email: canonicalEmail(email), passwordHash, createdAt: clock() };
      const [added] = await db.insert(people).values(row).onConflictDoNothing().returning();
      return added ? asPerson(added) : "taken";
    },

    async fromProvider(identity, { email, ...grant }) {
      if (!(await exists(grant.institutionId))) return null;
      const [held] = await db.select().from(people).where(identified(identity));
      if (held?.disabledAt) return null;
      const row = { ...grant, email: canonicalEmail(email) };
      const taken = await db.$count(
        people,
        and(eq(people.email, row.email), held ? sql`${people.id} <> ${held.id}` : undefined),
      );
      if (taken > 0) return null;
      const [person] = held
        ? await db.update(people).set(row).where(eq(people.id, held.id)).returning()
        : await db
            .insert(people)
            .values({ ...row, ...identity, createdAt: clock() })
            .onConflictDoNothing()
            .returning();
      return person ? asPerson(person) : null;
    },

    async knownTo(identity) {
      const [row] = await db.select().from(people).where(identified(identity));
      return row ? asPerson(row) : null;
    },

    async all(institutionId) {
      const rows = await db
        .select()
        .from(people)
        .where(institutionId ? eq(people.institutionId, institutionId) : undefined)
        .orderBy(asc(people.email));
      return rows.map(asPerson);
    },

    async setPassword(personId, passwordHash, { own, before }) {
      const its = and(eq(people.id, personId), before === undefined ? undefined : eq(people.passwordHash, before));
      const set = { passwordHash, mustChangePassword: !own };
      return (await db.update(people).set(set).where(its).returning({ id: people.id })).length > 0;
    },
    setDisabled: (personId, disabled) => change(personId, { disabledAt: disabled ? clock() : null }),
    setRole: (personId, role) => change(personId, { role }),

    async remove(personId) {
      return (await db.delete(people).where(eq(people.id, personId)).returning({ id: people.id })).length > 0;
    },
  };
}

/** The console's sessions, in the database: every replica sees at once that a session has ended. */
export function consoleSessionStore(db: Db, clock: () => Date): ConsoleSessionStore {
  return {
    start: (personId, passwordHash) =>
      db.transaction(async (tx) => {
        const held = passwordHash === undefined ? undefined : eq(people.passwordHash, passwordHash);
        const [person] = await tx
          .select({ id: people.id })
          .from(people)
          .where(and(eq(people.id, personId), held))
          .for("share");
        if (!person) return null;
        const now = clock();
        const id = crypto.randomUUID();
        await tx.insert(consoleSessions).values({ id, personId, createdAt: now, seenAt: now });
        return id;
      }),

    async use(sessionId) {
      const now = clock();
      const [row] = await db
        .select({ person: people, session: consoleSessions })
        .from(consoleSessions)
        .innerJoin(people, eq(people.id, consoleSessions.personId))
        .where(and(eq(consoleSessions.id, sessionId), isNull(consoleSessions.endedAt), isNull(people.disabledAt)));
      if (!row) return null;
      const { session, person } = row;
      if (isSessionOver(session, now)) return null;
      if (now.getTime() - session.seenAt.getTime() >= SEEN_IS_WRITTEN_EVERY_MS)
        await db.update(consoleSessions).set({ seenAt: now }).where(eq(consoleSessions.id, sessionId));
      return { ...asPerson(person), sessionId };
    },

    async end(sessionId) {
      const open = and(eq(consoleSessions.id, sessionId), isNull(consoleSessions.endedAt));
      await db.update(consoleSessions).set({ endedAt: clock() }).where(open);
    },

    async endAll(personId, but) {
      const open = and(
        eq(consoleSessions.personId, personId),
        isNull(consoleSessions.endedAt),
        but ? ne(consoleSessions.id, but) : undefined,
      );
      const ended = await db
        .update(consoleSessions)
        .set({ endedAt: clock() })
        .where(open)
        .returning({ id: consoleSessions.id });
      return ended.length;
    },
  };
}
