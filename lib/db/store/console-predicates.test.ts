import { randomUUID } from "node:crypto";
import { eq, inArray, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { dice } from "../../../test/dice.ts";
import { aNotifiedJourney } from "../../../test/journeys.ts";
import { needsOver } from "../../../test/needs.ts";
import { describeStores } from "../../../test/stores.ts";
import { reachedBy, stateAt, TROUBLES, troubleOf, wasAnswered, wasSent } from "../../console/overview.ts";
import { JOURNEY_STATES } from "../../journey/journey.ts";
import { events, journeys, sageCalls } from "../schema.ts";
import * as stored from "./console-predicates.ts";

/** The store counts each row as the rule says. */
describeStores("a count of the overview goes by its rule", (database) => {
  const roll = dice(20_261_202);
  const now = new Date("2026-07-01T12:00:00.000Z");
  const one = <T>(of: readonly T[]) => of[roll(of.length)] as T;
  const maybe = () => one([null, now]);

  test("for a journey", async () => {
    const { db } = needsOver(database());
    const made = Array.from({ length: 300 }, (_, index) => ({
      ...aNotifiedJourney(one(["onboard", "reauth"] as const)),
      ...{ id: randomUUID() as string, supportCode: `overview-${index}`, state: one(JOURNEY_STATES) },
      ...{ openedAt: maybe(), identifiedAt: maybe(), chosenAt: maybe(), confirmedAt: maybe(), connectedAt: maybe() },
      expiresAt: new Date(now.getTime() + roll(3) - 1),
    }));
    await db.insert(journeys).values(made);
    const ids = made.map(({ id }) => id);
    const rows = await db
      .select({ id: journeys.id, reached: sql<number>`${stored.reached}`, state: sql<string>`${stored.stateAt(now)}` })
      .from(journeys)
      .where(inArray(journeys.id, ids));
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const journey of made) {
      const { id } = journey;
      const expected = { id, reached: reachedBy(journey), state: stateAt(journey, now) };
      expect(byId.get(id), JSON.stringify(journey)).toEqual(expected);
    }
    expect(new Set(rows.map(({ reached }) => reached))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]));
  });

  test("for an obstacle that a person met", async () => {
    const { db } = needsOver(database());
    const supportCode = randomUUID();
    const details = [{}, { reason: "spent" }, { failure: "sage-refused" }, { reason: "x", failure: "y" }];
    const made = [...TROUBLES, "opened" as const].flatMap((type) => details.map((detail) => ({ type, detail })));
    await db.insert(events).values(made.map((event) => ({ ...event, at: now, actor: "user", supportCode })));
    const rows = await db
      .select({ trouble: sql<string>`${stored.trouble}` })
      .from(events)
      .where(sql`${eq(events.supportCode, supportCode)} and ${stored.isTrouble}`)
      .orderBy(events.id);
    const expected = made.flatMap(({ type, detail }) => (type === "opened" ? [] : [troubleOf({ type, detail })]));
    expect(rows.map(({ trouble }) => trouble)).toEqual(expected);
  });

  test("for an answer of Sage's", async () => {
    const { db } = needsOver(database());
    const outcomes = ["100", "200", "302", "404", "408", "429", "500", "2000", "timeout", "network", "token", "queue"];
    await db
      .insert(sageCalls)
      .values(outcomes.map((outcome) => ({ hour: now, region: "us" as const, outcome, calls: 1, milliseconds: 1 })));
    for (const [condition, rule] of [
      [stored.wasAnswered, wasAnswered],
      [stored.wasSent, wasSent],
    ] as const) {
      const rows = await db.select({ outcome: sageCalls.outcome }).from(sageCalls).where(condition);
      expect(rows.map(({ outcome }) => outcome).sort()).toEqual(outcomes.filter(rule).sort());
    }
  });
});
