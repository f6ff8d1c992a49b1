import { afterEach, expect, test, vi } from "vitest";
import { appEnv, sandboxEnv } from "./stack-env.ts";
import { newSecrets } from "./stack-secrets.ts";

const place = {
  publicUrl: "http://localhost:4000",
  port: 4000,
  sandboxUrl: "http://127.0.0.1:4001",
  store: { dataDir: "data/of-a-test" },
};

afterEach(() => vi.unstubAllEnvs());

test("settings of the caller do not leak into a stack, other variables do", () => {
  vi.stubEnv("DATABASE_URL", "postgres://production");
  vi.stubEnv("SAGE_EU_API_KEY", "a real key");
  vi.stubEnv("OIDC_ISSUER", "https://login.example.com");
  vi.stubEnv("LANG", "fr_FR.UTF-8");
  const env = appEnv(place, newSecrets(), {});
  expect(env).toMatchObject({ DATA_DIR: "data/of-a-test", LANG: "fr_FR.UTF-8" });
  expect(Object.values({ ...env, ...sandboxEnv(4001, {}) })).not.toContain("a real key");
  expect(env).not.toHaveProperty("DATABASE_URL");
  expect(env).not.toHaveProperty("OIDC_ISSUER");
});

test("no two stacks share a secret", () => {
  const both = [newSecrets(), newSecrets()].map((secrets) => appEnv(place, secrets, {}));
  for (const name of [
    "APP_SECRET",
    "ENCRYPTION_KEYS",
    "SAGE_NOTIFICATION_HEADER",
    "SAGE_EU_CLIENT_SECRET",
    "SAGE_US_API_KEY",
  ]) {
    expect(both[0]?.[name]).toBeTruthy();
    expect(both[0]?.[name]).not.toBe(both[1]?.[name]);
  }
});
