import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accountNamed, anEarlierStore, earlier, upgraded } from "../../../test/earlier-release.ts";
import { accountInSage } from "../../../test/feed.ts";
import { authorise, type Feed, linkTo } from "../../../test/feed-steps.ts";
import { DRIVERS, isMissing } from "../../../test/stores.ts";
import { accountCreated } from "../../connection/sage-account-events.ts";

type Upgraded = Awaited<ReturnType<typeof upgraded>>;

/** The end of each account where Sage answers: the statuses of its pushes, and the lines that Sage has. */
const FATES: Record<string, [statuses: string, lines: string]> = {
  waiting: ["Success Success", "1-0 1-1 more-0"],
  "waiting-us": ["Success", "1-0"],
  opened: ["Success Success", "1-0 1-1 2-0"],
  unanswered: ["Success Success", "1-0 2-0"],
  "taken-unanswered": ["Success Success", "1-0 1-1 2-0"],
  "left-open": ["Success", "1-0"],
  "left-open-taken": ["Success", "1-0"],
  "refused-twice-in-doubt": ["Success", "1-0"],
  settling: ["Success Success", "1-0 2-0"],
  "settling-to-fail": ["Failed", ""],
  "rate-limited": ["Success", "1-0"],
  "refused-together": ["Success Failed Success", "1-0 3-0"],
  "refused-together-taken": ["Success Success", "1-0 2-0"],
  over: [
    "Success Success Success Success Success Success Failed Failed Failed TimedOut",
    "wanted first second offset time late",
  ],
  "timed-out": ["TimedOut", "1-0"],
  "ended-here": ["Success Failed", "1-0"],
  "beside-ended": ["Success", "1-0"],
  "ended-here-unheard": ["Failed", ""],
  "ended-here-settling": ["Success Failed", "1-0"],
  "ended-here-taken-unanswered": ["Success", "1-0"],
  // Its user has to authorise again first, and is not waited for.
  "ended-here-stands-still": ["Pending", ""],
  // Sage keeps nothing of what it has ended.
  "ended-by-sage": ["Success Failed", ""],
  "ended-by-sage-unheard": ["Failed", ""],
  "ended-by-sage-unanswered": ["Failed", ""],
  unlinked: ["Success Failed", "1-0"],
  "unlinked-settling": ["Success Failed", "1-0"],
  "no-bank": ["Failed", ""],
  "not-wanted": ["Failed Success", "2-0"],
  reconnected: ["Success Success Success", "1-0 2-0 3-0"],
  "reconnected-settling": ["Success Success Success", "1-0 2-0 3-0"],
  "reconnected-refused": ["Success Success Success", "1-0 2-0 3-0"],
  "taken-elsewhere": ["Success Success", "1-0 2-0"],
  "left-behind": ["Success Success", "1-0 2-0"],
  // Sage named a moment as the first day. A line from before it goes behind the others, but for one of the newest day.
  moment: ["Success", "after next before"],
  "moment-newest": ["Success", "after"],
  "moment-settling": ["Success", "after next before"],
  "reauth-asked": ["Success Pending", "1-0"],
  "reauth-settling": ["Pending", ""],
  "reauth-required": ["Pending", ""],
  "reauth-given": ["Pending", ""],
};

/** How many transactions of a push are in Sage then, and how many Sage does not get. */
const COUNTS: Record<string, string> = {
  waiting: "2+0 3+0",
  "refused-together": "1+0 0+0 1+0",
  over: "0+1 1+1 2+0 1+0 1+0 2+0 0+0 0+0 0+0 1+0",
  moment: "3+0",
  "moment-newest": "1+1",
  "moment-settling": "3+0",
};

/** Accounts to which nothing more is posted. */
const ENDED = ["ended-here", "ended-here-unheard", "ended-by-sage", "ended-by-sage-unanswered", "unlinked", "no-bank"];

/** Accounts with a push that Sage may have, or has not finished: only Sage can say how it ended. */
const UNKNOWN = [
  ...["unanswered", "taken-unanswered", "left-open", "left-open-taken", "refused-twice-in-doubt", "settling"],
  ...["refused-together-taken", "ended-here-settling", "ended-here-taken-unanswered", "unlinked-settling"],
  ...["reconnected-settling", "taken-elsewhere", "left-behind"],
];

const linesOf = (name: string, lines: string) =>
  lines === "" ? [] : lines.split(" ").map((line) => `${name}-${line}`);

const inSage = (it: Upgraded, name: string) => it.inSage(name)?.transactions.map(({ uniqueId }) => uniqueId);

/** The statuses of the pushes of accounts, and the lines that Sage has. */
async function fatesOf(it: Upgraded, names: readonly string[]) {
  const pushes = await it.pushesOf(names);
  return names.map((name, index) => [name, pushes[index]?.map((push) => push?.status).join(" "), inSage(it, name)]);
}
const expected = (names: readonly string[]) =>
  names.map((name) => {
    const [statuses, lines = ""] = FATES[name] ?? [];
    return [name, statuses, linesOf(name, lines)];
  });

async function countsOf(it: Upgraded, names: readonly string[]) {
  const pushes = await it.pushesOf(names);
  const counts = pushes.map((its) => its.map((push) => `${push?.delivered}+${push?.skipped}`).join(" "));
  return Object.fromEntries(names.map((name, index) => [name, counts[index]]));
}

const feedOf = ({ needs, fixture }: Upgraded, name: string) => {
  const { connectionId, accountId } = accountNamed(name);
  return { needs, fixture, connectionId, account: { id: accountId }, sageBankId: earlier.banks.eu } as unknown as Feed;
};

