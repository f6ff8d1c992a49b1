import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { anInstitution } from "../../test/institutions.ts";
import { aNotifiedJourney, minutesAfter, someConsent, someTime } from "../../test/journeys.ts";
import { needsOver, type TestNeeds } from "../../test/needs.ts";
import { describeStores } from "../../test/stores.ts";
import { arrived, chosen, good, identified } from "../../test/walk.ts";
import { silence } from "../connection/sage-answer.ts";
import { events, journeys } from "../db/schema.ts";
import { change } from "./change.ts";
import { chooseLocale } from "./choose-locale.ts";
import type { Journey, JourneyState } from "./journey.ts";
import type { TimelineType } from "./ports.ts";

const timelineOf = (needs: TestNeeds, journeyId: string) =>
  needs.db.select().from(events).where(eq(events.journeyId, journeyId)).orderBy(events.id);
const stored = (needs: TestNeeds, { authorisationId }: Journey) => needs.journeys.byAuthorisation(authorisationId);
const entry = (type: TimelineType) => ({ type, actor: "user" }) as const;

describeStores("changes of one journey at the same moment", (database) => {
  test("both happen, one after the other, when both still fit", async () => {
    const needs = needsOver(database());
    const { journey } = await identified(needs, await anInstitution(needs));
    const answers = await Promise.all([
      change(needs, journey, { type: "locale-chosen", locale: "fr" }, entry("locale-chosen")),
      change(needs, journey, { type: "chosen", accountIds: [randomUUID()] }, entry("chosen")),
    ]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await stored(needs, journey)).toMatchObject({ state: "chosen", locale: "fr", version: journey.version + 2 });
  });

  test("one is refused when the other has made it unfit", async () => {
    const needs = needsOver(database());
    const { journey } = await chosen(needs, await anInstitution(needs));
    const answers = await Promise.all([
      change(needs, journey, { type: "confirmed", consent: someConsent }, entry("confirmed")),
      change(needs, journey, { type: "cancelled" }, entry("cancelled")),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter((answer) => !answer.ok && ["busy", "finished"].includes(answer.problem))).toHaveLength(1);
    expect((await stored(needs, journey))?.version).toBe(journey.version + 1);
  });

  test("every accepted one has its line in the timeline, and no other does", async () => {
    const needs = needsOver(database());
    const { journey } = await identified(needs, await anInstitution(needs));
    const attempts = Array.from({ length: 30 }, (_, index) =>
      index % 3 === 0
        ? change(needs, journey, { type: "chosen", accountIds: [randomUUID()] }, entry("chosen"))
        : change(needs, journey, { type: "locale-chosen", locale: index % 2 ? "fr" : "en" }, entry("locale-chosen")),
    );
    const accepted = (await Promise.all(attempts)).filter(({ ok }) => ok).length;
    const after = await stored(needs, journey);
    expect(accepted).toBeGreaterThan(0);
    expect(after?.version).toBe(journey.version + accepted);
    // The notification's own line is the one that no version counts.
    expect(await timelineOf(needs, journey.id)).toHaveLength((after?.version ?? 0) + 1);
  });

  test("a language that is the journey's already changes nothing", async () => {
    const needs = needsOver(database());
    const { journey } = await arrived(needs, await anInstitution(needs));
    await chooseLocale(needs, journey, "fr");
    const after = await stored(needs, journey);
    await chooseLocale(needs, { ...journey, locale: "fr" }, "fr");
    expect(await stored(needs, journey)).toEqual(after);
  });

  test("every field of a journey is read as it was written", async () => {
    const needs = needsOver(database());
    const { journey } = await chosen(needs, await anInstitution(needs));
    const claimed = good(await change(needs, journey, { type: "confirmed", consent: someConsent }, entry("confirmed")));
    expect(await stored(needs, journey)).toEqual(claimed);
    const failed = {
      type: "link-failed",
      failure: "sage-unreachable",
      ambiguous: true,
      sageAnswer: silence(someTime),
    } as const;
    expect(await stored(needs, journey)).toEqual(claimed);
    const after = good(await change(needs, claimed, failed, entry("link-failed")));
    expect(await stored(needs, journey)).toEqual(after);
  });
});

describeStores("the clock", (database) => {
  /** Journeys of every state in a store of many others; the clock is this test's alone, years ahead of theirs. */
  const put = async (needs: TestNeeds, state: JourneyState, expiresAt: Date) => {
    const journey: Journey = { ...aNotifiedJourney(), state, expiresAt };
    await needs.journeys.announce(journey, { type: "announced", actor: "sage" });
    return journey;
  };
  const stateOf = async (needs: TestNeeds, journey: Journey) => (await stored(needs, journey))?.state;

  test("ends open journeys whose time has run out, and writes that down; all others it leaves alone", async () => {
    const needs = needsOver(database());
    await needs.db.delete(journeys);
    const open = ["notified", "opened", "identified", "chosen", "failed"] as const;
    const shut = ["linking", "linked", "cancelled", "expired"] as const;
    const due = await Promise.all(open.map((state) => put(needs, state, minutesAfter(20))));
    const early = await Promise.all(open.map((state) => put(needs, state, minutesAfter(20.001))));
    const over = await Promise.all(shut.map((state) => put(needs, state, minutesAfter(20))));
    needs.setTime(minutesAfter(20));
    expect(await needs.journeys.expire(1_000)).toBe(due.length);
    for (const journey of due) {
      expect(await stored(needs, journey)).toEqual({ ...journey, state: "expired", version: 1 });
      expect(await timelineOf(needs, journey.id)).toMatchObject([
        { type: "announced" },
        { type: "expired", actor: "system", at: minutesAfter(20) },
      ]);
    }
    for (const journey of [...early, ...over]) expect(await stateOf(needs, journey)).toBe(journey.state);
    expect(await needs.journeys.expire(1_000)).toBe(0);
  });

  test("ends at most so many at once, and each once when two processes clean up", async () => {
    const needs = needsOver(database());
    await needs.db.delete(journeys);
    const all = await Promise.all(Array.from({ length: 12 }, () => put(needs, "opened", minutesAfter(20))));
    needs.setTime(minutesAfter(21));
    expect(await needs.journeys.expire(5)).toBe(5);
    const ended = await Promise.all([needs.journeys.expire(100), needs.journeys.expire(100)]);
    expect((ended[0] ?? 0) + (ended[1] ?? 0)).toBe(7);
    for (const journey of all) expect(await timelineOf(needs, journey.id)).toHaveLength(2);
  });
});
