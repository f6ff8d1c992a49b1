import fc from "fast-check";
import { expect, test } from "vitest";
import { aNotifiedJourney, frozen, secondsAfter, someTime } from "../../test/journeys.ts";
import { silence } from "../connection/sage-answer.ts";
import { isOpen, type Journey, LINKING_LEASE_SECONDS } from "./journey.ts";
import { type JourneyEvent, step } from "./step.ts";

// Few values each, so that a random sequence meets the same one twice.
const account = fc.constantFrom("account-1", "account-2", "account-3");
const accounts = fc.uniqueArray(account, { maxLength: 3 });
const locale = fc.constantFrom("en" as const, "fr" as const);
const returnAddress = fc.record({
  redirectUri: fc.constantFrom("https://a.sagebankdrive.com/r", "https://money.sage.com/r"),
  state: fc.constantFrom("s1", "s2"),
});

const event: fc.Arbitrary<JourneyEvent> = fc.oneof(
  fc.record({
    type: fc.constant("opened" as const),
    kind: fc.constantFrom("onboard" as const, "reauth" as const),
    institutionId: fc.constant("institution"),
    bankId: fc.constantFrom("bank-1", "bank-2"),
    region: fc.constant("eu" as const),
    returnAddress,
    accountIds: account.map((id) => [id]),
    locale: fc.option(locale),
  }),
  fc.record({
    type: fc.constant("identified" as const),
    connectionId: fc.constantFrom("connection-1", "connection-2"),
    chosen: fc.option(accounts),
  }),
  fc.record({ type: fc.constant("chosen" as const), accountIds: accounts }),
  fc.record({ type: fc.constant("locale-chosen" as const), locale }),
  fc.record({
    type: fc.constant("confirmed" as const),
    consent: fc.record({ version: fc.constant("v1"), locale, text: fc.string() }),
  }),
  fc.record({
    type: fc.constant("authorised" as const),
    institutionId: fc.constant("institution"),
    bankId: fc.constantFrom("bank-1", "bank-2"),
    region: fc.constant("eu" as const),
    connectionId: fc.constantFrom("connection-1", "connection-2"),
    accountIds: accounts,
  }),
  fc.record({ type: fc.constant("delivered" as const) }),
  fc.record({
    type: fc.constant("link-failed" as const),
    failure: fc.constantFrom("sage-unreachable" as const, "sage-refused" as const, "sage-expired" as const),
    ambiguous: fc.boolean(),
    sageAnswer: fc.constantFrom(null, silence(someTime)),
  }),
  fc.record({
    type: fc.constantFrom("cancelled" as const, "expired" as const, "leaving" as const, "withdrawn" as const),
  }),
);

/** Events in the order of a journey that goes well, so that random ones meet late states often. */
const script: JourneyEvent[] = [
  {
    type: "opened",
    kind: "onboard",
    institutionId: "institution",
    bankId: "bank-1",
    region: "eu",
    returnAddress: { redirectUri: "https://a.sagebankdrive.com/r", state: "s1" },
    accountIds: [],
    locale: null,
  },
  { type: "identified", connectionId: "connection-1", chosen: null },
  { type: "chosen", accountIds: ["account-1"] },
  { type: "confirmed", consent: { version: "v1", locale: "en", text: "yes" } },
];
const opening: fc.Arbitrary<JourneyEvent[]> = fc
  .record({ length: fc.nat({ max: 4 }), kind: fc.constantFrom("onboard" as const, "reauth" as const), account })
  .map(({ length, kind, account }) =>
    script
      .slice(0, length)
      .map((e) => (e.type === "opened" ? { ...e, kind, accountIds: kind === "reauth" ? [account] : [] } : e)),
  );

const moves = fc.tuple(
  opening,
  fc.array(fc.record({ event, seconds: fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 400 })) }), { maxLength: 40 }),
);

type Moved = { before: Journey; after: Journey; event: JourneyEvent; now: Date; accepted: boolean };

