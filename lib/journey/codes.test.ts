import fc from "fast-check";
import { expect, test } from "vitest";
import { mintSupportCode } from "./support-code.ts";
import { hashToken, looksLikeToken, mintToken } from "./token.ts";

test("a support code is eight characters in two groups that can be read out on the telephone", () => {
  const codes = Array.from({ length: 1_000 }, mintSupportCode);
  for (const code of codes) expect(code).toMatch(/^[34679ACDEFGHJKMNPQRTWXY]{4}-[34679ACDEFGHJKMNPQRTWXY]{4}$/);
  expect(new Set(codes).size).toBe(1_000);
});

test("a token is 256 random bits that fit an address as they are", () => {
  const tokens = Array.from({ length: 1_000 }, mintToken);
  for (const token of tokens) {
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    expect(encodeURIComponent(token)).toBe(token);
    expect(looksLikeToken(token)).toBe(true);
  }
  expect(new Set(tokens).size).toBe(1_000);
});

test("a token's hash is always the same, and does not show the token", () => {
  const token = mintToken();
  expect(hashToken(token)).toBe(hashToken(token));
  expect(hashToken(token)).toMatch(/^[0-9a-f]{64}$/);
  expect(hashToken(token)).not.toContain(token);
});

test("nothing that could not be a token reaches the store", () => {
  const token = mintToken();
  for (const text of [
    "",
    "gone",
    token.slice(1),
    `${token}a`,
    `${token}\n`,
    `${token.slice(1)}%`,
    `${token.slice(1)}/`,
  ])
    expect(looksLikeToken(text)).toBe(false);
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
      if (looksLikeToken(text)) expect(text).toMatch(/^[\w-]{43}$/);
    }),
  );
});
