import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  anOpenedJourney,
  frozen,
  minutesAfter,
  secondsAfter,
  someConsent,
  someReturnAddress,
  someTime,
} from "../../test/journeys.ts";
import { JOURNEY_STATES, type Journey, type JourneyKind, type JourneyState, LINKING_LEASE_SECONDS } from "./journey.ts";
import { type JourneyEvent, step } from "./step.ts";

/**
 * The rules of a journey, written down apart from the code. *abandoned* is linking whose claimant can no longer be
 * alive. *in-doubt* is a failure that Sage may have taken: its outcome is unknown. A cell is the state that follows.
 * "same" keeps the journey untouched, "-x" is the refusal x. The columns are the events, before the clock has passed
 * `expiresAt`.
 */
const BEFORE_EXPIRY = `
             opened        elsewhere     identified    all           chosen        locale        confirmed     delivered     link-failed   cancelled     expired       leaving       withdrawn      authorised
notified     opened        opened        -out-of-order -out-of-order -out-of-order notified      -out-of-order -out-of-order -out-of-order -out-of-order -out-of-order -out-of-order -out-of-order  linking
opened       same          -other-arrival identified    chosen        -out-of-order opened        -out-of-order -out-of-order -out-of-order cancelled     -out-of-order -out-of-order -out-of-order linking
identified   same          -other-arrival identified    chosen        chosen        identified    -out-of-order -out-of-order -out-of-order cancelled     -out-of-order -out-of-order -out-of-order -out-of-order
chosen       same          -other-arrival identified    chosen        chosen        chosen        linking       -out-of-order -out-of-order cancelled     -out-of-order -out-of-order -out-of-order -out-of-order
linking      same          -other-arrival -busy         -busy         -busy         linking       -busy         linked        failed        -busy         -out-of-order -busy         cancelled     -busy
abandoned    same          -other-arrival -busy         -busy         -busy         linking       linking       linked        failed        -busy         -out-of-order -busy         cancelled     -busy
unreachable  same          -other-arrival -out-of-order -out-of-order -out-of-order failed        linking       -out-of-order -out-of-order cancelled     -out-of-order -out-of-order -out-of-order -out-of-order
in-doubt     same          -other-arrival -out-of-order -out-of-order -out-of-order failed        linking       -out-of-order -out-of-order -out-of-order -out-of-order linking       -out-of-order -out-of-order
refused      same          -other-arrival -out-of-order -out-of-order -out-of-order failed        -out-of-order -out-of-order -out-of-order cancelled     -out-of-order -out-of-order -out-of-order -out-of-order
linked       same          -other-arrival -finished     -finished     -finished     linked        -finished     -out-of-order -out-of-order -finished     -out-of-order -finished     -out-of-order -finished
cancelled    same          -other-arrival -finished     -finished     -finished     cancelled     -finished     -out-of-order -out-of-order -finished     -out-of-order -finished     -out-of-order -finished
expired      same          -other-arrival -finished     -finished     -finished     expired       -finished     -out-of-order -out-of-order -finished     -out-of-order -finished     -out-of-order -finished`;

/** The same after it: nothing goes on but what Sage already has in its hands. */
const AFTER_EXPIRY = `
             opened        elsewhere     identified    all           chosen        locale        confirmed     delivered     link-failed   cancelled     expired       leaving       withdrawn      authorised
notified     -expired      -expired      -expired      -expired      -expired      notified      -expired      -out-of-order -out-of-order -expired      expired       -expired      -out-of-order  -expired
opened       same          -other-arrival -expired      -expired      -expired      opened        -expired      -out-of-order -out-of-order -expired      expired       -expired      -out-of-order -expired
identified   same          -other-arrival -expired      -expired      -expired      identified    -expired      -out-of-order -out-of-order -expired      expired       -expired      -out-of-order -expired
chosen       same          -other-arrival -expired      -expired      -expired      chosen        -expired      -out-of-order -out-of-order -expired      expired       -expired      -out-of-order -expired
linking      same          -other-arrival -busy         -busy         -busy         linking       -busy         linked        failed        -busy         -out-of-order -busy         cancelled     -busy
abandoned    same          -other-arrival -expired      -expired      -expired      linking       -expired      linked        failed        -expired      expired       -expired      cancelled     -expired
unreachable  same          -other-arrival -expired      -expired      -expired      failed        -expired      -out-of-order -out-of-order -expired      expired       -expired      -out-of-order -expired
in-doubt     same          -other-arrival -expired      -expired      -expired      failed        -expired      -out-of-order -out-of-order -expired      expired       -expired      -out-of-order -expired
refused      same          -other-arrival -expired      -expired      -expired      failed        -expired      -out-of-order -out-of-order -expired      expired       -expired      -out-of-order -expired
linked       same          -other-arrival -finished     -finished     -finished     linked        -finished     -out-of-order -out-of-order -finished     -out-of-order -finished     -out-of-order -finished
cancelled    same          -other-arrival -finished     -finished     -finished     cancelled     -finished     -out-of-order -out-of-order -finished     -out-of-order -finished     -out-of-order -finished
expired      same          -other-arrival -finished     -finished     -finished     expired       -finished     -out-of-order -out-of-order -finished     -out-of-order -finished     -out-of-order -finished`;

