import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { theDay } from "../../test/days.ts";
import { knownOf, WireAccountQuery } from "./wire.ts";

const asked = { sourceAccountId: randomUUID(), bankId: randomUUID() };
const bankAccountId = randomUUID();

test.each([
  ["2026-07-01", "2026-07-01"],
  ["2026-07-01T00:00:00.000Z", "2026-07-01"],
  ["2026-07-01T00:00:00+01:00", "2026-07-01"],
  ["soon", null],
  ["", null],
  [20260701, null],
  [null, null],
  [undefined, null],
])("an account that Sage knows is read with the start date %j, which never spoils the answer", (written, day) => {
  for (const form of [<T>(one: T) => one, <T>(one: T) => [one]]) {
    const answer = form({ bankAccountId: bankAccountId.toUpperCase(), status: "active", requestedStartDate: written });
    const { living } = knownOf(WireAccountQuery.parse(JSON.parse(JSON.stringify(answer))), asked);
    const requestedStartDate = day === null ? null : theDay(day);
    expect(living).toEqual([{ ...asked, sageBankAccountId: bankAccountId, requestedStartDate, status: "active" }]);
  }
});

test("an ended account is told from one of unknown status", () => {
  const known = (status: unknown) => knownOf(WireAccountQuery.parse({ bankAccountId, status }), asked);
  expect(known("cancelled")).toEqual({ living: [], ended: [bankAccountId] });
  expect(known(null).living).toMatchObject([{ status: null }]);
});
