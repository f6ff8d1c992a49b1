import fc from "fast-check";
import { expect, test } from "vitest";
import { clientAddress, visitorOf } from "./client-address.ts";

test.each([
  ["no proxy, no header", 0, undefined, "10.0.0.9"],
  ["no proxy, and a header that anyone could write", 0, "1.2.3.4", "10.0.0.9"],
  ["one proxy, which wrote the visitor's address", 1, "203.0.113.7", "203.0.113.7"],
  ["one proxy, and a visitor who wrote first", 1, "1.2.3.4, 203.0.113.7", "203.0.113.7"],
  ["one proxy that writes nothing", 1, undefined, "10.0.0.9"],
  ["two proxies", 2, "203.0.113.7, 10.0.0.1", "203.0.113.7"],
  ["two proxies, and a visitor who wrote first", 2, "127.0.0.1, 1.2.3.4,203.0.113.7 , 10.0.0.1", "203.0.113.7"],
  ["two proxies, one of which was passed by", 2, "203.0.113.7", "203.0.113.7"],
  ["an IPv6 visitor", 1, "2001:db8::7", "2001:db8::7"],
] as const)("%s: %i believed, %j", (_, trusted, forwardedFor, expected) => {
  expect(clientAddress("10.0.0.9", forwardedFor, trusted)).toBe(expected);
});

test("a connection that is gone has no address, and that is no fault", () => {
  expect(clientAddress(undefined, undefined, 0)).toBe("unknown");
  expect(clientAddress(undefined, undefined, 1)).toBe("unknown");
});

test("whatever a visitor puts into the header, our proxies' entry counts", () => {
  const entry = fc.string({ unit: "binary" }).filter((text) => !text.includes(","));
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 6 }), fc.ipV4(), fc.nat({ max: 3 }), (spoofed, visitor, inner) => {
      const ours = Array.from({ length: inner }, (_, index) => `10.0.1.${index}`);
      const header = [...spoofed, visitor, ...ours].join(", ");
      expect(clientAddress("10.0.0.9", header, inner + 1)).toBe(visitor);
    }),
  );
});

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["203.0.113.7:51234", "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["::FFFF:cb00:7107", "203.0.113.7"],
  ["2001:db8:1:2::7", "2001:db8:1:2::/64"],
  ["2001:DB8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2::/64"],
  ["[2001:db8:1:2::9]:443", "2001:db8:1:2::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["unknown", "unknown"],
])("%s counts as the visitor %s", (address, visitor) => {
  expect(visitorOf(address)).toBe(visitor);
});

test("whatever stands in the place of an address, somebody is counted", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.ipV6()), (text) => typeof visitorOf(text) === "string"),
  );
});
