import { lookup } from "node:dns";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { isNamedPublicly, isPublicAddress, publicLookup } from "./public-address.ts";

const HOSTILE = [
  "127.0.0.1",
  "127.255.255.254",
  "0.0.0.0",
  "10.0.0.1",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "192.0.0.1",
  "192.0.2.1",
  "198.18.0.1",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::ffff:127.0.0.1",
  "::ffff:10.0.0.1",
  "64:ff9b::a00:1",
  "64:ff9b::7f00:1",
  "fe80::1",
  "fc00::1",
  "fd12:3456::1",
  "ff02::1",
  "2001:db8::1",
  "2002:7f00:1::",
  "2001::1",
  "::127.0.0.1",
];

test.each(HOSTILE)("%s is refused: it is not public", (address) => {
  expect(isPublicAddress(address)).toBe(false);
  expect(isNamedPublicly(address.includes(":") ? `[${address}]` : address)).toBe(false);
});

test.each(["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946"])("%s is public", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each(["localhost", "intranet", "db.internal", "printer.local", "localhost.", "a.localhost"])(
  "%s says by itself that it is no public name",
  (name) => expect(isNamedPublicly(name)).toBe(false),
);

type Addresses = { address: string; family: number }[];
const answering = (...answers: Addresses[]) => {
  let asked = 0;
  const resolve = (_: string, __: { all: true }, done: (error: null, found: Addresses) => void) =>
    done(null, answers[Math.min(asked++, answers.length - 1)] ?? []);
  return promisify(publicLookup(resolve as typeof lookup));
};
const at = (...addresses: string[]) => addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));

test.each(HOSTILE)("a name that leads to %s, alone or beside a public one, is refused", async (address) => {
  await expect(answering(at(address))("bank.example", {})).rejects.toThrow("not public");
  await expect(answering(at("93.184.216.34", address))("bank.example", {})).rejects.toThrow("not public");
});

test("a name is validated at each use, by the very answer that is used", async () => {
  const ask = answering(at("93.184.216.34"), at("127.0.0.1"));
  expect(await ask("bank.example", {})).toBe("93.184.216.34");
  await expect(ask("bank.example", {})).rejects.toThrow("not public");
});

test("a name of this machine's own resolver is refused", async () => {
  await expect(promisify(publicLookup(lookup))("localhost", {})).rejects.toThrow("not public");
});
