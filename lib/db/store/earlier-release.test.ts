import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { theDay } from "../../../test/days.ts";
import { accountNamed, anEarlierStore, earlier, upgraded } from "../../../test/earlier-release.ts";
import { someConsent } from "../../../test/journeys.ts";
import { DRIVERS, isMissing } from "../../../test/stores.ts";
import { anAddress, anArrival, arriving, good, visitAt } from "../../../test/walk.ts";
import { reasonWords } from "../../api/wire/reason.ts";
import { chainCheck } from "../../console/audit.ts";
import type { FeedPlace, ShownPush, ShownStatement } from "../../console/ports.ts";
import { chooseAccounts } from "../../journey/choose-accounts.ts";
import { linkAccounts } from "../../journey/link-accounts.ts";
import { openJourney } from "../../journey/open-journey.ts";
import { redeemPasscode } from "../../journey/redeem-passcode.ts";

/** Members of the API's answer that the release before did not have, and those that say whose it is. */
const NEWER = new Set(["accountId", "companyId", "dataConnectionKey", "dataType", "changes", "delivered", "skipped"]);

type Upgraded = Awaited<ReturnType<typeof upgraded>>;

const { institutionId } = earlier;
const connectionIds = [...new Set(Object.values(earlier.accounts).map(({ connectionId }) => connectionId))];

/** All that support sees of the institution's feeds. */
async function shownTo({ needs }: Upgraded) {
  const shown: { pushes: ShownPush[]; statements: ShownStatement[] } = { pushes: [], statements: [] };
  for (const connectionId of connectionIds) {
    let place: FeedPlace = { pushes: null, statements: null };
    do {
      const page = await needs.support.feed(institutionId, connectionId, theDay("2026-01-01"), place);
      // A list that has come to its end begins at the newest again.
      const isFirst = !place.pushes && !place.statements;
      if (isFirst || place.pushes) shown.pushes.push(...page.pushes);
      if (isFirst || place.statements) shown.statements.push(...page.statements);
      place = page.older;
    } while (place.pushes || place.statements);
  }
  return shown;
}

const reasonOf = ({ reason }: ShownStatement) => (reason && ("said" in reason ? reason.said : reason.code)) ?? "none";

describe.each(DRIVERS)("a store of the release before, on %s", (driver) => {
  describe.skipIf(isMissing(driver))("once it is migrated", () => {
    let store: Awaited<ReturnType<typeof anEarlierStore>>;
    beforeAll(async () => {
      store = await anEarlierStore(driver);
    });
    afterAll(() => store.drop());

    test("tells of each push what it told before, and shows support the same", async () => {
      const it = await upgraded(store);
      const now = await it.told();
      expect(now.size).toBe(earlier.told.length);
      for (const push of earlier.told) {
        const today = Object.entries(now.get(push.pushOperationKey) ?? {});
        expect(Object.fromEntries(today.filter(([name]) => !NEWER.has(name)))).toEqual(push);
      }
      const shown = await shownTo(it);
      const told = new Map(earlier.told.map(({ pushOperationKey, ...push }) => [pushOperationKey, push]));
      expect(new Set(shown.pushes.map(({ id }) => id))).toEqual(new Set(told.keys()));
      for (const { id, status, reason } of shown.pushes)
        expect({ id, status, why: reason ? reasonWords(reason) : undefined }).toEqual({
          id,
          status: told.get(id)?.status,
          why: told.get(id)?.errorMessage,
        });
      const reasons = shown.statements.map(reasonOf);
      expect(
        Object.fromEntries([...new Set(reasons)].map((why) => [why, reasons.filter((one) => one === why).length])),
      ).toEqual({
        none: 36,
        reconnected: 1,
        "400 ValidationError: no such type": 6,
        "400 ValidationError: One or more fields do not match; data.transactionDetails[0].uniqueId should match pattern": 2,
        "409 UnsupportedOperationError: The bank account needs to be authorised again": 1,
        "The amount is too large": 1,
      });
    });

    test("shows support its connections and journeys, and its audit log holds", async () => {
      const { needs } = await upgraded(store);
      for (const id of connectionIds) {
        const shown = await needs.support.connection(institutionId, id);
        const names = Object.keys(earlier.accounts).filter((name) => accountNamed(name).connectionId === id);
        expect(shown?.accounts.map(({ externalId }) => externalId).sort()).toEqual(names.sort());
      }
      const { journeys } = await needs.support.find(institutionId, [], {}, null, 100);
      expect(journeys.map(({ state }) => state).sort()).toEqual([
        "chosen",
        "expired",
        "failed",
        "linked",
        "notified",
        "opened",
      ]);
      for (const { id } of journeys) {
        expect(await needs.support.journey(institutionId, id)).toMatchObject({ id });
        expect((await needs.support.timeline(id)).length).toBeGreaterThan(0);
      }
      const chain = chainCheck();
      const rows = await needs.audit.chain(0, 100);
      expect(rows.map(({ action }) => action)).toEqual(["consented", "consented"]);
      expect(rows.flatMap((row) => chain.row(row)).concat(chain.end(await needs.audit.head()))).toEqual([]);
    });

    test("lets journeys that had begun come to their end", async () => {
      const { needs, fixture } = await upgraded(store);
      const { connectionId, accountId } = accountNamed("journey");
      const tokenOf = (name: string) => earlier.journeys[name]?.token ?? "";
      const stateOf = async (name: string) =>
        (await needs.journeys.byAuthorisation(earlier.journeys[name]?.authorisationId ?? ""))?.state;
      const path = "/eu/provider/v1/authorisations";
      const action = { status: 200, body: { data: {} } };
      await fixture.control("/faults", { match: { method: "PATCH", path }, times: "always", action });

      good(await linkAccounts(needs, (await visitAt(needs, tokenOf("chosen"))).journey, someConsent));
      expect(await stateOf("chosen")).toBe("linked");

      const { journey } = await visitAt(needs, tokenOf("opened"));
      const entry = { connectionId, passcode: earlier.journeys.opened?.passcode ?? "" };
      const token = good(await redeemPasscode(needs, journey, entry, anAddress()));
      good(await chooseAccounts(needs, (await visitAt(needs, token)).journey, [accountId]));
      good(await linkAccounts(needs, (await visitAt(needs, token)).journey, someConsent));
      expect(await stateOf("opened")).toBe("linked");

      const { authorisationId = "" } = earlier.journeys.notified ?? {};
      good(await openJourney(arriving(needs), anArrival(earlier.banks.eu, { authorisationId })));
      expect(await stateOf("notified")).toBe("opened");
    });
  });
});
