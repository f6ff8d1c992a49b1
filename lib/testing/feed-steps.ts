import { type aFeed, ledgerOf, postAll, someLines } from "./feed.ts";

export type Feed = Awaited<ReturnType<typeof aFeed>>;
export type Push = { pushOperationKey: string; status: string };

/** Requests to Sage that a test spoils. */
export const POST = { method: "POST", path: "/eu/provider/v1/statements" };
export const LOOK = { method: "GET", path: "/eu/provider/v1/statements" };
export const QUERY = { path: "/eu/provider/v1/accountqueries" };

export const fault = (feed: Feed, match: object, action: object, times: number | "always" = 1) =>
  feed.scene.control("/faults", { match, times, action });

/** Posts until there is nothing more to do, or nothing gets further. */
export const post = (feed: Feed) => postAll(feed.needs, feed.account.id, 60);

/** Pushes two lines. */
export const push = async (feed: Feed, from = "2026-02-05") => (await feed.push(someLines(2, { from }))).body as Push;

/** What the institution is told of a push. */
export const told = async (feed: Feed, { pushOperationKey }: Push) =>
  ((await feed.ask("GET", `${feed.company}/push/${pushOperationKey}`)).body as Push).status;

/** How many lines an account of Sage's has. */
export const linesIn = async (feed: Feed, id = feed.sageBankAccountId) =>
  (await ledgerOf(feed.scene, id)).transactions.length;
