import { expect, test } from "vitest";
import { minutesAfter, someTime } from "../../test/journeys.ts";
import { linkAccount } from "./link-account.ts";

const [connected, ended, unlinked] = [someTime, minutesAfter(5), minutesAfter(9)];
const never = { connectedAt: null, disconnectedBy: null, disconnectedAt: null };
const past = { connectedAt: connected, disconnectedBy: null, disconnectedAt: null };

test.each([
  ["pending", never, "Linked", { status: "pending", since: null, by: null }],
  ["connected", past, "Linked", { status: "connected", since: connected, by: null }],
  ["connected", past, "Unlinked", { status: "disconnected", since: unlinked, by: "institution" }],
  ["disconnected", past, "Linked", { status: "disconnected", since: null, by: "unknown" }],
  [
    "disconnected",
    { ...past, disconnectedBy: "sage", disconnectedAt: ended },
    "Unlinked",
    { status: "disconnected", since: ended, by: "sage" },
  ],
] as const)("an account stored as %s with %o, of a connection that is %s, is %o", (status, dates, connection, read) => {
  const account = { id: "1", name: "Current", lastFour: "6819" };
  expect(linkAccount({ ...account, status, ...dates }, { status: connection, unlinkedAt: unlinked })).toEqual({
    ...account,
    ...read,
  });
});
