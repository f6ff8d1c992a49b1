import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EnvError, readEnv } from "./env.ts";

const key = () => randomBytes(32).toString("base64");
const production = () => ({
  PUBLIC_URL: "https://connect.example.com",
  APP_SECRET: randomBytes(48).toString("base64"),
  ENCRYPTION_KEYS: `k1:${key()}`,
  SAGE_NOTIFICATION_HEADER: "x-connect-secret: 0123456789abcdef",
});
const sage = (prefix: string) => ({
  [`${prefix}API_URL`]: "https://eu-banking.fabric.sage.com/provider/",
  [`${prefix}TOKEN_URL`]: "https://id.sage.com/oauth/token",
  [`${prefix}CLIENT_ID`]: "our-client",
  [`${prefix}CLIENT_SECRET`]: "our-client-secret",
  [`${prefix}AUDIENCE`]: "our-audience",
  [`${prefix}API_KEY`]: "our-api-key",
});

function faultOf(source: Record<string, string>): string {
  try {
    readEnv(source);
  } catch (error) {
    if (error instanceof EnvError) return error.message;
    throw error;
  }
  return "";
}

test("with nothing set, the application runs on this machine", () => {
  const env = readEnv({});
  expect(env).toMatchObject({
    PUBLIC_URL: "http://localhost:3000",
    PORT: 3000,
    production: false,
    sage: {},
    notificationHeader: null,
  });
  expect(env.encryptionKeys[0]?.key).toHaveLength(32);
  expect(env.SAGE_REDIRECT_HOSTS).toEqual(["*.sagebankdrive.com", "money.sage.com"]);
});

test("a variable set to nothing is a variable not set", () => {
  expect(readEnv({ PORT: "", PUBLIC_URL: "", SAGE_EU_API_URL: "" })).toMatchObject({ PORT: 3000, sage: {} });
});

const BAD: [name: string, value: string][] = [
  ["PUBLIC_URL", "hidden-thing.example"],
  ["PUBLIC_URL", "ftp://connect.example.com"],
  ["PUBLIC_URL", "https://connect.example.com/below/a/path"],
  ["PUBLIC_URL", "https://connect.example.com/?a=hidden-thing"],
  ["PUBLIC_URL", "http://connect.example.com"],
  ["PORT", "eighty"],
  ["PORT", "70000"],
  ["PORT", "3000.5"],
  ["DATABASE_URL", "mysql://root:hidden-thing@db/connect"],
  ["APP_SECRET", "hidden-thing-too-short"],
  ["ENCRYPTION_KEYS", "hidden-thing"],
  ["ENCRYPTION_KEYS", `k1:${randomBytes(16).toString("base64")}`],
  ["ENCRYPTION_KEYS", `${key()}`],
  ["SAGE_REDIRECT_HOSTS", "https://money.sage.com"],
  ["SAGE_REDIRECT_HOSTS", "*"],
  ["SAGE_FRAME_ANCESTORS", "'self'; script-src *"],
  ["SAGE_NOTIFICATION_HEADER", "hidden-thing-without-a-name"],
  ["SAGE_NOTIFICATION_HEADER", "x-secret: short-one"],
  ["SAGE_NOTIFICATION_HEADER", "x secret: 0123456789abcdef"],
  ["SAGE_NOTIFICATION_HEADER", `x-secret: a${" ".repeat(20)}`],
  ["TRUSTED_PROXIES", "-1"],
  ["TRUSTED_PROXIES", "many-of-them"],
  ["PASSCODE_MINUTES", "0"],
  ["PASSCODE_MINUTES", "61"],
  ["LOG_LEVEL", "loudest-of-all"],
];
describe.each(BAD)("%s=%s", (name, value) => {
  test("stops the start with the variable, its rule and an example, and without the value", () => {
    const message = faultOf({ ...production(), [name]: value });
    expect(message).toMatch(new RegExp(`^ {2}${name}: \\S.{5,}\\. Example: \\S`, "m"));
    expect(message.split("\n")).toHaveLength(2);
    if (value.length > 6) expect(message).not.toContain(value);
  });
});

test("all that is wrong is said at once", () => {
  const message = faultOf({ PUBLIC_URL: "https://connect.example.com", PORT: "x", LOG_LEVEL: "y" });
  for (const name of ["PORT", "LOG_LEVEL"]) expect(message).toContain(`  ${name}: `);
});

