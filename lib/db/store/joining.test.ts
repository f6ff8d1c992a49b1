import { randomUUID } from "node:crypto";
import { like } from "drizzle-orm";
import { expect, test } from "vitest";
import { describeStores } from "../../../test/stores.ts";
import { limits } from "../schema.ts";
import { afterCommit, inOneTransaction, isWithinOne } from "./joining.ts";

describeStores("work in one transaction", (database) => {
  const fixture = () => {
    const { db } = database();
    const prefix = randomUUID();
    const write = (name: string) => db.insert(limits).values({ key: `${prefix}:${name}`, points: 1 });
    const written = async () =>
      (
        await db
          .select()
          .from(limits)
          .where(like(limits.key, `${prefix}:%`))
      )
        .map(({ key }) => key.slice(37))
        .sort();
    return { db, write, written };
  };

  test("is stored as a whole, with the transactions within it", async () => {
    const { db, write, written } = fixture();
    const value = await inOneTransaction(db, async () => {
      await write("outer");
      await db.transaction((tx) => tx.insert(limits).values({ key: `${randomUUID()}:x`, points: 1 }));
      await db.transaction(async () => void (await write("inner")));
      expect(await written()).toEqual(["inner", "outer"]);
      return { value: 7, isKept: true };
    });
    expect([value, await written()]).toEqual([7, ["inner", "outer"]]);
  });

  test("leaves nothing when it is not kept, and nothing when it throws", async () => {
    const { db, write, written } = fixture();
    const work = (isKept: boolean) => async () => {
      await write("outer");
      await db.transaction(async () => void (await write("inner")));
      if (isKept) throw new Error("a fault");
      return { value: 7, isKept };
    };
    expect(await inOneTransaction(db, work(false))).toBe(7);
    await expect(inOneTransaction(db, work(true))).rejects.toThrow("a fault");
    expect(await written()).toEqual([]);
  });

  test("outlives a transaction within it that is rolled back", async () => {
    const { db, write, written } = fixture();
    await inOneTransaction(db, async () => {
      await write("before");
      const refused = db.transaction(async () => {
        await write("refused");
        throw new Error("lost a race");
      });
      await expect(refused).rejects.toThrow("lost a race");
      await write("after");
      return { value: null, isKept: true };
    });
    expect(await written()).toEqual(["after", "before"]);
  });

  test("takes transactions that begin at once one after the other", async () => {
    const { db, write, written } = fixture();
    await inOneTransaction(db, async () => {
      const outcomes = await Promise.allSettled(
        ["a", "b", "c"].map((name) =>
          db.transaction(async () => {
            await write(`${name}1`);
            if (name === "b") throw new Error("refused");
            await write(`${name}2`);
          }),
        ),
      );
      expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
      return { value: null, isKept: true };
    });
    expect(await written()).toEqual(["a1", "a2", "c1", "c2"]);
  });

  test("is no part of what others do at the same time, nor of what goes on after it", async () => {
    const { db, write, written } = fixture();
    let late = Promise.resolve();
    const gate = Promise.withResolvers<void>();
    await inOneTransaction(db, async () => {
      await write("undone");
      late = gate.promise.then(async () => void (await write("late")));
      return { value: null, isKept: false };
    });
    gate.resolve();
    await Promise.all([late, write("beside")]);
    expect(await written()).toEqual(["beside", "late"]);
  });

  test("tells this process of what is stored, and only of that", async () => {
    const { db } = fixture();
    const told: string[] = [];
    const work = (name: string, isKept: boolean) => async () => {
      afterCommit(() => told.push(name));
      expect(told).not.toContain(name);
      return { value: null, isKept };
    };
    await inOneTransaction(db, work("kept", true));
    await inOneTransaction(db, work("undone", false));
    afterCommit(() => told.push("alone"));
    expect(told).toEqual(["kept", "alone"]);
  });

  test("tells this process of no transaction that was undone, whole or within another", async () => {
    const { db } = fixture();
    const told: string[] = [];
    const tell = async (name: string) => {
      expect(isWithinOne()).toBe(true);
      afterCommit(() => told.push(name));
      expect(told).not.toContain(name);
    };
    const undone = (name: string) =>
      db.transaction(async () => {
        await tell(name);
        throw new Error("lost a race");
      });
    await db.transaction(() => tell("alone"));
    await expect(undone("undone")).rejects.toThrow("lost a race");
    await inOneTransaction(db, async () => {
      await db.transaction(() => tell("within"));
      await expect(undone("undone within")).rejects.toThrow("lost a race");
      return { value: null, isKept: true };
    });
    expect([isWithinOne(), told]).toEqual([false, ["alone", "within"]]);
  });
});
