import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { anInstitution, isConnected } from "../../test/institutions.ts";
import { minutesAfter, someTime } from "../../test/journeys.ts";
import { needsOver, type TestNeeds } from "../../test/needs.ts";
import { describeStores } from "../../test/stores.ts";
import { anArrival, arrived, arriving, good, visitAt } from "../../test/walk.ts";
import { events, journeyTokens } from "../db/schema.ts";
import { announceAuthorisation } from "./announce-authorisation.ts";
import { openJourney } from "./open-journey.ts";

describeStores("an arrival from Sage", (database) => {
  const timeline = async (needs: TestNeeds, journeyId: string) =>
    (await needs.db.select().from(events).where(eq(events.journeyId, journeyId)).orderBy(events.id)).map(
      ({ type }) => type,
    );

  test("an authorisation that is announced again is the same one, and its clock goes on", async () => {
    const needs = needsOver(database());
    const { bankId } = await anInstitution(needs);
    const announced = { authorisationId: randomUUID(), bankId };
    expect(await announceAuthorisation(needs, announced)).toBe("announced");
    const first = await needs.journeys.byAuthorisation(announced.authorisationId);
    needs.passMinutes(15);
    expect(await announceAuthorisation(needs, announced)).toBe("repeated");
    expect(await needs.journeys.byAuthorisation(announced.authorisationId)).toEqual(first);
    expect(first).toMatchObject({ state: "notified", announcedAt: someTime, expiresAt: minutesAfter(20) });
    expect(await timeline(needs, first?.id ?? "")).toEqual(["announced"]);
  });

  test("announced many times at once counts once", async () => {
    const needs = needsOver(database());
    const announced = { authorisationId: randomUUID(), bankId: null };
    const answers = await Promise.all(Array.from({ length: 20 }, () => announceAuthorisation(needs, announced)));
    expect(answers.filter((answer) => answer === "announced")).toHaveLength(1);
  });

  test("a repeated announcement does not take an open journey back to its start", async () => {
    const needs = needsOver(database());
    const institution = await anInstitution(needs);
    const { journey } = await arrived(needs, institution);
    await announceAuthorisation(needs, { authorisationId: journey.authorisationId, bankId: institution.bankId });
    expect(await needs.journeys.byAuthorisation(journey.authorisationId)).toEqual(journey);
  });

  const written = (needs: TestNeeds, resourceId: string, bankId: string | null) => {
    const additionalData = bankId === null ? {} : { bankId };
    return needs.notifications.record({
      type: "resourceCreated",
      resourceType: "authorisation",
      resourceId,
      additionalData,
    });
  };

  test.each(["onboard", "reauth"] as const)(
    "a notification that was written down lets its user in (%s), whatever became of who was to act on it",
    async (kind) => {
      const needs = needsOver(database());
      const { bankId, accounts } = await anInstitution(needs);
      const externalId = accounts[0]?.id ?? "";
      if (kind === "reauth") await isConnected(needs, externalId, bankId);
      for (const named of [bankId, null]) {
        const arrival = anArrival(bankId, { kind, externalId });
        await written(needs, arrival.authorisationId, named);
        needs.passMinutes(5);
        // Sage sends it again while its user is on the way.
        const token = good(await openJourney(arriving(needs), arrival));
        await announceAuthorisation(needs, { authorisationId: arrival.authorisationId, bankId: named });
        const { journey } = await visitAt(needs, token);
        expect(journey).toMatchObject({ state: "opened", kind, bankId });
        // Its 20 minutes began with Sage's notification.
        expect(journey.expiresAt).toEqual(minutesAfter(15, needs.clock()));
        expect(await timeline(needs, journey.id)).toEqual(["announced", "opened"]);
      }
    },
  );

  test("a stored notification lets no visit in for another authorisation, or after its time", async () => {
    const needs = needsOver(database());
    const { bankId } = await anInstitution(needs);
    const arrival = anArrival(bankId);
    await written(needs, arrival.authorisationId, bankId);
    const resourceId = randomUUID();
    await needs.notifications.record({
      type: "resourceDeleted",
      resourceType: "bankAccount",
      resourceId,
      additionalData: {},
    });
    for (const authorisationId of [randomUUID(), resourceId])
      expect(await openJourney(arriving(needs), { ...arrival, authorisationId })).toEqual({
        ok: false,
        problem: "not-announced",
      });
    needs.passMinutes(20);
    expect(await openJourney(arriving(needs), arrival)).toEqual({ ok: false, problem: "expired" });
  });

  test("no visit comes in that Sage has not announced", async () => {
    const needs = needsOver(database());
    const { bankId } = await anInstitution(needs);
    let pauses = 0;
    const patient = arriving(needs, async () => void pauses++);
    expect(await openJourney(patient, anArrival(bankId))).toEqual({ ok: false, problem: "not-announced" });
    expect(pauses * 250).toBe(3_000);
  });

  test("who knocks too often is not waited for", async () => {
    const needs = needsOver(database());
    const impatient = { ...arriving(needs), mayWait: async () => false };
    expect(await openJourney(impatient, anArrival(randomUUID()))).toEqual({ ok: false, problem: "too-many-visits" });
  });

  test("a notification that comes after the visit is waited for", async () => {
    const needs = needsOver(database());
    const { bankId } = await anInstitution(needs);
    const arrival = anArrival(bankId);
    let pauses = 0;
    const late = arriving(needs, async () => {
      if (++pauses === 5) await announceAuthorisation(needs, { authorisationId: arrival.authorisationId, bankId });
    });
    expect((await openJourney(late, arrival)).ok).toBe(true);
  });

  test("an announcement counts for 20 minutes", async () => {
    const needs = needsOver(database());
    const { bankId } = await anInstitution(needs);
    const [inTime, late] = [anArrival(bankId), anArrival(bankId)];
    for (const { authorisationId } of [inTime, late]) await announceAuthorisation(needs, { authorisationId, bankId });
    needs.passMinutes(19.99);
    expect((await openJourney(arriving(needs), inTime)).ok).toBe(true);
    needs.passMinutes(0.01);
    expect(await openJourney(arriving(needs), late)).toEqual({ ok: false, problem: "expired" });
  });

  test("the first visit's return URL stays; a reload is let in, another return URL is not", async () => {
    const needs = needsOver(database());
    const { bankId } = await anInstitution(needs);
    const arrival = anArrival(bankId);
    await announceAuthorisation(needs, { authorisationId: arrival.authorisationId, bankId });
    const first = await visitAt(needs, good(await openJourney(arriving(needs), arrival)));
    const again = await visitAt(needs, good(await openJourney(arriving(needs), arrival)));
    expect(again.journey).toEqual(first.journey);
    expect(again.token).not.toBe(first.token);
    const elsewhere = { ...arrival, redirectUri: `${arrival.redirectUri}0` };
    const other = { ...arrival, state: randomUUID() };
    for (const changed of [elsewhere, other])
      expect(await openJourney(arriving(needs), changed)).toEqual({ ok: false, problem: "other-arrival" });
    expect((await visitAt(needs, first.token)).journey.returnAddress).toEqual({
      redirectUri: arrival.redirectUri,
      state: arrival.state,
    });
  });

  test("one of two first visits with two return URLs at once binds its own and the other is refused", async () => {
    const needs = needsOver(database());
    const { bankId } = await anInstitution(needs);
    const arrival = anArrival(bankId);
    await announceAuthorisation(needs, { authorisationId: arrival.authorisationId, bankId });
    const visits = Array.from({ length: 10 }, (_, index) => ({ ...arrival, state: `state-${index}` }));
    const answers = await Promise.all(visits.map((visit) => openJourney(arriving(needs), visit)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const winner = visits[answers.findIndex(({ ok }) => ok)];
    const journey = await needs.journeys.byAuthorisation(arrival.authorisationId);
    expect(journey?.returnAddress?.state).toBe(winner?.state);
    expect(await timeline(needs, journey?.id ?? "")).toEqual(["announced", "opened"]);
  });

  test("twenty reloads at once are twenty visits of one journey", async () => {
    const needs = needsOver(database());
    const { bankId } = await anInstitution(needs);
    const arrival = anArrival(bankId);
    await announceAuthorisation(needs, { authorisationId: arrival.authorisationId, bankId });
    const answers = await Promise.all(Array.from({ length: 20 }, () => openJourney(arriving(needs), arrival)));
    expect(answers.filter(({ ok }) => !ok)).toEqual([]);
    const journey = await needs.journeys.byAuthorisation(arrival.authorisationId);
    expect(journey?.version).toBe(1);
    const tokens = await needs.db
      .select()
      .from(journeyTokens)
      .where(eq(journeyTokens.journeyId, journey?.id ?? ""));
    expect(tokens).toHaveLength(20);
  });

  test("a bank that is not ours, or not the announced one, leads nowhere", async () => {
    const needs = needsOver(database());
    const [one, other] = [await anInstitution(needs), await anInstitution(needs)];
    const announcedFor = async (bankId: string | null) => {
      const arrival = anArrival(other.bankId);
      await announceAuthorisation(needs, { authorisationId: arrival.authorisationId, bankId });
      return arrival;
    };
    const unknown = { ok: false, problem: "bank-unknown" };
    expect(await openJourney(arriving(needs), await announcedFor(one.bankId))).toEqual(unknown);
    expect(await openJourney(arriving(needs), await announcedFor(randomUUID()))).toEqual(unknown);
    expect(await openJourney(arriving(needs), { ...(await announcedFor(null)), bankId: null })).toEqual(unknown);
    expect(await openJourney(arriving(needs), { ...(await announcedFor(null)), bankId: randomUUID() })).toEqual(
      unknown,
    );
    const named = await visitAt(needs, good(await openJourney(arriving(needs), await announcedFor(null))));
    expect(named.journey.institutionId).toBe(other.institutionId);
  });

  test("a re-authorisation is for one account of ours, at the announced bank's institution", async () => {
    const needs = needsOver(database());
    const [one, other] = [await anInstitution(needs), await anInstitution(needs)];
    const [account] = one.accounts;
    await expect(arrived(needs, one, { kind: "reauth", externalId: account?.id ?? "" })).rejects.toThrow(
      "account-unknown",
    );
    await isConnected(needs, account?.id ?? "");
    const { journey } = await arrived(needs, one, { kind: "reauth", externalId: account?.id ?? "" });
    expect(journey).toMatchObject({ kind: "reauth", accountIds: [account?.id] });
    const foreign = arrived(needs, other, { kind: "reauth", externalId: account?.id ?? "" });
    await expect(foreign).rejects.toThrow("account-unknown");
    await expect(arrived(needs, one, { kind: "reauth", externalId: randomUUID() })).rejects.toThrow("account-unknown");
    await expect(arrived(needs, one, { kind: "reauth" })).rejects.toThrow("account-unknown");
  });

  test("a token is stored as its hash, and an expired journey says so to the token's holder", async () => {
    const needs = needsOver(database());
    const { journey, token } = await arrived(needs, await anInstitution(needs));
    needs.passMinutes(20);
    expect((await visitAt(needs, token)).journey.state).toBe("expired");
    expect(await needs.journeys.byAuthorisation(journey.authorisationId)).toMatchObject({
      state: "expired",
      version: 2,
    });
    expect(await timeline(needs, journey.id)).toEqual(["announced", "opened", "expired"]);
  });
});
