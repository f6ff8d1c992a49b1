import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { verifyExport } from "../../scripts/audit-file.ts";
import { needsOver } from "../testing/needs.ts";
import { describeStores } from "../testing/stores.ts";

const entry = (n: number) => ({
  action: "passcode-issued" as const,
  actor: "person",
  institutionId: null,
  subject: `connection:${n}`,
  reason: "asked on the phone",
  personal: { name: `Person ${n}` },
});

describeStores("the audit log", (database) => {
  const exported = async (needs: ReturnType<typeof needsOver>) => {
    const rows = await needs.audit.chain(0, 10_000);
    return [...rows, { head: await needs.audit.head() }].map((row) => JSON.stringify(row));
  };
  const faultsOf = (lines: string[], known?: string) => verifyExport(lines.join("\n"), known).faults;

  test("is one chain, whoever writes at once, and its export proves it", async () => {
    const needs = needsOver(database());
    await Promise.all(Array.from({ length: 20 }, (_, n) => needs.audit.add(entry(n))));
    const lines = await exported(needs);
    expect(lines.length).toBeGreaterThan(20);
    expect(faultsOf(lines)).toEqual([]);
    const known = (JSON.parse(lines[3] ?? "") as { hash: string }).hash;
    expect(faultsOf(lines, known)).toEqual([]);
    expect(faultsOf(lines, "f".repeat(64))).toHaveLength(1);
  });

  test("shows a row that was changed, removed, put in, swapped or cut off", async () => {
    const needs = needsOver(database());
    for (let n = 0; n < 5; n++) await needs.audit.add(entry(n));
    const lines = await exported(needs);
    const changed = lines.with(2, (lines[2] ?? "").replace(/"reason":"[^"]*"/, '"reason":"another"'));
    const named = lines.with(2, (lines[2] ?? "").replace(/Person \d+/, "Somebody else"));
    const removed = lines.toSpliced(2, 1);
    const putIn = lines.toSpliced(2, 0, lines[4] ?? "");
    const swapped = lines.with(1, lines[2] ?? "").with(2, lines[1] ?? "");
    const cut = lines.toSpliced(lines.length - 2, 1);
    for (const broken of [changed, named, removed, putIn, swapped, cut, lines.slice(0, -1)])
      expect(faultsOf(broken)).not.toEqual([]);
  });

  test("loses what it says of people after a time, and the chain holds", async () => {
    const needs = needsOver(database());
    await needs.audit.add(entry(1));
    needs.passMinutes(60);
    expect(await needs.audit.erasePersonal(needs.clock())).toBeGreaterThan(0);
    const lines = await exported(needs);
    expect(lines.join()).not.toContain("Person 1");
    expect(faultsOf(lines)).toEqual([]);
  });

  test.each(["update audit set reason = 'x'", "delete from audit", "truncate audit cascade"])(
    "refuses %s in the database itself",
    async (statement) => {
      const needs = needsOver(database());
      await needs.audit.add(entry(1));
      const refused = await needs.db.execute(sql.raw(statement)).then(
        () => null,
        (error: Error) => String(error.cause ?? error),
      );
      expect(refused).toContain("append-only");
    },
  );
});