const push = async ({ ask, company }: Upgraded, name: string, ...transactions: object[]) => {
  const path = `${company}/connections/${accountNamed(name).connectionId}/push/bankAccounts/${name}/bankTransactions`;
  return ask("POST", path, { accountId: name, transactions });
};
const line = (id: string, date: string) => ({
  ...{ id, date, description: "Line 0", amount: 10.1, balance: 100, transactionType: "Credit" },
});

describe.each(DRIVERS)("the feeds of a store of the release before, on %s", (driver) => {
  describe.skipIf(isMissing(driver))("once it is migrated", () => {
    let store: Awaited<ReturnType<typeof anEarlierStore>>;
    beforeAll(async () => {
      store = await anEarlierStore(driver);
    });
    afterAll(() => store.drop());

    test("bring what waited to Sage once and in order, and nothing where an account has ended", async () => {
      const it = await upgraded(store);
      await it.hours(1, { only: ENDED });
      expect(it.posts()).toBe(0);
      it.settle("settling-to-fail");
      await it.hours(2);
      expect(await fatesOf(it, Object.keys(FATES))).toEqual(expected(Object.keys(FATES)));
      expect(await countsOf(it, Object.keys(COUNTS))).toEqual(COUNTS);

      // Institutions go on pushing; what they repeat does not go again.
      const again = await push(
        it,
        "over",
        line("over-first", "2026-02-05"),
        line("over-offset", "2026-02-07T00:30:00+01:00"),
      );
      expect(again.body).toMatchObject({ status: "Success", delivered: 2 });
      const living = Object.keys(FATES).filter((name) => !/^(ended|unlinked|no-bank|reauth)/.test(name));
      for (const name of living) await push(it, name, line(`${name}-new`, "2026-03-02"));
      for (const name of ENDED.filter((one) => one !== "no-bank"))
        expect((await push(it, name, line("new", "2026-03-02"))).status).toBe(400);
      await it.hours(1);
      for (const name of living)
        expect(inSage(it, name)).toEqual([...linesOf(name, FATES[name]?.[1] ?? ""), `${name}-new`]);
    });

    test("wait for a user who has to authorise again, and end what an institution has ended before", async () => {
      const it = await upgraded(store);
      it.settle();
      const names = Object.keys(FATES).filter(
        (name) => name.startsWith("reauth") || name === "ended-here-stands-still",
      );
      await it.hours(2, { only: names });
      expect(await fatesOf(it, names)).toEqual(expected(names));
      for (const name of names) {
        const account = it.inSage(name);
        if (account) account.status = "active";
        await authorise(feedOf(it, name));
      }
      await it.hours(1, { only: names });
      const all = names.map((name) => accountNamed(name).pushes);
      expect(await fatesOf(it, names)).toEqual(
        names.map((name, index) => [
          name,
          all[index]?.map(() => "Success").join(" "),
          all[index]?.flatMap(({ lines }) => lines),
        ]),
      );
    });

    test("are called neither failed nor delivered where Sage does not say", async () => {
      const it = await upgraded(store);
      const statements = { path: "/eu/provider/v1/statements" };
      const then = new Map(earlier.told.map(({ pushOperationKey, status }) => [pushOperationKey, status]));
      // Lines that were never posted have failed where their account has ended.
      const unknown = UNKNOWN.map((name) =>
        accountNamed(name).pushes.map(({ id }, place) =>
          /^(ended|unlinked)/.test(name) && place > 0 ? "Failed" : then.get(id),
        ),
      );
      const statuses = async () => (await it.pushesOf(UNKNOWN)).map((pushes) => pushes.map((push) => push?.status));
      await it.fixture.control("/faults", { match: statements, times: "always", action: { status: 503 } });
      await it.hours(2, { only: UNKNOWN, steps: 3 });
      expect(await statuses()).toEqual(unknown);
      await it.fixture.call("DELETE", "/_control/faults");
      const detail = [{ target: "data.transactionDetails[0].uniqueId", message: "should match pattern" }];
      const open = {
        data: null,
        error: { code: "ValidationError", message: "One or more fields do not match", detail },
      };
      const posts = { ...statements, method: "POST" };
      await it.fixture.control("/faults", { match: posts, times: "always", action: { status: 400, body: open } });
      await it.hours(2, { only: UNKNOWN, steps: 3 });
      expect(await statuses()).toEqual(unknown);
      await it.fixture.call("DELETE", "/_control/faults");
      it.settle();
      await it.hours(2, { only: UNKNOWN });
      expect(await fatesOf(it, UNKNOWN)).toEqual(expected(UNKNOWN));
    });

    test("begin again in a new account of Sage's where Sage had ended the one before, and not where an institution had", async () => {
      const it = await upgraded(store);
      for (const name of ["ended-here", "ended-here-settling", "ended-by-sage"]) {
        const before = it.inSage(name);
        if (before) before.status = "cancelled";
        const feed = feedOf(it, name);
        await accountCreated(it.needs, linkTo(feed, await accountInSage(feed)));
        const status = name === "ended-by-sage" ? "connected" : "disconnected";
        expect(await it.needs.connections.accountById(feed.account.id)).toMatchObject({ status });
        await it.hours(1, { only: [name] });
      }
      expect(await fatesOf(it, ["ended-by-sage"])).toEqual([
        ["ended-by-sage", "Success Failed", ["ended-by-sage-1-0"]],
      ]);
      expect([inSage(it, "ended-here"), inSage(it, "ended-here-settling")]).toEqual([[], []]);
    });
  });
});
