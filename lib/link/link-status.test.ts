import { expect, test } from "vitest";
import { minutesAfter, someTime } from "../../test/journeys.ts";
import type { SourceAccountStatus } from "../connection/connection.ts";
import type { JourneyState } from "../journey/journey.ts";
import { linkStatus } from "./link-status.ts";

const [before, after] = [minutesAfter(-9), minutesAfter(9)];
const account = (id: string, status: SourceAccountStatus, since: Date | null = null) => {
  return { id, name: "Current", lastFour: "6819", status, since, by: null };
};
const pending = account("own", "pending");
const connected = (since: Date) => account("own", "connected", since);
const disconnected = (since: Date | null) => account("own", "disconnected", since);
const other = account("other", "connected", before);

test.each([
  [null, [], "waiting"],
  [null, [pending], "waiting"],
  [null, [pending, other], "connected"],
  [null, [disconnected(before)], "disconnected"],
  [null, [disconnected(after), other], "connected"],
  // A renewal has its connection before its user has identified.
  ["notified", [connected(before)], "connected"],
  ["opened", [connected(before)], "connected"],
  ["identified", [pending, other], "arrived"],
  ["chosen", [pending, other], "chosen"],
  ["linking", [pending], "chosen"],
  ["linked", [pending], "chosen"],
  ["linked", [pending, other], "chosen"],
  ["linked", [connected(after)], "connected"],
  ["linked", [connected(before)], "connected"],
  ["linked", [disconnected(before)], "chosen"],
  ["linked", [disconnected(after)], "disconnected"],
  ["linked", [disconnected(after), other], "connected"],
  ["linked", [disconnected(null)], "chosen"],
  ["failed", [pending], "ended"],
  ["failed", [connected(after)], "connected"],
  ["cancelled", [pending, other], "ended"],
  ["expired", [disconnected(before)], "ended"],
  ["expired", [disconnected(after)], "disconnected"],
] satisfies [JourneyState | null, ReturnType<typeof account>[], string][])(
  "a page whose newest journey is %s and whose accounts are %o says %s",
  (state, accounts, status) => {
    expect(linkStatus(state && { state, announcedAt: someTime, accountIds: ["own"] }, accounts)).toBe(status);
  },
);
