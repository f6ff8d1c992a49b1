import { expect, test } from "vitest";
import { readEnv } from "../../env.ts";
import { provideServices, type Services } from "../../services.ts";
import { consoleAuth, withinConsole } from "./console-auth.ts";

const production = {
  PUBLIC_URL: "https://connect.example.com",
  APP_SECRET: "a secret of this test alone, of enough length",
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}`,
  SAGE_NOTIFICATION_HEADER: "x-connect-secret: a secret of fifteen or more",
};

test("every cookie of the console is bound to its host, kept from scripts, and sent over https alone", () => {
  provideServices({ env: readEnv(production) } as Services);
  const { cookies, session } = consoleAuth();
  const all = Object.values(cookies ?? {});
  expect(all).toHaveLength(6);
  for (const { name, options } of all) {
    expect(name).toMatch(/^__Host-/);
    expect(options).toMatchObject({ httpOnly: true, secure: true, path: "/", sameSite: "lax" });
    expect(options).not.toHaveProperty("domain");
  }
  expect(session?.maxAge).toBe(12 * 3600);
});

test.each([
  ["/console/find?q=1", "/console/find?q=1"],
  ["https://connect.example.com/console/journeys/1", "/console/journeys/1"],
  ["https://evil.example/console", "/console"],
  ["//evil.example/console", "/console"],
  ["/consoles", "/console"],
  ["/link/abc", "/console"],
  ["/console/../sage/auth", "/console"],
  ["javascript:alert(1)", "/console"],
])("a person who signs in on the way to %s comes to %s", (wanted, to) => {
  expect(withinConsole(wanted, production.PUBLIC_URL)).toBe(production.PUBLIC_URL + to);
});
