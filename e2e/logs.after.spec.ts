import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { SAYS_STORE_TROUBLE } from "../scripts/stack.ts";
import { runFolder } from "./steps/places.ts";
import { secretsSeen } from "./steps/secrets.ts";

/** Runs when all other tests have ended. */
test("no log of the run holds a token, passcode, key, secret or account number", () => {
  const logs = globSync("**/app*.log", { cwd: runFolder });
  expect(logs.length).toBeGreaterThan(0);
  const secrets = secretsSeen();
  expect(secrets.size).toBeGreaterThan(10);
  const whole = new RegExp(`(?<![A-Za-z0-9_-])(${[...secrets].map(literally).join("|")})(?![A-Za-z0-9_-])`, "g");
  for (const log of logs) {
    const text = readFileSync(path.join(runFolder, log), "utf8");
    expect(text, `${log} was written to`).toContain('"msg":"request"');
    expect(
      [...text.matchAll(whole)].map((match) => lineAround(text, match.index)),
      `secrets in ${log}`,
    ).toEqual([]);
  }
});

test("no log of the run holds an unexpected failure", () => {
  const logs = globSync("**/app*.log", { cwd: runFolder }).filter(
    (log) => !/^(broken-posts|strangers|store-in-trouble)\b/.test(log),
  );
  for (const log of logs) {
    const text = readFileSync(path.join(runFolder, log), "utf8");
    // The framework has this one line for a stranger's post to no action of ours.
    const lines = text
      .split("\n")
      .filter((line) => /"level":(50|60)|unhandled|Error: /i.test(line))
      .filter((line) => !line.includes("Failed to find Server Action"))
      // A start is begun again that PostgreSQL, on a machine with much else to do, did not answer in time.
      .filter((line) => !SAYS_STORE_TROUBLE.test(line));
    expect(lines, log).toEqual([]);
  }
});

function lineAround(text: string, index: number) {
  return text.slice(text.lastIndexOf("\n", index) + 1, text.indexOf("\n", index));
}

const literally = (text: string) => text.replace(/[^A-Za-z0-9]/g, "\\$&");
