import { expect, test } from "vitest";
import { anInstitution } from "../../test/institutions.ts";
import { needsOver } from "../../test/needs.ts";
import { describeStores } from "../../test/stores.ts";
import { institutionStore } from "../db/institution/institution-store.ts";
import { inOneTransaction, isWithinOne } from "../db/store/joining.ts";
import { cached } from "./cache.ts";

describeStores("an institution that is remembered", (database) => {
  test("is not what a transaction has read that was undone", async () => {
    const needs = needsOver(database());
    const { institutionId } = await anInstitution(needs);
    const { db } = database();
    const store = institutionStore(db);
    const stored = { onceStored: () => {}, isStored: () => !isWithinOne() };
    const remembered = cached(store, needs.clock, stored);
    const before = await store.institution(institutionId);
    if (!before) throw new Error("it is there");
    await inOneTransaction(db, async () => {
      await store.saveSettings(institutionId, { ...before, timeZone: "Pacific/Chatham" });
      expect(await remembered.institution(institutionId)).toMatchObject({ timeZone: "Pacific/Chatham" });
      return { value: null, isKept: false };
    });
    expect(await remembered.institution(institutionId)).toMatchObject({ timeZone: before.timeZone });
  });
});
