import { and, asc, between, desc, eq, inArray, isNotNull, isNull, max, or, type SQL, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import {
  type JourneyRow,
  MOST_CONNECTIONS,
  type Scope,
  type ShownFeed,
  type SupportStore,
} from "../../console/ports.ts";
import { feedOf } from "../feed/shown-feed.ts";
import { journeyColumns as ownColumns } from "../journey/journey-store.ts";
import {
  companies,
  connections,
  events,
  feeds,
  institutions,
  journeys,
  passcodes,
  sourceAccounts,
  webhookAttempts,
  webhookDeliveries,
  webhookEvents,
  webhooks,
} from "../schema.ts";
import type { Db } from "../store/database.ts";
import { filterOf, type Named, named, ownConnection, ownJourney } from "./support-search.ts";

const NO_FEED: ShownFeed = { pushes: [], statements: [], days: [], older: { pushes: null, statements: null } };

/** The queries of support staff, in the database. Every one is bound to a scope. */
export function supportStore(db: Db): SupportStore {
  const journeyColumns = {
    id: journeys.id,
    supportCode: journeys.supportCode,
    state: journeys.state,
    failure: journeys.failure,
    kind: journeys.kind,
    region: journeys.region,
    locale: journeys.locale,
    returnHost: journeys.returnHost,
    announcedAt: journeys.announcedAt,
    institutionId: journeys.institutionId,
    institutionName: institutions.name,
    connectionId: journeys.connectionId,
    companyName: companies.name,
  };
  const journeysWhere = (where: SQL | undefined, limit: number, order = desc): Promise<JourneyRow[]> =>
    db
      .select(journeyColumns)
      .from(journeys)
      .leftJoin(institutions, eq(institutions.id, journeys.institutionId))
      .leftJoin(connections, eq(connections.id, journeys.connectionId))
      .leftJoin(companies, eq(companies.id, connections.companyId))
      .where(where)
      .orderBy(order(journeys.announcedAt), order(journeys.id))
      .limit(limit);

  const connectionsWhere = (where: SQL | undefined) =>
    db
      .select({
        id: connections.id,
        status: connections.status,
        companyName: companies.name,
        institutionName: institutions.name,
        accounts: db.$count(sourceAccounts, eq(sourceAccounts.connectionId, connections.id)),
        createdAt: connections.createdAt,
      })
      .from(connections)
      .innerJoin(companies, eq(companies.id, connections.companyId))
      .innerJoin(institutions, eq(institutions.id, connections.institutionId))
      .where(where)
      .orderBy(desc(connections.createdAt), desc(connections.id))
      .limit(MOST_CONNECTIONS);

  const eventsWhere = (where: SQL | undefined) =>
    db
      .select({ id: events.id, at: events.at, type: events.type, actor: events.actor, detail: events.detail })
      .from(events)
      .where(where);

  /** The latest journeys that a connection came of, or that only tried its id. */
  const journeysOf = (connectionId: string) =>
    unionAll(
      db
        .select({ id: journeys.id })
        .from(journeys)
        .where(eq(journeys.connectionId, connectionId))
        .orderBy(desc(journeys.announcedAt))
        .limit(20),
      db
        .select({ id: sql<string>`${events.journeyId}` })
        .from(events)
        .where(and(eq(events.connectionId, connectionId), isNotNull(events.journeyId)))
        .groupBy(events.journeyId)
        .orderBy(desc(max(events.id)))
        .limit(20),
    );

  /** The newest of those that are named. */
  async function connectionsNamed(scope: Scope, { connections: all, newest }: Named) {
    if (!all) return [];
    const first = newest ? await connectionsWhere(and(ownConnection(scope), newest)) : [];
    return first.length === MOST_CONNECTIONS ? first : connectionsWhere(and(ownConnection(scope), all));
  }

  return {
    async find(scope, readings, filter, after, limit) {
      const [order, further] = filter.oldestFirst ? [asc, sql`>`] : [desc, sql`<`];
      const beyond = after
        ? sql`(${journeys.announcedAt}, ${journeys.id}) ${further} (${after.at.toISOString()}::timestamptz, ${after.id}::uuid)`
        : undefined;
      const filtered = and(ownJourney(scope), filterOf(filter), beyond);
      if (readings.length === 0) return { connections: [], journeys: await journeysWhere(filtered, limit, order) };
      for (const reading of readings) {
        const names = named(db, scope, reading);
        const found = await connectionsNamed(scope, names);
        const ids = found.map(({ id }) => id);
        const of = or(names.journeys, ids.length > 0 ? inArray(journeys.connectionId, ids) : undefined);
        const its = of ? await journeysWhere(and(filtered, of), limit, order) : [];
        const wanted = filter.status ? found.filter(({ status }) => status === filter.status) : found;
        if (found.length + its.length > 0 || reading === readings.at(-1)) return { connections: wanted, journeys: its };
      }
      return { connections: [], journeys: [] };
    },

    async journey(scope, id) {
      const [row] = await journeysWhere(and(ownJourney(scope), eq(journeys.id, id)), 1);
      const [whole] = row
        ? await db
            .select({ journey: ownColumns, erasedAt: journeys.erasedAt })
            .from(journeys)
            .where(eq(journeys.id, id))
        : [];
      if (!row || !whole) return null;
      const [tried] = await db
        .select({ id: events.connectionId, companyName: companies.name })
        .from(events)
        .leftJoin(connections, eq(connections.id, events.connectionId))
        .leftJoin(companies, eq(companies.id, connections.companyId))
        .where(and(eq(events.journeyId, id), isNotNull(events.connectionId)))
        .orderBy(desc(events.id))
        .limit(1);
      return { ...row, ...whole, triedConnectionId: tried?.id ?? null, triedCompanyName: tried?.companyName ?? null };
    },

    async timeline(journeyId, connectionId) {
      const its = eventsWhere(eq(events.journeyId, journeyId));
      if (!connectionId) return its.orderBy(events.id);
      const of = db.select({ from: journeys.announcedAt, to: journeys.expiresAt }).from(journeys);
      const [span] = await of.where(eq(journeys.id, journeyId));
      const issued = eventsWhere(
        and(
          eq(events.connectionId, connectionId),
          eq(events.type, "passcode-issued"),
          between(events.at, span?.from ?? new Date(0), span?.to ?? new Date(0)),
        ),
      );
      const both = await Promise.all([its, issued.orderBy(desc(events.id)).limit(20)]);
      return both.flat().sort((a, b) => a.at.getTime() - b.at.getTime() || a.id - b.id);
    },

    async connection(scope, id) {
      const [row] = await db
        .select({
          id: connections.id,
          institutionId: connections.institutionId,
          institutionName: institutions.name,
          companyId: companies.id,
          companyName: companies.name,
          status: connections.status,
          createdAt: connections.createdAt,
        })
        .from(connections)
        .innerJoin(companies, eq(companies.id, connections.companyId))
        .innerJoin(institutions, eq(institutions.id, connections.institutionId))
        .where(and(ownConnection(scope), eq(connections.id, id)));
      if (!row) return null;
      const [accounts, codes, its, deliveries] = await Promise.all([
        db
          .select({
            id: sourceAccounts.id,
            externalId: sourceAccounts.externalId,
            name: sourceAccounts.name,
            type: sourceAccounts.type,
            lastFour: sourceAccounts.lastFour,
            currency: sourceAccounts.currency,
            status: sourceAccounts.status,
            sageBankAccountId: sourceAccounts.sageBankAccountId,
            sageBankId: sourceAccounts.sageBankId,
            feedStartDate: sourceAccounts.feedStartDate,
            connectedAt: sourceAccounts.connectedAt,
            reauthorisation: feeds.reauthorisation,
          })
          .from(sourceAccounts)
          .leftJoin(feeds, eq(feeds.sourceAccountId, sourceAccounts.id))
          .where(eq(sourceAccounts.connectionId, id))
          .orderBy(sourceAccounts.name),
        db
          .select({
            id: passcodes.id,
            createdAt: passcodes.createdAt,
            expiresAt: passcodes.expiresAt,
            failures: passcodes.failures,
            redeemedAt: passcodes.redeemedAt,
            redeemedBy: passcodes.redeemedBy,
            revokedAt: passcodes.revokedAt,
          })
          .from(passcodes)
          .where(eq(passcodes.connectionId, id))
          .orderBy(desc(passcodes.createdAt))
          .limit(10),
        journeysWhere(and(ownJourney(scope), inArray(journeys.id, journeysOf(id))), 20),
        deliveriesAbout(id, row.institutionId),
      ]);
      return { ...row, accounts, passcodes: codes, journeys: its, deliveries };
    },

    async feed(scope, connectionId, since, after) {
      const [own] = await db
        .select({ id: connections.id })
        .from(connections)
        .where(and(ownConnection(scope), eq(connections.id, connectionId)));
      return own ? feedOf(db, connectionId, since, after) : NO_FEED;
    },

    async refusal(scope, code) {
      const [row] = await db
        .select({ id: events.id, at: events.at, type: events.type, actor: events.actor, detail: events.detail })
        .from(events)
        .where(
          and(
            eq(events.supportCode, code),
            eq(events.type, "arrival-refused"),
            scope ? or(eq(events.institutionId, scope), isNull(events.institutionId)) : undefined,
          ),
        )
        .limit(1);
      return row ?? null;
    },
  };

  function deliveriesAbout(connectionId: string, institutionId: string) {
    const last = db
      .selectDistinctOn([webhookAttempts.deliveryId], {
        deliveryId: webhookAttempts.deliveryId,
        statusCode: webhookAttempts.statusCode,
        error: webhookAttempts.error,
      })
      .from(webhookAttempts)
      .where(eq(webhookAttempts.deliveryId, webhookDeliveries.id))
      .orderBy(webhookAttempts.deliveryId, desc(webhookAttempts.id))
      .as("last");
    return db
      .select({
        id: webhookDeliveries.id,
        webhookId: webhookDeliveries.webhookId,
        url: webhooks.url,
        eventType: webhookEvents.type,
        status: webhookDeliveries.status,
        createdAt: webhookDeliveries.createdAt,
        attempts: db.$count(webhookAttempts, eq(webhookAttempts.deliveryId, webhookDeliveries.id)),
        lastStatus: last.statusCode,
        lastError: last.error,
      })
      .from(webhookDeliveries)
      .innerJoin(webhookEvents, eq(webhookEvents.id, webhookDeliveries.eventId))
      .innerJoin(webhooks, eq(webhooks.id, webhookDeliveries.webhookId))
      .leftJoinLateral(last, sql`true`)
      .where(and(eq(webhookEvents.connectionId, connectionId), eq(webhookDeliveries.institutionId, institutionId)))
      .orderBy(desc(webhookDeliveries.createdAt), desc(webhookDeliveries.id))
      .limit(20);
  }
}
