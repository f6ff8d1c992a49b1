import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HOSTILE_ADDRESSES } from "../../test/hostile-addresses.ts";
import { isLoopback } from "../institution/web-address.ts";
import { parseReturnAddress, type ReturnRules, wayBack } from "./return-address.ts";

const production: ReturnRules = { hosts: ["*.sagebankdrive.com", "money.sage.com"], allowLoopbackHttp: false };
const development: ReturnRules = { ...production, allowLoopbackHttp: true };
const judge = (redirectUri: string, rules = production) => parseReturnAddress(redirectUri, "some-state", rules);

test.each([
  [
    "the sandbox's path style",
    "https://snd01eu.sagebankdrive.com/api/v1/indirectredirect/6f1f0c9e-3d52-4c0a-9a6e-0d6f2c8b7e11",
  ],
  ["the query style", "https://snd01us.sagebankdrive.com/api/v1/indirectredirect?id=6f1f0c9e"],
  ["Sage's newer host", "https://money.sage.com/banking/return"],
  ["a host two levels down", "https://eu.live.sagebankdrive.com/r"],
  ["capitals", "HTTPS://SND01EU.SageBankDrive.com/r"],
  ["the port that https has anyway", "https://money.sage.com:443/r"],
  ["no path", "https://money.sage.com"],
  ["a fragment", "https://money.sage.com/xframe.html#/return"],
  ["an @ in the path, where it names no user", "https://money.sage.com/@evil.test"],
  ["another address in its query", "https://money.sage.com/r?next=https://evil.test/"],
])("takes %s and keeps it as it came", (_, redirectUri) => {
  expect(judge(redirectUri)).toEqual({ ok: true, value: { redirectUri, state: "some-state" } });
});

describe.each(Object.entries(HOSTILE_ADDRESSES))("refuses %s", (_, addresses) => {
  test.each(addresses.map((address) => [address.slice(0, 80), address]))("%j", (_, address) => {
    expect(judge(address)).toMatchObject({ ok: false });
  });
});

describe("on a developer's machine", () => {
  test.each([
    "http://127.0.0.1:3001/return/1",
    "http://localhost:3001/r?x=1",
    "http://[::1]:3001/r",
    "http://127.8.9.1/r",
  ])("%s is home too", (redirectUri) => {
    expect(judge(redirectUri, development)).toMatchObject({ ok: true });
    expect(judge(redirectUri, production)).toMatchObject({ ok: false });
  });

  test.each([
    "http://evil.test/r",
    "http://money.sage.com/r",
    "http://localhost.evil.test/r",
    "http://127.0.0.1.evil.test/r",
    "http://evil-localhost/r",
    "http://user@localhost/r",
    "http://127.1/r",
    "http://2130706433/r",
    "http://0x7f.0.0.1/r",
    "http://0.0.0.0/r",
    "http://[::ffff:7f00:1]/r",
    "http://localhost./r",
  ])("%s is not", (redirectUri) => {
    expect(judge(redirectUri, development)).toMatchObject({ ok: false });
  });
});

test.each([
  ["an empty one", ""],
  ["one with a newline", "a\r\nb"],
  ["one with a null", "a\u0000"],
  ["one beyond all measure", "a".repeat(513)],
])("refuses a state that is no state: %s", (_, state) => {
  expect(parseReturnAddress("https://money.sage.com/r", state, production)).toEqual({
    ok: false,
    problem: "state-invalid",
  });
});

const fragment = fc.constantFrom(
  "https:",
  "http:",
  "HTTPS:",
  "javascript:",
  "//",
  "/",
  "\\",
  "@",
  ":",
  "?",
  "#",
  ".",
  "%2e",
  "%40",
  "%2f",
  "\t",
  "\n",
  " ",
  "money.sage.com",
  "snd01eu.sagebankdrive.com",
  ".sagebankdrive.com",
  "sagebankdrive.com",
  "evil.test",
  "localhost",
  "127.0.0.1",
  "[::1]",
  "443",
  "user",
  "ｓage.com",
  "xn--",
  "。",
);
const address = fc.oneof(
  fc.array(fragment, { maxLength: 8 }).map((parts) => parts.join("")),
  fc.array(fragment, { maxLength: 5 }).map((parts) => `https://${parts.join("")}`),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.string({ unit: "binary" }),
);

test("an accepted address leads a browser to a host of Sage over https, or to this machine where allowed", () => {
  let accepted = 0;
  fc.assert(
    fc.property(address, fc.boolean(), (redirectUri, allowLoopbackHttp) => {
      const answer = judge(redirectUri, { ...production, allowLoopbackHttp });
      if (!answer.ok) return;
      accepted++;
      const { protocol, hostname, username, password } = new URL(
        wayBack(answer.value),
        "https://connect.bank.test/connect/x/review",
      );
      const sage = hostname === "money.sage.com" || hostname.endsWith(".sagebankdrive.com");
      const local = allowLoopbackHttp && isLoopback(hostname);
      expect(local || (sage && protocol === "https:")).toBe(true);
      expect(username + password).toBe("");
    }),
    { numRuns: 20_000 },
  );
  // A property over refusals alone would prove nothing.
  expect(accepted).toBeGreaterThan(100);
});

test.each([
  ["a path", "https://money.sage.com/r/1", "s", "https://money.sage.com/r/1?state=s"],
  ["a query", "https://money.sage.com/r?id=7&lang=fr", "s", "https://money.sage.com/r?id=7&lang=fr&state=s"],
  ["a fragment", "https://money.sage.com/r#/x", "s", "https://money.sage.com/r?state=s#/x"],
  ["a state of its own", "https://money.sage.com/r?state=old&id=7", "new", "https://money.sage.com/r?state=new&id=7"],
  ["two states", "https://money.sage.com/r?state=a&state=b", "c", "https://money.sage.com/r?state=c"],
  ["nothing but a host", "https://money.sage.com", "s", "https://money.sage.com/?state=s"],
])("the return URL gets the state on an address with %s", (_, redirectUri, state, expected) => {
  expect(wayBack({ redirectUri, state })).toBe(expected);
});

test("the return URL carries exactly the state that came, whatever is in it, and all else of the query", () => {
  const text = fc.string({ unit: "grapheme", minLength: 1 });
  const state = fc.oneof(
    text,
    fc.constantFrom("a&b=c", "a#b", "a b", "a+b", "100%", "%20", "état=é", "?state=x", "{}", "../.."),
  );
  const query = fc.array(fc.tuple(fc.oneof(fc.constant("state"), text), text), { maxLength: 4 });
  fc.assert(
    fc.property(state, query, fc.constantFrom("", "#top"), (state, query, hash) => {
      const before = new URL(`https://money.sage.com/r?${new URLSearchParams(query)}${hash}`);
      const after = new URL(wayBack({ redirectUri: before.href, state }));
      expect(after.searchParams.getAll("state")).toEqual([state]);
      const others = (url: URL) => [...url.searchParams].filter(([name]) => name !== "state");
      expect(others(after)).toEqual(others(before));
      expect([after.origin, after.pathname, after.hash]).toEqual([before.origin, before.pathname, before.hash]);
    }),
    { numRuns: 1_000 },
  );
});