const cellsOf = (table: string) => {
  const [head = [], ...rows] = table
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/));
  return rows.flatMap(([row = "", ...cells]) => cells.map((cell, index) => ({ row, event: head[index] ?? "", cell })));
};

function journeyIn(row: string, kind: JourneyKind, now: Date): Journey {
  const arrived = anOpenedJourney(kind);
  if (row === "notified") {
    const unbound = { institutionId: null, bankId: null, region: null, returnAddress: null, accountIds: [] };
    return { ...arrived, ...unbound, state: "notified" };
  }
  const failure = /unreachable|in-doubt/.test(row) ? "sage-unreachable" : row === "refused" ? "sage-refused" : null;
  const state = failure ? "failed" : row === "abandoned" ? "linking" : (row as JourneyState);
  const past = ["opened", "cancelled", "expired"].includes(row) ? {} : { connectionId: randomUUID() };
  const chosen = kind === "onboard" && !["opened", "identified"].includes(row) ? { accountIds: [randomUUID()] } : {};
  const since = row === "linking" ? -5 : -LINKING_LEASE_SECONDS - 1;
  const linkingSince = state === "linking" ? secondsAfter(since, now) : null;
  const consent = failure || state === "linking" || state === "linked" ? someConsent : null;
  return { ...arrived, ...past, ...chosen, state, failure, linkingSince, consent, ambiguous: row === "in-doubt" };
}

function eventNamed(name: string, journey: Journey): JourneyEvent {
  const connectionId = randomUUID();
  const { kind } = journey;
  const bank = { institutionId: journey.institutionId ?? randomUUID(), bankId: journey.bankId ?? randomUUID() };
  const arrival = {
    type: "opened",
    kind,
    ...bank,
    region: "eu",
    accountIds: journey.accountIds,
    locale: null,
  } as const;
  switch (name) {
    case "opened":
      return { ...arrival, returnAddress: journey.returnAddress ?? someReturnAddress() };
    case "elsewhere":
      return { ...arrival, returnAddress: someReturnAddress() };
    case "identified":
      return { type: "identified", connectionId, chosen: null };
    case "all":
      return { type: "identified", connectionId, chosen: [randomUUID(), randomUUID()] };
    case "chosen":
      return { type: "chosen", accountIds: [randomUUID()] };
    case "locale":
      return { type: "locale-chosen", locale: "fr" };
    case "confirmed":
      return { type: "confirmed", consent: someConsent };
    case "authorised":
      return {
        type: "authorised",
        ...bank,
        region: "eu",
        connectionId: journey.connectionId ?? connectionId,
        accountIds: [randomUUID()],
      };
    case "link-failed":
      return { type: "link-failed", failure: "sage-unreachable", ambiguous: true, sageAnswer: null };
    default:
      return { type: name as "delivered" | "cancelled" | "expired" | "leaving" | "withdrawn" };
  }
}

function expectStep(journey: Journey, event: JourneyEvent, now: Date, cell: string) {
  const before = structuredClone(journey);
  const answer = step(frozen(journey), frozen(event), now);
  expect(journey).toEqual(before);
  if (cell.startsWith("-")) return expect(answer).toEqual({ ok: false, problem: cell.slice(1) });
  if (cell === "same") return expect(answer).toEqual({ ok: true, value: before });
  expect(answer).toMatchObject({ ok: true, value: { state: cell, version: before.version + 1 } });
}

describe.each([
  ["before its time is over", BEFORE_EXPIRY, minutesAfter(10)],
  ["at the moment its time is over", AFTER_EXPIRY, minutesAfter(20)],
] as const)("a journey %s", (_, table, now) => {
  const rows = cellsOf(table);

  test("has every state in the table", () => {
    const states = new Set(rows.map(({ row }) => journeyIn(row, "onboard", now).state));
    expect(states).toEqual(new Set(JOURNEY_STATES));
  });

  test.each(rows)("$row, on $event: $cell", ({ row, event, cell }) => {
    const journey = journeyIn(row, "onboard", now);
    expectStep(journey, eventNamed(event, journey), now, cell);
  });

  // A re-authorisation differs in two things: its account is known, so there is no choosing of accounts.
  test.each(rows)("that renews a consent: $row, on $event", ({ row, event, cell }) => {
    const journey = journeyIn(row, "reauth", now);
    const choosing = event === "chosen" && cell === "chosen";
    const expected = choosing ? "-out-of-order" : cell === "identified" && event !== "locale" ? "chosen" : cell;
    expectStep(journey, eventNamed(event, journey), now, expected);
  });
});

const claimed = (kind: JourneyKind = "onboard") => {
  const journey = { ...journeyIn("chosen", kind, someTime) };
  const claim = step(journey, { type: "confirmed", consent: someConsent }, someTime);
  if (!claim.ok) throw new Error(claim.problem);
  return claim.value;
};

