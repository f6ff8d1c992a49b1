import { expect, test } from "vitest";
import { mayPost } from "./form-origin.ts";
import { doorOf } from "./security-headers.ts";

const OWN = "https://connect.example.com";
const FRAMED = ["/connect/t/identify", "/link/t"];
const SERVERS = ["/api", "/api/companies", "/sage/notification", "/sage/availableaccounts"];
const OTHERS = [
  "/",
  "/link",
  "/console",
  "/console/people",
  "/preview/t",
  "/unknown",
  "/sage",
  "/sage/",
  "/sage/unknown",
];
const may = (path: string, origin?: string) => mayPost(doorOf(path), path, origin, OWN);

test.each([...FRAMED, ...SERVERS, ...OTHERS])("a post to %s may come from our own page, or from no page", (path) => {
  expect(may(path, OWN)).toBe(true);
  expect(may(path)).toBe(true);
});

test.each(["https://evil.example", `${OWN}:444`, "http://connect.example.com", "https://", "%%", "file://", ""])(
  "the origin %j may post to no page",
  (origin) => {
    for (const path of [...FRAMED, ...OTHERS]) expect(may(path, origin), path).toBe(false);
    for (const path of SERVERS) expect(may(path, origin), path).toBe(true);
  },
);

test("a frame without an origin may post to addresses with a token, and to nothing that a cookie opens", () => {
  for (const path of FRAMED) expect(may(path, "null"), path).toBe(true);
  for (const path of OTHERS) expect(may(path, "null"), path).toBe(false);
});
