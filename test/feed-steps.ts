import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { accountCreated, accountDeleted } from "../lib/connection/sage-account-events.ts";
import { resumesFeedsOf } from "../lib/db/feed/reauthorisations.ts";
import { journeys, sourceAccounts } from "../lib/db/schema.ts";
import type { Journey } from "../lib/journey/journey.ts";
import { theDay } from "./days.ts";
import { type aFeed, ledgerOf, postAll, someLines } from "./feed.ts";

export type Feed = Awaited<ReturnType<typeof aFeed>>;
export type Push = { pushOperationKey: string; status: string };

/** Requests to Sage that a test spoils. */
export const POST = { method: "POST", path: "/eu/provider/v1/statements" };
export const LOOK = { method: "GET", path: "/eu/provider/v1/statements" };
export const QUERY = { path: "/eu/provider/v1/accountqueries" };

export const fault = (feed: Feed, match: object, action: object, times: number | "always" = 1) =>
  feed.fixture.control("/faults", { match, times, action });

/** Posts until there is nothing more to do, or nothing gets further. */
export const post = (feed: Feed) => postAll(feed.needs, feed.account.id, 60);

/** Pushes two lines. */
export const push = async (feed: Feed, from = "2026-02-05") => (await feed.push(someLines(2, { from }))).body as Push;

/** The status of a push, as the institution sees it. */
export const told = async (feed: Feed, { pushOperationKey }: Push) =>
  ((await feed.ask("GET", `${feed.company}/push/${pushOperationKey}`)).body as Push).status;

/** How many lines an account of Sage's has. */
export const linesIn = async (feed: Feed, id = feed.sageBankAccountId) =>
  (await ledgerOf(feed.fixture, id)).transactions.length;

/** Sets the status of Sage's account from now on, without a notification. */
export const inSageIs = (feed: Feed, status: string, id = feed.sageBankAccountId) =>
  feed.fixture.control(`/accounts/${id}/status`, { status });

/** Sage's notification of one of its accounts for the feed's. */
export const linkTo = (
  feed: Feed,
  sageBankAccountId: string,
  startDate: string | null = "2026-01-01",
  bankId = feed.sageBankId,
) => ({
  sageBankAccountId,
  sourceAccountId: feed.account.id,
  bankId,
  requestedStartDate: startDate === null ? null : theDay(startDate),
});

/** As the notification's door does it: write it down, then act on it. */
export async function hear(
  feed: Feed,
  id: string,
  startDate: string | null = "2026-01-01",
  type: "resourceCreated" | "resourceDeleted" = "resourceCreated",
) {
  const additionalData = startDate === null ? {} : { requestedStartDate: `${startDate}T00:00:00.000Z` };
  feed.needs.passMinutes(1);
  await feed.needs.notifications.record({ type, resourceType: "bankAccount", resourceId: id, additionalData });
  if (type === "resourceDeleted") return accountDeleted(feed.needs, id);
  return accountCreated(feed.needs, linkTo(feed, id, startDate));
}

/** Sage's account that the feed's is connected to, or what it is instead. */
export async function connectedTo(feed: Feed) {
  const [row] = await feed.needs.db.select().from(sourceAccounts).where(eq(sourceAccounts.id, feed.account.id));
  return row?.status === "connected" ? row.sageBankAccountId : row?.status;
}

/** The institution disconnects the account over its API. */
export const endHere = (feed: Feed) =>
  feed.ask("PATCH", `${feed.connection}/connectionInfo/bankFeedAccounts/${feed.account.externalId}`, {
    id: feed.account.externalId,
    status: "disconnected",
  });

/** Notes, as the application does, that its user has confirmed a re-authorisation. */
export const authorise = (feed: Feed) =>
  feed.needs.db.transaction((tx) =>
    resumesFeedsOf({ clock: feed.needs.clock, enqueue: async () => {}, tell: async () => {} })(
      tx,
      { kind: "reauth", connectionId: feed.connectionId, accountIds: [feed.account.id] } as unknown as Journey,
      { type: "linked", actor: "sage" },
    ),
  );

/** Writes down a journey that Sage has taken: its user has shared accounts, or authorised them again. */
export async function share(
  feed: Feed,
  {
    kind = "onboard" as "onboard" | "reauth",
    accountIds = [feed.account.id] as readonly string[],
    minutesAgo = 0,
  } = {},
) {
  const at = new Date(feed.needs.clock().getTime() - minutesAgo * 60_000);
  await feed.needs.db.insert(journeys).values({
    authorisationId: randomUUID(),
    supportCode: randomUUID().slice(0, 8),
    state: "linked",
    kind,
    institutionId: feed.institutionId,
    bankId: feed.sageBankId,
    region: "eu",
    connectionId: feed.connectionId,
    accountIds,
    announcedAt: at,
    linkedAt: at,
    expiresAt: at,
    version: 1,
  });
  feed.needs.passMinutes(5);
}

/** Lets some days pass for the feed, with a few looks a day. */
export async function days(feed: Feed, count = 2) {
  for (let day = 0; day < count; day++) {
    feed.needs.passMinutes(24 * 60);
    await feed.needs.feed.revive(feed.needs.clock(), 1_000);
    await postAll(feed.needs, feed.account.id, 8);
  }
}