test("an attempt whose process died is claimed again after the lease, and then counts as possibly delivered", () => {
  const confirmed = { type: "confirmed", consent: someConsent } as const;
  const last = secondsAfter(LINKING_LEASE_SECONDS);
  expect(step(claimed(), confirmed, last)).toEqual({ ok: false, problem: "busy" });
  const after = secondsAfter(LINKING_LEASE_SECONDS + 0.001);
  expect(step(claimed(), confirmed, after)).toMatchObject({
    ok: true,
    value: { state: "linking", linkingSince: after, ambiguous: true },
  });
});

test("only a confirmation claims a dead attempt", () => {
  const late = secondsAfter(LINKING_LEASE_SECONDS + 60);
  for (const name of ["identified", "chosen", "cancelled"]) {
    const journey = claimed();
    expect(step(journey, eventNamed(name, journey), late)).toEqual({ ok: false, problem: "busy" });
  }
});

test("an unknown outcome stays unknown through a second failure and ends with delivery", () => {
  const doubt = step(
    claimed(),
    { type: "link-failed", failure: "sage-unreachable", ambiguous: true, sageAnswer: null },
    someTime,
  );
  if (!doubt.ok) throw new Error(doubt.problem);
  const again = step(doubt.value, { type: "confirmed", consent: someConsent }, someTime);
  if (!again.ok) throw new Error(again.problem);
  const second = step(
    again.value,
    { type: "link-failed", failure: "sage-unreachable", ambiguous: false, sageAnswer: null },
    someTime,
  );
  expect(second).toMatchObject({ ok: true, value: { ambiguous: true } });
  expect(step(again.value, { type: "delivered" }, someTime)).toMatchObject({ ok: true, value: { ambiguous: false } });
});

test("identifying as another connection forgets the accounts and the consent of the one before", () => {
  const journey = { ...journeyIn("chosen", "onboard", someTime), consent: someConsent };
  const other = randomUUID();
  const answer = step(journey, { type: "identified", connectionId: other, chosen: null }, someTime);
  expect(answer).toMatchObject({ ok: true, value: { connectionId: other, accountIds: [], consent: null } });
});

test("a journey cannot choose nothing", () => {
  const journey = journeyIn("identified", "onboard", someTime);
  const answer = step(journey, { type: "chosen", accountIds: [] }, someTime);
  expect(answer).toEqual({ ok: false, problem: "out-of-order" });
});

test.each([
  ["another bank", { bankId: randomUUID() }],
  ["another kind", { kind: "onboard" }],
  ["another account", { accountIds: [randomUUID()] }],
  ["another way back", { redirectUri: "https://money.sage.com/r" }],
  ["another state", { state: randomUUID() }],
] as const)("a second arrival of a re-authorisation with %s is refused", (_, change) => {
  const journey = journeyIn("opened", "reauth", someTime);
  const returnAddress = { ...journey.returnAddress, ...change };
  const event = { ...eventNamed("opened", journey), returnAddress, ...change } as JourneyEvent;
  expect(step(journey, event, someTime)).toEqual({ ok: false, problem: "other-arrival" });
});

test("an institution authorises for its announced bank alone, and overtakes no user who has begun", () => {
  const opened = journeyIn("opened", "onboard", someTime);
  const authorised = eventNamed("authorised", opened);
  expect(step(opened, { ...authorised, bankId: randomUUID() } as JourneyEvent, someTime)).toEqual({
    ok: false,
    problem: "other-arrival",
  });
  expect(step(opened, { ...authorised, accountIds: [] } as JourneyEvent, someTime)).toEqual({
    ok: false,
    problem: "out-of-order",
  });
  expect(step(opened, authorised, someTime)).toMatchObject({
    ok: true,
    value: { consent: null, returnAddress: opened.returnAddress, linkingSince: someTime },
  });
});

test("an attempt is begun again by whom it was begun: the person, or the institution for the same connection", () => {
  const late = secondsAfter(LINKING_LEASE_SECONDS + 60);
  for (const [row, now, otherwise] of [
    ["unreachable", someTime, "out-of-order"],
    ["linking", late, "busy"],
  ] as const) {
    const byInstitution = { ...journeyIn(row, "onboard", someTime), consent: null };
    const again = eventNamed("authorised", byInstitution);
    const other = { ...again, connectionId: randomUUID() } as JourneyEvent;
    const confirmed = eventNamed("confirmed", byInstitution);
    expect(step(byInstitution, again, now)).toMatchObject({ ok: true, value: { linkingSince: now, consent: null } });
    expect(step(byInstitution, other, now)).toEqual({ ok: false, problem: otherwise });
    expect(step(byInstitution, confirmed, now)).toEqual({ ok: false, problem: otherwise });
    expect(step({ ...byInstitution, consent: someConsent }, again, now)).toEqual({ ok: false, problem: otherwise });
  }
});
