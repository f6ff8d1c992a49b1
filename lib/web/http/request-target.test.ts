import fc from "fast-check";
import { expect, test } from "vitest";
import { readTarget } from "./request-target.ts";

test.each([
  ["/", "/"],
  ["/console", "/console"],
  ["/console/", "/console/"],
  ["/find?q=a//b/../c", "/find?q=a//b/../c"],
  ["//console", "/console"],
  ["///evil.example//x", "/evil.example/x"],
  ["/\\evil.example", "/%5Cevil.example"],
  ["/.//console", "/console"],
  ["/./console/.", "/console/"],
  ["/console/../connect/t/identify", "/connect/t/identify"],
  ["/console/%2e%2E/connect/t", "/connect/t"],
  ["/../../etc/passwd", "/etc/passwd"],
  ["/%63onnect/t", "/connect/t"],
  ["/connect/a%2Fb", "/connect/a%2Fb"],
  ["/connect/%ff", "/connect/%25ff"],
  ["/connect/%zz/identify", "/connect/%25zz/identify"],
  ["/%c0%ae%c0%ae/x", "/%25c0%25ae%25c0%25ae/x"],
  ["/a%00b", "/a%2500b"],
  ["/%25ff", "/%25ff"],
  ["/caf%C3%A9", "/caf%C3%A9"],
  ["/caf\u00e9", "/caf%C3%A9"],
  ["http://evil.example/console?x", "/console?x"],
  ["HTTPS://evil.example", "/"],
  ["http://evil.example//other.example/x", "/other.example/x"],
  ["http://evil.example?x", "/?x"],
  ["/console#part", "/console"],
])("%s is read as %s", (target, url) => {
  expect(readTarget("GET", target)).toEqual({ url });
});

test.each([
  ["TRACE", "/", 405],
  ["PROPFIND", "/", 405],
  ["OPTIONS", "*", 204],
  ["GET", "*", 400],
  ["GET", "console", 400],
  ["GET", "evil.example:443", 400],
  ["GET", "", 400],
  ["GET", "?x", 400],
])("%s %s is answered %i by itself", (method, target, status) => {
  expect(readTarget(method, target)).toEqual({ status });
});

test("every path is read in one spelling: read again it stays, leads to no other host, and decodes", () => {
  const piece = fc.constantFrom(
    "/",
    "//",
    ".",
    "..",
    "%2e",
    "%2F",
    "%ff",
    "%",
    "\\",
    "a",
    "console",
    "\u00e9",
    "%00",
    ":",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const read = readTarget("GET", `/${pieces.join("")}`);
      if (!("url" in read)) throw new Error("a path is always read");
      expect(readTarget("GET", read.url)).toEqual(read);
      expect(read.url).toMatch(/^\/(?!\/)/);
      expect(new URL(read.url, "http://localhost").pathname).toBe(read.url);
      decodeURIComponent(read.url);
    }),
  );
});
