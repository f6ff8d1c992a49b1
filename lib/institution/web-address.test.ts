import { expect, test } from "vitest";
import { isAuthorizationRedirectUrl, isOrigin } from "./web-address.ts";

test.each([
  "https://bank.example.com/sage",
  "https://bank.example.com:8443/sage?brand=blue",
  "https://bank.example.com",
])("users may be handed to %s", (url) => {
  expect(isAuthorizationRedirectUrl(url, false)).toBe(true);
});

test.each([
  "bank.example.com/sage",
  "/sage",
  "//bank.example.com/sage",
  "http://bank.example.com/sage",
  "http://127.0.0.1:3001/sage",
  "javascript:alert(1)",
  "data:text/html,x",
  "https://user:word@bank.example.com/",
  "https://bank.example.com/#part",
  "https://bank.example.com/?bankId=1",
  "https://bank.example.com\\@evil.example/",
  "https://bank.example.com/a b",
  "https://bаnk.example.com/",
  "https:bank.example.com/",
])("users are never handed to %s", (url) => {
  expect(isAuthorizationRedirectUrl(url, false)).toBe(false);
});

test("this machine may be reached without https, outside production only", () => {
  expect(isAuthorizationRedirectUrl("http://127.0.0.1:3001/sage", true)).toBe(true);
  expect(isAuthorizationRedirectUrl("http://bank.example.com/sage", true)).toBe(false);
  expect(isOrigin("http://127.0.0.1:3001", true)).toBe(true);
  expect(isOrigin("http://127.0.0.1:3001", false)).toBe(false);
});

test.each(["https://bank.example.com", "https://bank.example.com:8443"])("%s is an origin", (origin) => {
  expect(isOrigin(origin, false)).toBe(true);
});

test.each([
  "*",
  "https://*.example.com",
  "https://bank.example.com/",
  "https://bank.example.com:443",
  "https://BANK.example.com",
  "https://bank.example.com;script-src *",
  "https://bank.example.com https://evil.example",
  "'self'",
  "null",
  "",
])("%s is none", (origin) => {
  expect(isOrigin(origin, false)).toBe(false);
});