test.each(["APP_SECRET", "ENCRYPTION_KEYS", "SAGE_NOTIFICATION_HEADER"])(
  "where strangers can reach us, %s must be set",
  (name) => {
    const { [name]: _, ...rest } = production() as Record<string, string>;
    expect(faultOf(rest)).toContain(`  ${name}: `);
    expect(faultOf({ ...rest, PUBLIC_URL: "http://127.0.0.1:3000" })).toBe("");
  },
);

test.each(["http://localhost:3000", "http://127.0.0.1:8080", "http://[::1]:3000", "https://localhost"])(
  "%s is this machine",
  (PUBLIC_URL) => {
    expect(readEnv({ PUBLIC_URL }).production).toBe(false);
  },
);

test.each(["https://localhost.example.com", "https://127.0.0.1.example.com", "https://10.0.0.1", "https://connect"])(
  "%s is not",
  (PUBLIC_URL) => {
    expect(readEnv({ ...production(), PUBLIC_URL }).production).toBe(true);
  },
);

describe.each(["SAGE_EU_", "SAGE_US_"])("settings %s*", (prefix) => {
  const region = prefix === "SAGE_EU_" ? "eu" : "us";

  test("all six make the region", () => {
    expect(readEnv(sage(prefix)).sage).toEqual({
      [region]: {
        apiUrl: "https://eu-banking.fabric.sage.com/provider",
        tokenUrl: "https://id.sage.com/oauth/token",
        clientId: "our-client",
        clientSecret: "our-client-secret",
        audience: "our-audience",
        apiKey: "our-api-key",
      },
    });
  });

  test.each(Object.keys(sage(prefix)))("a missing %s is named, and no other", (name) => {
    const { [name]: _, ...rest } = sage(prefix);
    const message = faultOf(rest);
    expect(message).toContain(`  ${name}: all six of a region or none`);
    expect(message.split("\n")).toHaveLength(2);
    expect(message).not.toContain("our-client-secret");
  });
});

test("the keys for encryption are read in their order, current one first", () => {
  const [first, second] = [randomBytes(32), randomBytes(32)];
  const { encryptionKeys } = readEnv({
    ENCRYPTION_KEYS: `k2:${first.toString("base64")},k1:${second.toString("base64url")}`,
  });
  expect(encryptionKeys.map(({ id }) => id)).toEqual(["k2", "k1"]);
  expect(encryptionKeys.map(({ key }) => Buffer.from(key))).toEqual([first, second]);
});

test("two keys by one name would leave it open which one opens what", () => {
  expect(faultOf({ ENCRYPTION_KEYS: `k1:${key()},k1:${key()}` })).toContain("ENCRYPTION_KEYS");
});

test("one secret gives the same keys at each start, and a different one for each purpose", () => {
  const source = { APP_SECRET: randomBytes(48).toString("base64") };
  const [one, two] = [readEnv(source), readEnv(source)];
  const keysOf = (env: typeof one) =>
    [env.passcodeKey, env.apiKeyKey, env.encryptionKeys[0]?.key].map((key) => Buffer.from(key ?? []).toString("hex"));
  expect(keysOf(one)).toEqual(keysOf(two));
  expect(new Set(keysOf(one)).size).toBe(3);
  expect(keysOf(readEnv({}))).not.toEqual(keysOf(one));
});

test("no value, however odd, does more than stop the start or be taken", () => {
  const names = fc.constantFrom(
    "PUBLIC_URL",
    "PORT",
    "DATABASE_URL",
    "ENCRYPTION_KEYS",
    "SAGE_REDIRECT_HOSTS",
    "SAGE_NOTIFICATION_HEADER",
    "SAGE_EU_API_URL",
    "TRUSTED_PROXIES",
  );
  const value = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.webUrl(),
    fc.constantFrom("http://", "https://[", "k:=,", ":", "*.", "1e999", "0x10"),
  );
  fc.assert(
    fc.property(fc.dictionary(names, value), (source) => {
      const message = faultOf(source);
      if (message) expect(message).toMatch(/^The configuration does not fit:\n {2}[A-Z_]+: /);
    }),
    { numRuns: 1_000 },
  );
});
