import { randomUUID } from "node:crypto";
import { and, eq, inArray, type SQL } from "drizzle-orm";
import { expect, test } from "vitest";
import { dice } from "../../../test/dice.ts";
import { anInstitution } from "../../../test/institutions.ts";
import { aNotifiedJourney } from "../../../test/journeys.ts";
import { needsOver, type TestNeeds } from "../../../test/needs.ts";
import { expectSame } from "../../../test/same-rows.ts";
import { describeStores } from "../../../test/stores.ts";
import { CONNECTION_STATUSES, isLinked } from "../../connection/connection.ts";
import { PASSCODE_TRIES, passcodeState } from "../../connection/passcode.ts";
import { isAwaited, isOffered, isTaken, mayBeTaken } from "../../connection/shared-journeys.ts";
import { DELIVERY_STATUSES, isLost, isSentTo } from "../../institution/delivery.ts";
import { hasExpired, isUnderway, JOURNEY_STATES, LINKING_LEASE_SECONDS } from "../../journey/journey.ts";
import { isAlive, isApprovable, isLookedAt, isToldOn, isUsable, OPEN_MS } from "../../link/link-life.ts";
import { journeyColumns } from "../journey/journey-store.ts";
import {
  connections,
  journeys,
  linkApprovals,
  linkTokens,
  linkViews,
  passcodes,
  sourceAccounts,
  webhookDeliveries,
  webhookEvents,
  webhooks,
} from "../schema.ts";
import * as stored from "./predicates.ts";
import { isExpiredJourney, isLivePasscode, isUnderwayJourney } from "./predicates.ts";

const ROWS = 300;
const rows = <T>(make: (index: number) => T) => Array.from({ length: ROWS }, (_, index) => make(index));

