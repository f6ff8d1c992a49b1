import fc from "fast-check";
import { expect, test } from "vitest";
import { charsetOf, decodeText } from "./body-text.ts";

const latin1 = (text: string) => Buffer.from(text, "latin1");
const utf16le = (text: string) => Buffer.from(text, "utf16le");
const utf16be = (text: string) => utf16le(text).swap16();

test.each<[string, Uint8Array, string | null, string]>([
  ["plain bytes", Buffer.from("Café €"), null, "Café €"],
  ["a byte order mark", Buffer.from("\uFEFFé"), null, "é"],
  ["declared UTF-8", Buffer.from("é"), "utf-8", "é"],
  ["declared Latin-1", latin1("Café"), "iso-8859-1", "Café"],
  ["declared Windows-1252", Uint8Array.of(0x80), "windows-1252", "€"],
  ["declared UTF-16", utf16le("Café"), "utf-16", "Café"],
  ["declared UTF-16 with its mark", utf16le("\uFEFFé"), "utf-16", "é"],
  ["declared UTF-16, the other way round", utf16be("\uFEFFé"), "utf-16", "é"],
  ["declared UTF-16BE", utf16be("é"), "utf-16be", "é"],
  ["declared Shift JIS", Uint8Array.of(0x93, 0xfa), "shift_jis", "日"],
])("%s are read as they were meant", (_, bytes, charset, text) => {
  expect(decodeText(bytes, charset)).toEqual({ ok: true, value: text });
});

test.each<[string, Uint8Array, string | null, object]>([
  ["Latin-1", latin1("Café!"), null, { charset: "utf-8", at: 3 }],
  ["Latin-1 at the end", latin1("Café"), null, { charset: "utf-8", at: 3 }],
  ["UTF-16 with its mark", utf16le("\uFEFF{}"), null, { charset: "utf-8", at: 0 }],
  ["half a character", Uint8Array.of(0x61, 0xe2, 0x82), null, { charset: "utf-8", at: 1 }],
  ["an overlong zero", Uint8Array.of(0x61, 0x62, 0xc0, 0x80), null, { charset: "utf-8", at: 2 }],
  ["a surrogate as UTF-8", Uint8Array.of(0x61, 0xed, 0xa0, 0x80), null, { charset: "utf-8", at: 1 }],
  ["half a surrogate pair", utf16le("a\ud800b"), "utf-16le", { charset: "utf-16le", at: 2 }],
])("%s are a fault with their place", (_, bytes, charset, fault) => {
  expect(decodeText(bytes, charset)).toEqual({ ok: false, problem: { code: "not-text", ...fault } });
});

test("an unknown charset is reported", () => {
  expect(decodeText(Buffer.from("a"), "klingon")).toEqual({ ok: false, problem: { code: "unknown-charset" } });
});

test("any text comes through whole, and the first bad byte is found wherever it is", () => {
  const text = fc.string({ unit: "binary", maxLength: 40 }).filter((one) => !one.startsWith("\uFEFF"));
  fc.assert(
    fc.property(text, text, fc.integer({ min: 0xf8, max: 0xff }), (before, after, byte) => {
      expect(decodeText(Buffer.from(before), null)).toEqual({ ok: true, value: before });
      const bytes = Buffer.concat([Buffer.from(before), Uint8Array.of(byte), Buffer.from(after)]);
      const at = Buffer.byteLength(before);
      expect(decodeText(bytes, null)).toMatchObject({ ok: false, problem: { at } });
    }),
  );
});

test.each([
  [null, null],
  ["application/json", null],
  ["application/json; charset=UTF-8", "utf-8"],
  ['application/json;charset="ISO-8859-1"; q=1', "iso-8859-1"],
])("%s declares %s", (contentType, charset) => expect(charsetOf(contentType)).toBe(charset));
