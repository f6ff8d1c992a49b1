import { describe, expect, test } from "vitest";
import { type Door, doorOf, type HeaderInput, isFile, isPlainDoor, securityHeaders } from "./security-headers.ts";

const SAGE = "'self' https://*.sagebankdrive.com https://*.sage.com https://*.intacct.com https://*.sageone.com";
const RETURN = "https://snd01eu.sagebankdrive.com";
const SCRIPT = "https://connect.example.com/page-0123456789ab.js";
const DOORS: readonly Door[] = ["connect", "link", "preview", "hop", "console", "other"];

const headersOf = (change: Partial<HeaderInput>) =>
  securityHeaders({
    door: "connect",
    nonce: "bm9uY2U=",
    https: true,
    dev: false,
    frameAncestors: SAGE,
    keep: false,
    returnOrigin: RETURN,
    pageScript: SCRIPT,
    ...change,
  });
const policyOf = (change: Partial<HeaderInput>) =>
  new Map(
    (headersOf(change)["Content-Security-Policy"] ?? "").split("; ").map((directive) => {
      const [name = "", ...sources] = directive.split(" ");
      return [name, sources.join(" ")];
    }),
  );

test.each([
  ["/connect/abc", "connect"],
  ["/connect/abc/review", "connect"],
  ["/sage/auth", "hop"],
  ["/sage/authrefresh", "hop"],
  ["/sage/notification", "other"],
  ["/sage/availableaccounts", "other"],
  ["/connect", "other"],
  ["/connected/x", "other"],
  ["/sage/auth/more", "other"],
  ["/api/companies", "other"],
  ["/console", "console"],
  ["/console/find.csv", "console"],
  ["/console/auth/signin", "console"],
  ["/consoles", "other"],
  // In a frame of the console's own, with what a journey's page may do.
  ["/console/seen/a/1", "preview"],
  ["/", "other"],
] as const)("%s is the %s door", (pathname, door) => {
  expect(doorOf(pathname)).toBe(door);
});

describe.each(DOORS)("at the %s door", (door) => {
  test("no script or style runs that is not ours", () => {
    for (const dev of [false, true]) {
      const policy = policyOf({ door, dev });
      expect([...policy.values()].join(" ")).not.toContain("unsafe-inline");
      if (isPlainDoor(door)) {
        expect(policy.get("script-src")).toBe(SCRIPT);
        expect(policy.get("style-src")).toBe("'self'");
      } else {
        expect(policy.get("script-src")).toContain("'nonce-bm9uY2U=' 'strict-dynamic'");
        expect(policy.get("style-src")).toContain("'nonce-bm9uY2U='");
      }
    }
    expect(policyOf({ door }).get("script-src")).not.toContain("unsafe");
  });

  test("everything that is not named is forbidden", () => {
    const policy = policyOf({ door });
    for (const name of ["default-src", "object-src", "base-uri"]) expect(policy.get(name), name).toBe("'none'");
    for (const sources of policy.values()) expect(sources).not.toMatch(/(^| )(\*|https?:|data:)( |$)/);
  });

  test("the older header that would keep Sage from framing us is not sent, the newer ones are", () => {
    const headers = headersOf({ door });
    expect(Object.keys(headers).map((name) => name.toLowerCase())).not.toContain("x-frame-options");
    expect(headers).toMatchObject({
      "X-Content-Type-Options": "nosniff",
      "Cross-Origin-Opener-Policy": "same-origin",
      // With no-referrer browsers send `Origin: null`, and a form's origin check goes blind.
      "Referrer-Policy": "same-origin",
    });
    expect(headers["Permissions-Policy"]).toContain("camera=()");
    expect(headers["Strict-Transport-Security"]).toMatch(/^max-age=\d{8}/);
  });

  test("plain http promises no https", () => {
    expect(headersOf({ door, https: false })).not.toHaveProperty("Strict-Transport-Security");
  });
});

test("Sage frames a journey and its arrival, and no page may frame anything else", () => {
  expect(policyOf({ door: "connect" }).get("frame-ancestors")).toBe(SAGE);
  expect(policyOf({ door: "hop" }).get("frame-ancestors")).toBe(SAGE);
  expect(policyOf({ door: "other" }).get("frame-ancestors")).toBe("'none'");
});

test("a form of a journey may end at its own return URL, and at no other place", () => {
  expect(policyOf({ door: "connect" }).get("form-action")).toBe(`'self' ${RETURN}`);
  expect(policyOf({ door: "connect", returnOrigin: null }).get("form-action")).toBe("'self'");
  expect(policyOf({ door: "hop" }).get("form-action")).toBe("'self'");
  expect(policyOf({ door: "other" }).get("form-action")).toBe("'self'");
});

test("no cache keeps a copy of a journey's page", () => {
  expect(headersOf({ door: "connect" })["Cache-Control"]).toBe("no-store");
  expect(headersOf({ door: "hop" })["Cache-Control"]).toBe("no-store");
});

test("a brand's file that is opened by itself may do nothing at all", () => {
  expect(doorOf("/brand/6f1f0c9e-3d52-4c0a-9a6e-0d6f2c8b7e11/abc/logo")).toBe("brand");
  expect(Object.fromEntries(policyOf({ door: "brand" }))).toEqual({
    "default-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
    sandbox: "",
  });
});

test("every site may load the custom element, and learns of a new one within minutes", () => {
  expect(doorOf("/connect-bank.js")).toBe("element");
  for (const path of ["/connect-bank.js/x", "/connect-bank.json", "/x/connect-bank.js"]) {
    expect(doorOf(path), path).toBe("other");
    expect(isFile(path), path).toBe(false);
  }
  const headers = headersOf({ door: "element", keep: true });
  expect(headers).toMatchObject({
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "public, max-age=300, must-revalidate",
  });
  expect(policyOf({ door: "element" }).get("default-src")).toBe("'none'");
  for (const door of ["connect", "hop", "brand", "other"] as const) {
    expect(headersOf({ door })["Cross-Origin-Resource-Policy"]).toBe("same-origin");
    expect(headersOf({ door })).not.toHaveProperty("Access-Control-Allow-Origin");
  }
});

test("nothing but files may be kept by browsers and proxies", () => {
  for (const path of ["/connect/abc/identify", "/sage/availableaccounts", "/api/companies", "/metrics", "/readyz", "/"])
    expect(isFile(path)).toBe(false);
  for (const path of ["/_next/static/chunks/a.js", "/brand/1/2/theme.css", "/icon.svg", "/connect-bank.js"])
    expect(isFile(path)).toBe(true);
  expect(headersOf({ keep: false })["Cache-Control"]).toBe("no-store");
  expect(headersOf({ keep: true })["Cache-Control"]).toBeUndefined();
});
