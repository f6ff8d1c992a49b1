import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPglite } from "#lib/db/store/embedded.ts";
import { openPostgres } from "#lib/db/store/postgres.ts";
import { aKey, asking, serveApi, testEnv } from "#test/api.ts";
import { storeDirectory } from "#test/children.ts";
import { needsOver } from "#test/needs.ts";
import { isMissing } from "#test/stores.ts";
import { shown } from "./admin-run.ts";
import { freshDatabase } from "./postgres.ts";
import { root } from "./root.ts";
import { endWithUs } from "./run.ts";

const SECRET = { APP_SECRET: "a secret of the tests alone, shared by all" };

/** The command as an operator runs it, in a process of its own. */
async function admin(settings: Record<string, string>, ...args: string[]) {
  const { DATABASE_URL: _, DATA_DIR: __, ...env } = process.env;
  const child = spawn(process.execPath, ["scripts/admin.ts", ...args], {
    cwd: root,
    env: { ...env, ...SECRET, ...settings },
  });
  endWithUs(child);
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [said, complained, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  const rows = args.includes("--json") && code === 0 ? (JSON.parse(said) as Record<string, string>[]) : [];
  return { code, said, complained, rows, row: rows[0] ?? {} };
}

describe.skipIf(isMissing("postgres"))("on PostgreSQL, beside a running application", () => {
  let store: Awaited<ReturnType<typeof freshDatabase>>;
  beforeAll(async () => {
    store = await freshDatabase("admin");
  });
  afterAll(() => store.drop());

  test("an institution, its bank and a key are made, the key works, and ends when it is revoked", async () => {
    const running = await openPostgres(store.url);
    const url = await serveApi(needsOver(running), testEnv());
    const run = (...args: string[]) => admin({ DATABASE_URL: store.url }, ...args, "--json");

    const institution = (await run("institution", "create", "--name", "Sample Bank", "--accounts", "all")).row.id ?? "";
    const bank = randomUUID();
    const add = [
      "bank",
      "add",
      "--institution",
      institution,
      "--bank",
      bank,
      "--region",
      "eu",
      "--name",
      "Sample Bank",
    ];
    expect(await run(...add)).toMatchObject({ code: 0, row: { bank, region: "eu" } });
    expect(await run(...add)).toMatchObject({ code: 1, complained: expect.stringContaining("added before") });
    expect((await run("bank", "list", "--institution", institution)).rows).toEqual([
      { bank, region: "eu", name: "Sample Bank" },
    ]);

    const { row: key } = await run("key", "create", "--institution", institution, "--name", "Backend");
    const ask = asking(url, key.key ?? "");
    expect((await ask("POST", "/companies", { name: "First" })).status).toBe(200);
    const [listed] = (await run("key", "list", "--institution", institution)).rows;
    expect(listed).toMatchObject({ id: key.id, name: "Backend", begins: key.key?.slice(0, 10), revoked: null });
    expect(listed?.used).not.toBeNull();
    expect(JSON.stringify(listed)).not.toContain(key.key);
    expect((await run("institution", "list")).rows).toEqual([
      { id: institution, name: "Sample Bank", banks: 1, keys: 1 },
    ]);

    expect(await run("key", "revoke", "--key", key.id ?? "")).toMatchObject({ code: 0 });
    expect((await ask("GET", "/companies")).status).toBe(403);
    await running.close();
  });

  test("after a restore it says what it did, and what is left to do", async () => {
    const told = await admin({ DATABASE_URL: store.url }, "restored");
    expect(told).toMatchObject({ code: 0, complained: expect.stringContaining("push again") });
    expect(told.said).toMatch(/^accounts that wait +0\nstatements in doubt +0\npasscodes revoked +0\n/);
    expect((await admin({ DATABASE_URL: store.url }, "restored", "--json")).row).toMatchObject({ "journeys ended": 0 });
  });

  test("the eleventh key and unknown ids are refused with what to do", async () => {
    const running = await openPostgres(store.url);
    const needs = needsOver(running);
    const institution = await needs.registry.create({
      name: "Full",
      accent: { light: "#000000", dark: "#ffffff" },
      accountChoice: "one",
      passcodeMinutes: null,
    });
    for (let n = 0; n < 10; n++) await aKey(needs, institution);
    const run = (...args: string[]) => admin({ DATABASE_URL: store.url }, ...args);
    expect(await run("key", "create", "--institution", institution, "--name", "x")).toMatchObject({
      code: 1,
      said: "",
      complained: expect.stringContaining("Revoke one first"),
    });
    const nobody = randomUUID();
    for (const args of [
      ["key", "create", "--institution", nobody, "--name", "x"],
      ["bank", "add", "--institution", nobody, "--bank", nobody, "--region", "us", "--name", "x"],
      ["key", "revoke", "--key", nobody],
    ])
      expect(await run(...args)).toMatchObject({ code: 1, complained: expect.stringContaining("There is no") });
    await running.close();
  });
});

describe("on the embedded store", () => {
  test("it works while the application does not run, and says who has the store when it does", async () => {
    const folder = storeDirectory();
    const made = await admin({ DATA_DIR: folder }, "institution", "create", "--name", "Sample Bank");
    expect([made.code, made.said]).toEqual([0, expect.stringMatching(/^id {4}[0-9a-f-]{36}\nname {2}Sample Bank\n$/)]);
    const running = await openPglite(folder);
    const locked = await admin({ DATA_DIR: folder }, "institution", "list");
    expect([locked.code, locked.said]).toEqual([1, ""]);
    expect(locked.complained).toMatch(
      new RegExp(`^DATA_DIR ${folder} is in use by process ${process.pid}\\. .*stop that one`),
    );
    await running.close();
  });
});

test.each([
  [[], "npm run admin -- <command>"],
  [["restored", "--hard"], "Unknown option '--hard'"],
  [["bank", "rob"], 'There is no command "bank rob".'],
  [["key", "create", "--name", "x"], "--institution: is needed"],
  [["key", "create", "--institution", "1", "--name", "x"], "--institution: must be a UUID"],
  [["key", "list", "--wrong"], "Unknown option '--wrong'"],
  [["institution", "create", "--name", "x", "--accent", "blue"], "--accent: must be a colour like #1d4f91"],
])("the command line %j is refused before anything is opened", async (args, complaint) => {
  const refused = await admin({ DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" }, ...args);
  expect([refused.code, refused.said]).toEqual([2, ""]);
  expect(refused.complained).toContain(complaint);
});

test("several rows are a table", () => {
  expect(
    shown([
      { id: "a", used: null },
      { id: "bcd", used: "now" },
    ]),
  ).toBe("id   used\na    –\nbcd  now");
  expect(shown([])).toBe("(none)");
});
