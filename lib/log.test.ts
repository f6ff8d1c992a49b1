import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { mintToken } from "./journey/token.ts";
import { withoutTokens } from "./log.ts";

test.each([
  [(token: string) => `/connect/${token}`, "/connect/…"],
  [(token: string) => `/connect/${token}/identify`, "/connect/…/identify"],
  [(token: string) => `/link/${token}`, "/link/…"],
  [(token: string) => `/link/${token}/status?fresh=1`, "/link/…/status?…"],
  [
    (token: string) => `https://connect.example.com/connect/${token}/review`,
    "https://connect.example.com/connect/…/review",
  ],
  [(token: string) => `/sage/auth?authorisation_id=1&state=${token}`, "/sage/auth?…"],
  [(token: string) => `/sage/auth?a=1\n${token}`, "/sage/auth?…"],
  [(token: string) => `/connect/${token}${token}`, "/connect/…"],
])("an address is logged without what is secret in it", (address, logged) => {
  for (let times = 0; times < 50; times++) expect(withoutTokens(address(mintToken()))).toBe(logged);
});

test.each([
  "/",
  "/healthz",
  "/connect/gone",
  "/api/companies/6f1f0c9e-3d52-4c0a-9a6e-0d6f2c8b7e11",
  "/sage/notification",
])("%s is logged as it is", (address) => {
  expect(withoutTokens(address)).toBe(address);
});

/** The real logger's output when it is handed this. */
function logged(fields: unknown) {
  const logger = fileURLToPath(new URL("log.ts", import.meta.url));
  const script = `import { createLog } from ${JSON.stringify(logger)}; createLog("info").info(JSON.parse(process.argv[1]), "said");`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--input-type=module", "-e", script, JSON.stringify(fields)],
    { encoding: "utf8" },
  );
  expect(stderr).toBe("");
  return stdout;
}

test("should a secret ever be handed to the log, the log does not write it", () => {
  const secret = randomBytes(16).toString("hex");
  const names = ["passcode", "token", "accountNumber", "apiKey", "authorization", "clientSecret"];
  const secrets = Object.fromEntries(names.map((name) => [name, secret]));
  const line = logged({
    ...secrets,
    entry: secrets,
    headers: { authorization: secret },
    req: { headers: { cookie: secret } },
    id: "kept",
  });
  expect(line).not.toContain(secret);
  expect(JSON.parse(line)).toMatchObject({ msg: "said", id: "kept", passcode: "…" });
});

test("a log line is one line of JSON with a time, and says nothing of the machine", () => {
  const line = logged({ supportCode: "7KQ3-XR4M", text: "two\nlines" });
  expect(line.trimEnd().split("\n")).toHaveLength(1);
  expect(Object.keys(JSON.parse(line)).sort()).toEqual(["level", "msg", "supportCode", "text", "time"]);
  expect(new Date(JSON.parse(line).time).getTime()).not.toBeNaN();
});
