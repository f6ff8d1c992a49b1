import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { verifyExport } from "../../../scripts/audit-file.ts";
import { needsOver } from "../../../test/needs.ts";
import { describeStores } from "../../../test/stores.ts";

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
  const faultsOf = async (lines: string[], known?: string) => (await verifyExport(lines, known)).faults;

  test("is one chain under concurrent writers, and its export proves it", async () => {
    const needs = needsOver(database());
    await Promise.all(Array.from({ length: 20 }, (_, n) => needs.audit.add(entry(n))));
    const lines = await exported(needs);
    expect(lines.length).toBeGreaterThan(20);
    expect(await faultsOf(lines)).toEqual([]);
    const known = (JSON.parse(lines[3] ?? "") as { hash: string }).hash;
    expect(await faultsOf(lines, known)).toEqual([]);
    expect(await faultsOf(lines, "f".repeat(64))).toHaveLength(1);
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
    const forged = JSON.stringify({ ...JSON.parse(lines.at(-2) ?? ""), seq: lines.length });
    const behind = lines.toSpliced(lines.length - 1, 0, forged);
    const headless = lines.with(-1, JSON.stringify({ head: { seq: 0, hash: "0".repeat(64) } }));
    const more = lines.with(1, (lines[1] ?? "").replace('{"seq"', '{"note":"x","seq"'));
    const twice = lines.with(1, (lines[1] ?? "").replace('"reason":', '"reason":"another","reason":'));
    const hidden = lines.with(1, (lines[1] ?? "").replace('"detail":{', '"detail":{"__proto__":"x"'));
    const tampered = [changed, named, removed, putIn, swapped, cut, behind, headless, more, twice, hidden];
    for (const broken of [...tampered, lines.slice(0, -1)]) expect(await faultsOf(broken)).not.toEqual([]);
  });

  test("loses what it says of people after a time, and the chain holds", async () => {
    const needs = needsOver(database());
    await needs.audit.add(entry(1));
    needs.passMinutes(60);
    expect(await needs.audit.erasePersonal(needs.clock())).toBeGreaterThan(0);
    const lines = await exported(needs);
    expect(lines.join()).not.toContain("Person 1");
    expect(await faultsOf(lines)).toEqual([]);
  });

  test.each([
    "update audit set reason = 'x'",
    "delete from audit",
    "truncate audit cascade",
    "update audit_personal set salt = 'x'",
  ])("refuses %s in the database itself", async (statement) => {
    const needs = needsOver(database());
    await needs.audit.add(entry(1));
    const refused = await needs.db.execute(sql.raw(statement)).then(
      () => null,
      (error: Error) => String(error.cause ?? error),
    );
    expect(refused).toContain("append-only");
  });
});