/** Runs a sequence and shows every single step of it. */
function walk([opening, rest]: typeof moves extends fc.Arbitrary<infer T> ? T : never, look: (moved: Moved) => void) {
  let journey: Journey = frozen(aNotifiedJourney());
  let now = someTime;
  for (const { event, seconds } of [...opening.map((event) => ({ event, seconds: 1 })), ...rest]) {
    now = secondsAfter(seconds, now);
    const answer = step(journey, frozen(event), now);
    const after = answer.ok ? frozen(answer.value) : journey;
    look({ before: journey, after, event, now, accepted: answer.ok });
    journey = after;
  }
}

const everySequence = (look: () => (moved: Moved) => void) =>
  fc.assert(
    fc.property(moves, (sequence) => walk(sequence, look())),
    { numRuns: 2_000 },
  );

test("once linked, cancelled or expired, nothing but the language of a journey changes", () => {
  everySequence(() => ({ before, after }) => {
    if (!["linked", "cancelled", "expired"].includes(before.state)) return;
    expect({ ...after, locale: null, version: 0 }).toEqual({ ...before, locale: null, version: 0 });
  });
});

test("the values that the arrival bound stay bound: return URL, bank, region, kind", () => {
  everySequence(() => ({ before, after }) => {
    if (before.returnAddress === null) return;
    const bound = ({ returnAddress, bankId, institutionId, region, kind }: Journey) => [
      returnAddress,
      bankId,
      institutionId,
      region,
      kind,
    ];
    expect(bound(after)).toEqual(bound(before));
  });
});

test("a re-authorisation keeps its one account to the end", () => {
  everySequence(() => ({ before, after }) => {
    if (before.returnAddress !== null && before.kind === "reauth") expect(after.accountIds).toEqual(before.accountIds);
  });
});

test("only Sage's answer links a journey, and only one that is being linked", () => {
  everySequence(() => ({ before, after, event }) => {
    if (after.state !== "linked" || before.state === "linked") return;
    expect([before.state, event.type]).toEqual(["linking", "delivered"]);
  });
});

test("no second attempt is claimed while the first may still be alive", () => {
  everySequence(() => {
    let alive: Date | null = null;
    return ({ before, after, event, now, accepted }) => {
      if ((event.type === "confirmed" || event.type === "authorised") && accepted) {
        if (alive) expect(now.getTime() - alive.getTime()).toBeGreaterThan(LINKING_LEASE_SECONDS * 1000);
        alive = now;
      }
      if (before.state === "linking" && after.state !== "linking") alive = null;
    };
  });
});

test("an expired open journey takes nothing but its end and a language", () => {
  everySequence(() => ({ before, after, event, now }) => {
    if (!isOpen(before.state) || now < before.expiresAt) return;
    if (event.type === "locale-chosen") return;
    if (event.type === "expired") expect(after.state).toBe("expired");
    else expect(after).toBe(before);
  });
});

test("the version counts changes: one more with each, the same without", () => {
  everySequence(() => ({ before, after, accepted }) => {
    if (!accepted) expect(after).toBe(before);
    expect(after.version).toBe(after === before ? before.version : before.version + 1);
  });
});

test("nothing is linked without a connection and an account, nor without a consent but by the institution", () => {
  everySequence(() => {
    let byInstitution = false;
    return ({ after, event, accepted }) => {
      if (accepted && event.type === "authorised") byInstitution = true;
      if (after.state !== "linking") return;
      expect(after.connectionId).not.toBeNull();
      expect(after.accountIds.length).toBeGreaterThan(0);
      expect(after.consent === null).toBe(byInstitution);
    };
  });
});

test("the same journey, event and time always give the same answer", () => {
  fc.assert(
    fc.property(moves, event, (sequence, next) => {
      walk(sequence, ({ after, now }) =>
        expect(step(after, next, now)).toEqual(step(structuredClone(after), next, now)),
      );
    }),
    { numRuns: 300 },
  );
});
