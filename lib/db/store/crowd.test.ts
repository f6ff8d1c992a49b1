import { describe, expect, test } from "vitest";
import { crowd, isTableLock, roomFor, tablesOf } from "./crowd.ts";

test.each([
  ['select "a" from "t" left join "u" on "t"."id" = "u"."id"', ["t", "u"]],
  ['insert into "t" ("a") values ($1) on conflict ("a") do update set "a" = excluded."a"', ["t"]],
  ['update "t" set "a" = $1 where "id" in (select id from only "public"."u")', ["t", "u"]],
  ['delete from "t"', ["t"]],
  ["UPDATE jobs.job_2 j SET a = $1 FROM s.t", ["job_2", "t"]],
  ['select "a" from "t" for update of "t" skip locked', ["t"]],
  ["select extract(epoch from clock_timestamp())", []],
  ["savepoint sp1", []],
])("%s names %j", (text, tables) => {
  expect([...tablesOf(text)]).toEqual(tables);
});

const lockTimeout = (where?: string) =>
  Object.assign(new Error("canceling statement due to lock timeout"), { code: "55P03", where });
const ROW = 'while updating tuple (0,1) in relation "t"';

test.each([
  ["a locked table", lockTimeout(), true],
  ["a row that another transaction changes", lockTimeout(ROW), false],
  ["a row that another transaction inserts", lockTimeout('while inserting index tuple (0,3) in relation "t"'), false],
  ["a key that is there already", Object.assign(new Error("duplicate key"), { code: "23505" }), false],
  ["a fault of ours", new Error("no"), false],
])("%s counts as a locked table: %s", (_, error, isOne) => {
  expect(isTableLock(error)).toBe(isOne);
});

test.each([
  [1, 1],
  [2, 1],
  [10, 4],
])("with %i connections, %i may wait for tables that are known to be locked", (connections, room) => {
  expect(roomFor(connections)).toBe(room);
});

describe("statements that wait for a table", () => {
  function fixture() {
    let now = 0;
    const through = crowd(10, () => now);
    /** Statements under way, each until the test ends it. */
    const begin = (text: string, count: number) =>
      Array.from({ length: count }, () => {
        const gate = Promise.withResolvers<string>();
        return { ...gate, answer: through(text, () => gate.promise).catch((error: Error) => error.message) };
      });
    const refused = async (begun: { answer: Promise<string> }[]) => {
      const early = await Promise.all(begun.map(({ answer }) => Promise.race([answer, Promise.resolve().then(later)])));
      return early.filter((said) => /enough others wait/.test(said)).length;
    };
    const later = () => new Promise<string>((resolve) => setImmediate(() => resolve("waits")));
    async function fail(text: string, count: number, error: Error) {
      const begun = begin(text, count);
      expect(await refused(begun)).toBe(0);
      for (const { reject } of begun) reject(error);
      await Promise.all(begun.map(({ answer }) => answer));
    }
    return { begin, refused, fail, pass: (ms: number) => (now += ms) };
  }

  test("take up the pool once, and a part of it as long as the table is known to be locked", async () => {
    const { begin, refused, fail, pass } = fixture();
    await fail('select 1 from "a"', 10, lockTimeout());
    expect(await refused(begin('update "a" set x = 1', 10))).toBe(6);
    expect(await refused(begin('select 1 from "b"', 10))).toBe(0);
    pass(1_999);
    expect(await refused(begin('select 1 from "a"', 1))).toBe(1);
    pass(1);
    expect(await refused(begin('select 1 from "a"', 1))).toBe(0);
  });

  test("go on as soon as one of them got at the table", async () => {
    const { begin, refused, fail } = fixture();
    await fail('select 1 from "a"', 1, lockTimeout());
    const others = begin('insert into "a"', 5);
    expect(await refused(others)).toBe(1);
    others[0]?.resolve("done");
    await others[0]?.answer;
    expect(await refused(begin('insert into "a"', 10))).toBe(0);
  });

  test("share that part with those that wait for other tables", async () => {
    const { begin, refused, fail } = fixture();
    for (const table of ["a", "b"]) await fail(`select 1 from "${table}"`, 1, lockTimeout());
    expect(await refused(begin('select 1 from "a"', 3))).toBe(0);
    expect(await refused(begin('select 1 from "b"', 3))).toBe(2);
  });

  test("are refused by a locked table alone: statements for other rows go on", async () => {
    const { begin, refused, fail } = fixture();
    await fail('select 1 from "t" where id = $1 for update', 4, lockTimeout(ROW));
    expect(await refused(begin('select 1 from "t" where id = $1 for update', 10))).toBe(0);
  });
});
