import { randomBytes, randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cipherOf, type EncryptionKey } from "./cipher.ts";

const aKey = (id: string): EncryptionKey => ({ id, key: randomBytes(32) });
const number = '{"accountNumber":"31926819","branchCode":"601613"}';

test("a sealed text can be opened, and shows nothing until then", () => {
  const cipher = cipherOf([aKey("k1")]);
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.uuid(), (plain, context) => {
      const sealed = cipher.seal(plain, context);
      expect(cipher.open(sealed, context)).toBe(plain);
      expect(sealed).toMatch(/^k1\.[\w-]+$/);
    }),
  );
  expect(cipher.seal(number, "row")).not.toContain("31926819");
});

test("the same number sealed twice looks different", () => {
  const cipher = cipherOf([aKey("k1")]);
  expect(cipher.seal(number, "row")).not.toBe(cipher.seal(number, "row"));
});

test("after a rotation old texts still open and new ones are under the new key", () => {
  const [old, fresh] = [aKey("k1"), aKey("k2")];
  const before = cipherOf([old]).seal(number, "row");
  const rotated = cipherOf([fresh, old]);
  expect(rotated.open(before, "row")).toBe(number);
  expect(rotated.seal(number, "row")).toMatch(/^k2\./);
  expect(() => cipherOf([fresh]).open(before, "row")).toThrow('no encryption key with the id "k1"');
});

test("a sealed text copied to another row does not open there", () => {
  const cipher = cipherOf([aKey("k1")]);
  const sealed = cipher.seal(number, randomUUID());
  expect(() => cipher.open(sealed, randomUUID())).toThrow();
});

test("another key by the same name opens nothing", () => {
  const sealed = cipherOf([aKey("k1")]).seal(number, "row");
  expect(() => cipherOf([aKey("k1")]).open(sealed, "row")).toThrow();
});

test("a single changed, missing or added bit is noticed", () => {
  const cipher = cipherOf([aKey("k1")]);
  const sealed = cipher.seal(number, "row");
  const raw = Buffer.from(sealed.slice(3), "base64url");
  const reopened = (bytes: Buffer) => () => cipher.open(`k1.${bytes.toString("base64url")}`, "row");
  for (let bit = 0; bit < raw.length * 8; bit++) {
    const changed = Buffer.from(raw);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(reopened(changed), `bit ${bit}`).toThrow();
  }
  for (let length = 0; length < raw.length; length++)
    expect(reopened(raw.subarray(0, length)), `${length} bytes`).toThrow();
  expect(reopened(Buffer.concat([raw, Buffer.from([0])]))).toThrow();
});

test("without a key nothing is sealed", () => {
  expect(() => cipherOf([])).toThrow("no encryption key");
});
