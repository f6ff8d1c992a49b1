import { and, eq, gte, inArray, like, lt, or, type SQL, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import type { Wanted } from "../../console/find.ts";
import { type JourneyFilter, MOST_CONNECTIONS, type Scope } from "../../console/ports.ts";
import { hashToken } from "../../journey/token.ts";
import { companies, connections, journeys, journeyTokens, sourceAccounts } from "../schema.ts";
import type { Db } from "../store/database.ts";

/** A frequent name, one that fills the list, is searched for among the newest. */
const NEWEST_CONNECTIONS = 1_000;

/** A reading's conditions: for connections, and for journeys by themselves. */
export type Named = {
  connections: SQL | undefined;
  journeys: SQL | undefined;
  /** The same connections, looked for among the newest alone. */
  newest?: SQL;
};

export const ownJourney = (scope: Scope) => (scope ? eq(journeys.institutionId, scope) : undefined);
export const ownConnection = (scope: Scope) => (scope ? eq(connections.institutionId, scope) : undefined);

/** The conditions that find what a reading names. */
export function named(db: Db, scope: Scope, reading: Wanted): Named {
  switch (reading.kind) {
    case "support-code":
      return { connections: undefined, journeys: eq(journeys.supportCode, reading.code) };
    case "token": {
      const of = db
        .select({ id: journeyTokens.journeyId })
        .from(journeyTokens)
        .where(eq(journeyTokens.hash, hashToken(reading.token)));
      return { connections: undefined, journeys: inArray(journeys.id, of) };
    }
    case "ids": {
      const ids = [...reading.ids];
      // Not one condition with "or": no index answers for two tables.
      const of = unionAll(
        db.select({ id: connections.id }).from(connections).where(inArray(connections.id, ids)),
        db.select({ id: connections.id }).from(connections).where(inArray(connections.companyId, ids)),
        db
          .select({ id: sourceAccounts.connectionId })
          .from(sourceAccounts)
          .where(or(inArray(sourceAccounts.sageBankAccountId, ids), inArray(sourceAccounts.id, ids))),
      );
      return {
        connections: inArray(connections.id, of),
        journeys: or(inArray(journeys.id, ids), inArray(journeys.authorisationId, ids)),
      };
    }
    case "last-four": {
      const of = db
        .select({ id: sourceAccounts.connectionId })
        .from(sourceAccounts)
        .where(eq(sourceAccounts.lastFour, reading.digits));
      return { connections: inArray(connections.id, of), journeys: undefined };
    }
    case "name": {
      const query = reading.words.map((word) => `${word}:*`).join(" & ");
      const fits = sql`to_tsvector('simple', ${companies.name}) @@ to_tsquery('simple', ${query})`;
      const ownCompany = scope ? eq(companies.institutionId, scope) : undefined;
      const last = sql`order by its.created_at desc, its.id desc limit ${MOST_CONNECTIONS}`;
      // PostgreSQL cannot tell how many names a search term fits, and would read all connections or companies. With
      // "offset 0" it looks up, one by one, the rows of those that were found.
      const all = sql`select its.id from ${companies} cross join lateral
        (select id, created_at from ${connections} where ${and(ownConnection(scope), eq(connections.companyId, companies.id))} offset 0) its
        where ${and(ownCompany, fits)} ${last}`;
      const newest = sql`select its.id from
        (select id, company_id, created_at from ${connections} where ${ownConnection(scope) ?? sql`true`}
          order by created_at desc, id desc limit ${NEWEST_CONNECTIONS}) its
        cross join lateral (select name from ${companies} where ${companies.id} = its.company_id offset 0) ${companies}
        where ${fits} ${last}`;
      const among = (ids: SQL) => sql`${connections.id} in (${ids})`;
      return { connections: among(all), journeys: undefined, newest: among(newest) };
    }
  }
}

/** `sage.com` also means what lies below it. */
const endsWith = (host: string) => (/^[a-z0-9.-]+$/.test(host) ? like(journeys.returnHost, `%.${host}`) : undefined);

export function filterOf({ states, region, locale, host, from, to, status }: JourneyFilter) {
  return and(
    status ? eq(connections.status, status) : undefined,
    states && states.length > 0 ? inArray(journeys.state, [...states]) : undefined,
    region ? eq(journeys.region, region) : undefined,
    host ? or(eq(journeys.returnHost, host), endsWith(host)) : undefined,
    locale ? eq(journeys.locale, locale) : undefined,
    from ? gte(journeys.announcedAt, from) : undefined,
    to ? lt(journeys.announcedAt, to) : undefined,
  );
}