/** The store finds the rows that the rule names, and no other. */
describeStores("a condition of a query is its rule", (database) => {
  const roll = dice(20_261_130);
  const now = new Date("2026-07-01T12:00:00.000Z");
  const around = (...seconds: number[]) => new Date(now.getTime() + (seconds[roll(seconds.length)] ?? 0) * 1000);
  const one = <T>(of: readonly T[]) => of[roll(of.length)] as T;

  test("for a passcode that can be redeemed", async () => {
    const needs = needsOver(database());
    const { institutionId, connectionId } = await anInstitution(needs);
    const made = rows(() => ({
      ...{ id: randomUUID() as string, institutionId, connectionId, hash: randomUUID() as string, createdAt: now },
      failures: one([0, PASSCODE_TRIES - 1, PASSCODE_TRIES]),
      expiresAt: around(-1, 0, 1),
      redeemedAt: one([null, null, now]),
      // A single one of a connection's is not revoked; their hash identifies the others.
      revokedAt: one([now, null]),
    }));
    let seen = 0;
    for (const passcode of made) {
      await needs.db.delete(passcodes);
      await needs.db.insert(passcodes).values(passcode);
      const { failures, redeemedAt, revokedAt, expiresAt } = passcode;
      const life = { failures, isRedeemed: redeemedAt !== null, isRevoked: revokedAt !== null, expiresAt };
      const isAlive = passcodeState(life, now) === "alive";
      const found = await needs.db.select({ id: passcodes.id }).from(passcodes).where(isLivePasscode(now));
      expect(found.length === 1, JSON.stringify(passcode)).toBe(isAlive);
      if (isAlive) seen++;
    }
    expect(seen).toBeGreaterThan(5);
  });

  test("for a journey whose time has run out", async () => {
    const needs = needsOver(database());
    const lease = LINKING_LEASE_SECONDS;
    const made = rows((index) => ({
      ...aNotifiedJourney(),
      ...{ id: randomUUID() as string, authorisationId: randomUUID() as string, supportCode: `${index}` },
      state: one(JOURNEY_STATES),
      expiresAt: around(-1, 0, 1),
      linkingSince: one([null, around(-lease - 1, -lease, -1)]),
    }));
    await needs.db.insert(journeys).values(made);
    const ids = made.map(({ id }) => id);
    const stored = await needs.db.select(journeyColumns).from(journeys).where(inArray(journeys.id, ids));
    const found = await needs.db.select({ id: journeys.id }).from(journeys).where(isExpiredJourney(now));
    const expired = stored.filter((journey) => hasExpired(journey, now)).map(({ id }) => id);
    expect(
      found
        .map(({ id }) => id)
        .filter((id) => ids.includes(id))
        .sort(),
    ).toEqual(expired.sort());
    expect(expired.length).toBeGreaterThan(20);
  });

  test("for a journey that is under way, may be approved at a link page, or is reported there", async () => {
    const needs = needsOver(database());
    const made = rows((index) => ({
      ...aNotifiedJourney(one(["onboard", "reauth"] as const)),
      ...{ id: randomUUID() as string, authorisationId: randomUUID() as string, supportCode: `told-${index}` },
      state: one(JOURNEY_STATES),
      announcedAt: around(-1, 0, 1),
      expiresAt: around(-1, 0, 1),
    }));
    await needs.db.insert(journeys).values(made);
    const found = await named(needs, journeys, made);
    expectSame(await found(isUnderwayJourney), made, ({ state }) => isUnderway(state));
    expectSame(await found(stored.isApprovable(now)), made, (journey) => isApprovable(journey, now));
    expectSame(await found(stored.isToldOn({ createdAt: now })), made, (journey) =>
      isToldOn({ createdAt: now }, journey),
    );
  });

  test("for a link page, its token and a person's approval there", async () => {
    const needs = needsOver(database());
    const { institutionId, connectionId } = await anInstitution(needs);
    const of = { institutionId, connectionId, visitor: "visitor" };
    const views = rows(() => ({
      ...{ ...of, id: randomUUID() as string, hash: randomUUID() as string },
      expiresAt: around(-1, 0, 1),
      seenAt: new Date(around(-1, 0, 1).getTime() - OPEN_MS),
    }));
    await needs.db.insert(linkViews).values(views);
    const found = await named(needs, linkViews, views);
    expectSame(await found(stored.isAliveView(now)), views, (view) => isAlive(view, now));
    expectSame(await found(stored.isLookedAt(now)), views, (view) => isLookedAt(view, now));
    const once = () => ({ usedAt: one([null, now]), expiresAt: around(-1, 0, 1) });
    const tokens = rows(() => ({ ...of, id: randomUUID() as string, ...once() }));
    await needs.db.insert(linkTokens).values(tokens.map(({ id, ...token }) => ({ ...token, hash: id })));
    const live = await needs.db.select({ id: linkTokens.hash }).from(linkTokens).where(stored.isUsableToken(now));
    expectSame(new Set(live.map(({ id }) => id)), tokens, (token) => isUsable(token, now));
    const walks = rows(() => ({ ...aNotifiedJourney(), id: randomUUID() as string }));
    await needs.db.insert(journeys).values(walks);
    const words = walks.map(({ id }) => ({ ...of, id, ...once() }));
    await needs.db.insert(linkApprovals).values(words.map(({ id, ...word }) => ({ ...word, journeyId: id })));
    const usable = await needs.db
      .select({ id: linkApprovals.journeyId })
      .from(linkApprovals)
      .where(stored.isUsableApproval(now));
    expectSame(new Set(usable.map(({ id }) => id)), words, (word) => isUsable(word, now));
  });

  test("for journeys that Sage took or may have taken, and an account that Sage has not reported", async () => {
    const needs = needsOver(database());
    const { accounts, connectionId } = await anInstitution(needs);
    const made = rows((index) => ({
      ...aNotifiedJourney(one(["onboard", "reauth"] as const)),
      ...{ id: randomUUID() as string, authorisationId: randomUUID() as string, supportCode: `taken-${index}` },
      ...{ state: one(JOURNEY_STATES), ambiguous: one([true, false]), connectionId, announcedAt: around(-1, 0, 1) },
    }));
    await needs.db.insert(journeys).values(made);
    const found = await named(needs, journeys, made);
    expectSame(await found(stored.isTaken), made, isTaken);
    expectSame(await found(stored.mayBeTaken), made, mayBeTaken);
    const its = eq(sourceAccounts.id, accounts[0]?.id ?? "");
    for (const status of ["pending", "connected", "disconnected"] as const)
      for (const offeredAt of [null, around(-1), now, around(1)]) {
        await needs.db.update(sourceAccounts).set({ status, offeredAt }).where(its);
        const awaited = await needs.db
          .select({ id: journeys.id })
          .from(journeys)
          .innerJoin(sourceAccounts, and(its, eq(journeys.connectionId, connectionId)))
          .where(stored.isAwaited(now));
        const expected = made.filter((journey) => isAwaited(journey, { status }, now)).map(({ id }) => id);
        expect(awaited.map(({ id }) => id).sort()).toEqual(expected.sort());
        const isFound = async (which: SQL | undefined) => (await needs.db.$count(sourceAccounts, and(its, which))) > 0;
        expect(await isFound(stored.isOffered(now))).toBe(isOffered({ status, offeredAt }, now));
        expect(await isFound(stored.isConnected)).toBe(status === "connected");
        expect(await isFound(stored.isNotConnected)).toBe(status !== "connected");
      }
    for (const status of CONNECTION_STATUSES) {
      await needs.db.update(connections).set({ status }).where(eq(connections.id, connectionId));
      const linked = await needs.db.$count(connections, and(eq(connections.id, connectionId), stored.isLinked));
      expect(linked > 0).toBe(isLinked(status));
    }
  });

  test("for a webhook, and a delivery whose job was lost", async () => {
    const needs = needsOver(database());
    const { institutionId } = await anInstitution(needs);
    const hooks = rows(() => ({
      ...{ id: randomUUID() as string, institutionId, url: "", eventTypes: [], companyTags: [], sealedSecret: "" },
      ...{ disabled: one([true, false]), createdAt: now },
    }));
    await needs.db.insert(webhooks).values(hooks);
    expectSame(await (await named(needs, webhooks, hooks))(stored.isSentTo), hooks, isSentTo);
    const event = { id: randomUUID() as string, institutionId, type: "company.created", sealedBody: "" } as const;
    await needs.db.insert(webhookEvents).values(event);
    const made = hooks.map(({ id: webhookId }) => ({
      ...{ id: randomUUID() as string, institutionId, webhookId, eventId: event.id },
      ...{ status: one(DELIVERY_STATUSES), nextAttemptAt: one([null, around(-1, 0, 1)]) },
    }));
    await needs.db.insert(webhookDeliveries).values(made);
    const found = await named(needs, webhookDeliveries, made);
    expectSame(await found(stored.isLostDelivery(now)), made, (delivery) => isLost(delivery, now));
  });
});

type Named = typeof journeys | typeof linkViews | typeof webhooks | typeof webhookDeliveries;

/** Asks which of some rows a condition finds. */
async function named({ db }: TestNeeds, table: Named, made: readonly { id: string }[]) {
  const its = inArray(
    table.id,
    made.map(({ id }) => id),
  );
  return async (which: SQL | undefined) => {
    const found = await db.select({ id: table.id }).from(table).where(and(its, which));
    return new Set(found.map(({ id }) => id));
  };
}
