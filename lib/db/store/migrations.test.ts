import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../../scripts/root.ts";
import { migrationsFolder } from "./database.ts";

const LIST = "lib/db/migrations/landed.json";

type Journal = { entries: { tag: string; when: number }[] };
const { entries } = JSON.parse(readFileSync(join(migrationsFolder, "meta/_journal.json"), "utf8")) as Journal;
const listIn = (text: string) => JSON.parse(text) as Record<string, string>;
const landed = listIn(readFileSync(join(root, LIST), "utf8"));
const hashOf = (tag: string) =>
  createHash("sha256")
    .update(readFileSync(join(migrationsFolder, `${tag}.sql`)))
    .digest("hex");

const git = (...args: string[]) =>
  execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });

/** Every version of the list that the history at hand has; none where there is no history. */
function listsBefore(): { commit: string; list: Record<string, string> }[] {
  try {
    const commits = git("log", "--format=%H", "--", LIST).split("\n").filter(Boolean);
    return commits.map((commit) => ({ commit, list: listIn(git("show", `${commit}:${LIST}`)) }));
  } catch {
    return [];
  }
}

/** A database that has had a migration never runs it again, so an edited one leaves two kinds of databases. */
describe("migrations", () => {
  test("stay as they landed, and each is listed: a new one is added to landed.json with its hash", () => {
    expect(Object.fromEntries(entries.map(({ tag }) => [tag, hashOf(tag)]))).toEqual(landed);
  });

  test("are in the order in which databases take them", () => {
    const times = entries.map(({ when }) => when);
    expect(times).toEqual([...times].sort((one, other) => one - other));
    expect(new Set(times).size).toBe(times.length);
  });

  test("are listed with the hashes that every earlier commit lists", () => {
    for (const { commit, list } of listsBefore())
      for (const [tag, hash] of Object.entries(list)) expect([commit, tag, landed[tag]]).toEqual([commit, tag, hash]);
  });
});
