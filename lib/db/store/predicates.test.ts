import { randomUUID } from "node:crypto";
import { inArray } from "drizzle-orm";
import { expect, test } from "vitest";
import { dice } from "../../../test/dice.ts";
import { anInstitution } from "../../../test/institutions.ts";
import { aNotifiedJourney } from "../../../test/journeys.ts";
import { needsOver } from "../../../test/needs.ts";
import { describeStores } from "../../../test/stores.ts";
import { PASSCODE_TRIES, passcodeState } from "../../connection/passcode.ts";
import { hasExpired, JOURNEY_STATES, LINKING_LEASE_SECONDS } from "../../journey/journey.ts";
import { journeyColumns } from "../journey/journey-store.ts";
import { journeys, passcodes } from "../schema.ts";
import { isExpiredJourney, isLivePasscode } from "./predicates.ts";

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
      // One alone of a connection's is not revoked: the others are told by their hash.
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

  test("for a journey whose time is over", async () => {
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
});
