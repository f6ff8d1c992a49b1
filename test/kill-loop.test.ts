import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { events, journeys, passcodes } from "../lib/db/schema.ts";
import type { Database } from "../lib/db/store/database.ts";
import { openPglite } from "../lib/db/store/embedded.ts";
import { openPostgres } from "../lib/db/store/postgres.ts";
import { isOpened, type Journey, type JourneyState } from "../lib/journey/journey.ts";
import { linkAccounts } from "../lib/journey/link-accounts.ts";
import { redeemPasscode } from "../lib/journey/redeem-passcode.ts";
import { freshDatabase } from "../scripts/postgres.ts";
import { type Child, nextLine, start, storeDirectory } from "./children.ts";
import { dice } from "./dice.ts";
import { anInstitution } from "./institutions.ts";
import type { Acknowledged, WorkerOrders } from "./journey-worker.ts";
import { secondsAfter, someConsent, someTime } from "./journeys.ts";
import { needsOver, someKeys, type TestNeeds } from "./needs.ts";
import { sageForTest } from "./sage.ts";
import { DRIVERS, type Driver, isMissing } from "./stores.ts";
import { anAddress, arrived } from "./walk.ts";

const journeyWorker = new URL("./journey-worker.ts", import.meta.url);
/** Fewer where each start takes a second or two. */
const KILLS: Record<Driver, number> = { pglite: 3, postgres: 5 };
const ORDER: readonly JourneyState[] = ["notified", "opened", "identified", "chosen", "linking", "linked"];

async function aStoreToKill(driver: Driver, onTestFinished: (fn: () => Promise<void>) => void) {
  if (driver === "pglite") {
    const directory = storeDirectory();
    return { orders: { directory }, open: () => openPglite(directory) };
  }
  const { url, drop } = await freshDatabase("kill");
  onTestFinished(async () => void (await drop()));
  return { orders: { url }, open: () => openPostgres(url) };
}

const acknowledgedBy = ({ said }: Child) =>
  said.flatMap((line) => {
    // The last line may be cut short; then the person had no answer.
    if (!line.endsWith("}")) return [];
    return [JSON.parse(line) as Acknowledged];
  });

async function expectNothingLost(needs: TestNeeds, acknowledged: readonly Acknowledged[]) {
  const all = new Map((await needs.db.select().from(journeys)).map((journey) => [journey.authorisationId, journey]));
  for (const { authorisationId, state } of acknowledged) {
    const held = all.get(authorisationId)?.state ?? "notified";
    expect(ORDER.indexOf(held), `${authorisationId} was told ${state} and is ${held}`).toBeGreaterThanOrEqual(
      ORDER.indexOf(state),
    );
  }
  return [...all.values()];
}

async function expectTimelinesMatch(needs: TestNeeds, all: readonly Journey[]) {
  const counted = await needs.db
    .select({ id: events.journeyId, lines: sql<number>`count(*)::int` })
    .from(events)
    .groupBy(events.journeyId);
  const lines = new Map(counted.map(({ id, lines }) => [id, lines]));
  for (const { id, version, state } of all) expect(lines.get(id), `${state} at version ${version}`).toBe(version + 1);
}

async function expectPasscodesSpentOnce(
  needs: TestNeeds,
  institution: { institutionId: string; bankId: string },
  acknowledged: readonly Acknowledged[],
) {
  const spent = (await needs.db.select().from(passcodes)).flatMap(({ redeemedBy }) => redeemedBy ?? []);
  expect(new Set(spent).size).toBe(spent.length);
  const identified = await needs.db
    .select({ id: events.journeyId })
    .from(events)
    .where(sql`${events.type} = 'identified'`);
  expect(identified.map(({ id }) => id).sort()).toEqual(spent.sort());
  // A password that let a person in before a kill lets no other person in.
  for (const { connectionId, passcode } of acknowledged.filter(({ state }) => state === "identified").slice(0, 20)) {
    const { journey } = await arrived(needs, institution);
    expect(await redeemPasscode(needs, journey, { connectionId, passcode }, anAddress())).toMatchObject({ ok: false });
  }
}

describe.each(DRIVERS)("journeys on %s while the process is killed repeatedly", (driver) => {
  test.skipIf(isMissing(driver))(
    "lose no acknowledged step, spend no password twice, and are linked in the end",
    { timeout: 300_000 },
    async ({ onTestFinished }) => {
      const roll = dice(20_261_120);
      const sage = await sageForTest();
      const store = await aStoreToKill(driver, onTestFinished);
      const keys = someKeys();
      const setUp = async <T>(use: (needs: TestNeeds, database: Database) => Promise<T>) => {
        const database = await store.open();
        try {
          return await use(needsOver(database, sage.config, keys), database);
        } finally {
          await database.close();
        }
      };
      const hex = (key: Uint8Array) => Buffer.from(key).toString("hex");
      const institution = await setUp((needs) => anInstitution(needs));
      const orders: WorkerOrders = {
        store: store.orders,
        sage: sage.config,
        keys: { passcodeKey: hex(keys.passcodeKey), encryptionKey: hex(keys.encryptionKey) },
        institution,
      };
      const acknowledged: Acknowledged[] = [];

      for (let kill = 0; kill < KILLS[driver]; kill++) {
        const worker = start(journeyWorker, [JSON.stringify(orders)]);
        // A number of steps and a moment more, so that the end comes in the middle of any of them.
        for (let steps = 1 + roll(25); steps > 0; steps--) await nextLine(worker);
        await new Promise((resolve) => setTimeout(resolve, roll(8)));
        await worker.kill();
        acknowledged.push(...acknowledgedBy(worker));
      }

      // Two more ends that chance may have missed: Sage was asked and has not answered. Once Sage took the request,
      // once not.
      sage.answer(/authorisations/, "taken, then silence", "silence");
      const before = sage.calls.length;
      const last = start(journeyWorker, [JSON.stringify(orders)]);
      await sage.received(
        () => sage.calls.slice(before).filter(({ path }) => path.includes("/authorisations/")).length >= 2,
      );
      await last.kill();
      acknowledged.push(...acknowledgedBy(last));

      await setUp(async (needs) => {
        const all = await expectNothingLost(needs, acknowledged);
        await expectTimelinesMatch(needs, all);
        const stuck = all.filter(({ state }) => state === "linking");
        expect(stuck.length).toBeGreaterThanOrEqual(2);
        for (const journey of stuck) {
          if (!isOpened(journey)) throw new Error("linking without an arrival");
          needs.setTime(someTime);
          expect(await linkAccounts(needs, journey, someConsent)).toEqual({ ok: false, problem: "busy" });
          needs.setTime(secondsAfter(31));
          expect(await linkAccounts(needs, journey, someConsent)).toMatchObject({ ok: true });
        }
        const after = await needs.db.select().from(journeys);
        for (const { state, authorisationId } of after)
          if (state === "linked") expect(sage.outcomes.has(authorisationId)).toBe(true);
        for (const { authorisationId } of after) expect(sage.patches(authorisationId).length).toBeLessThanOrEqual(2);
        expect(after.filter(({ state }) => state === "linked")).toHaveLength(sage.outcomes.size);
        await expectPasscodesSpentOnce(needs, institution, acknowledged);
      });
      // Kills that met no worker at work would prove nothing.
      expect(acknowledged.length).toBeGreaterThan(KILLS[driver] * 5);
    },
  );
});
