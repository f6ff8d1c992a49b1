import { crc32, deflateSync } from "node:zlib";
import { PNG } from "pngjs";
import { expect, test } from "vitest";
import { cleanLogo } from "./clean-logo.ts";

const clean = (bytes: Uint8Array) => cleanLogo({ contentType: "image/png", bytes });

function chunk(name: string, data: Uint8Array = Buffer.alloc(0), checksum?: number) {
  const named = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(checksum ?? crc32(named));
  return Buffer.concat([length, named, sum]);
}
function header(width: number, height: number, [depth, colour, interlace] = [8, 6, 0]) {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width);
  data.writeUInt32BE(height, 4);
  data.set([depth ?? 8, colour ?? 6, 0, 0, interlace ?? 0], 8);
  return chunk("IHDR", data);
}
const SIGNATURE = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
const fileOf = (...chunks: Uint8Array[]) => Buffer.concat([SIGNATURE, ...chunks]);
/** 2 × 2 pixels of four bytes, each row behind its filter byte. */
const ROWS = Buffer.alloc(2 * 9, 0);
const picture = (rows: Uint8Array = ROWS) => chunk("IDAT", deflateSync(rows));
const END = chunk("IEND");
const GOOD = [header(2, 2), picture(), END];
const paletteOf = (colours: number) => chunk("PLTE", Buffer.alloc(colours * 3));
const indexed = (...between: Uint8Array[]) => [header(2, 2, [8, 3, 0]), ...between, picture(Buffer.alloc(2 * 3)), END];

test.each([
  ["with one part", fileOf(...GOOD)],
  ["in several parts", fileOf(header(2, 2), ...cut(deflateSync(ROWS)), END)],
  ["with a palette and its transparency", fileOf(...indexed(paletteOf(2), chunk("tRNS", Buffer.alloc(1))))],
  ["of sixteen bits", fileOf(header(2, 2, [16, 2, 0]), picture(Buffer.alloc(2 * 13)), END)],
  ["of one bit", fileOf(header(9, 2, [1, 0, 0]), picture(Buffer.alloc(2 * 3)), END)],
  ["as an encoder writes it", PNG.sync.write(new PNG({ width: 700, height: 700 }))],
])("a picture %s stays as it is", async (_name, file) => {
  const cleaned = await clean(file);
  expect(cleaned.ok && Buffer.from(cleaned.value.bytes).equals(file)).toBe(true);
});

function cut(packed: Buffer) {
  return [chunk("IDAT", packed.subarray(0, 3)), chunk("IDAT", packed.subarray(3))];
}

test.each([
  ["two headers, the second of gigabytes", fileOf(header(1, 1), header(65_535, 65_535), picture(), END)],
  ["two headers and nothing else", fileOf(header(1, 1), header(60_000, 60_000))],
  ["a header that is not the first", fileOf(chunk("tEXt"), ...GOOD)],
  ["a header behind the picture", fileOf(...GOOD.slice(0, 2), header(60_000, 60_000), END)],
  ["no header", fileOf(picture(), END)],
  ["no picture", fileOf(header(2, 2), END)],
  ["no end", fileOf(header(2, 2), picture())],
  ["something behind its end", fileOf(...GOOD, Buffer.from("<script>alert(1)</script>"))],
  ["two ends", fileOf(...GOOD, END)],
  ["a wrong checksum", fileOf(header(2, 2), chunk("IDAT", deflateSync(ROWS), 1), END)],
  ["a length beyond the file", fileOf(header(2, 2), Buffer.from([0x7f, 0xff, 0xff, 0xff]), picture(), END)],
  ["a length that wraps around", fileOf(header(2, 2), Buffer.from([0xff, 0xff, 0xff, 0xf4, 0x49, 0x44, 0x41, 0x54]))],
  ["parts that are apart", fileOf(header(2, 2), ...cut(deflateSync(ROWS)).flatMap((one) => [one, chunk("tRNS")]), END)],
  ["more pixels than it claims", fileOf(header(2, 2), picture(Buffer.alloc(200 * 1024 * 1024)), END)],
  ["fewer pixels than it claims", fileOf(header(2, 3), picture(), END)],
  ["a filter that nobody knows", fileOf(header(2, 2), picture(Buffer.alloc(18, 5)), END)],
  [
    "something behind its pixels",
    fileOf(header(2, 2), chunk("IDAT", Buffer.concat([deflateSync(ROWS), SIGNATURE])), END),
  ],
  ["a dictionary", fileOf(header(2, 2), chunk("IDAT", deflateSync(ROWS, { dictionary: ROWS })), END)],
  ["interlacing", fileOf(header(2, 2, [8, 6, 1]), picture(), END)],
  ["a depth that its colours cannot have", fileOf(header(2, 2, [4, 6, 0]), picture(), END)],
  ["a colour type that nobody knows", fileOf(header(2, 2, [8, 5, 0]), picture(), END)],
  ["no palette for its indexes", fileOf(...indexed())],
  ["two palettes", fileOf(...indexed(paletteOf(2), paletteOf(2)))],
  ["a palette of 257", fileOf(...indexed(paletteOf(257)))],
  ["a palette of shades of grey", fileOf(header(2, 2, [8, 0, 0]), paletteOf(2), picture(Buffer.alloc(2 * 3)), END)],
  ["more transparency than palette", fileOf(...indexed(paletteOf(1), chunk("tRNS", Buffer.alloc(2))))],
  ["transparency twice", fileOf(header(2, 2), chunk("tRNS"), chunk("tRNS"), picture(), END)],
  ["an unknown part that is needed", fileOf(header(2, 2), chunk("ABCD"), picture(), END)],
  ["a name of no letters", fileOf(header(2, 2), chunk("a\0b\0"), picture(), END)],
  ["parts without end", fileOf(header(2, 2), ...Array.from({ length: 20_000 }, () => chunk("tEXt")), picture(), END)],
  ["a side of nothing", fileOf(header(0, 2), picture(), END)],
  ["half a file", fileOf(...GOOD).subarray(0, 50)],
  ["another signature", Buffer.from("GIF89a")],
  ["nothing", Buffer.alloc(0)],
])("%s: no picture, reported at once", async (_name, file) => {
  const before = process.memoryUsage.rss();
  const cleaned = await clean(file);
  expect(cleaned).toEqual({ ok: false, problem: file.length > 256 * 1024 ? "too-large" : "not-a-png" });
  expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 * 1024);
});

test.each([
  ["a side of 60,000", fileOf(header(60_000, 1), picture(), END)],
  ["a million pixels", PNG.sync.write(new PNG({ width: 1_000, height: 1_000 }))],
])("%s: too many pixels", async (_name, file) => {
  expect(await clean(file)).toEqual({ ok: false, problem: "too-many-pixels" });
});

test("texts, profiles and dates go, and the pixels stay", async () => {
  const png = new PNG({ width: 4, height: 4 });
  png.data.fill(200);
  const file = PNG.sync.write(png);
  const commented = Buffer.concat([
    file.subarray(0, 33),
    chunk("tEXt", Buffer.from("Comment\0<script>alert(1)</script>")),
    file.subarray(33),
  ]);
  const cleaned = await clean(commented);
  expect(cleaned.ok && PNG.sync.read(Buffer.from(cleaned.value.bytes)).data).toEqual(png.data);
  expect(cleaned.ok && Buffer.from(cleaned.value.bytes).toString("latin1")).not.toContain("script");
});

test("the largest picture is unpacked beside the event loop, which goes on", async () => {
  const file = fileOf(header(1_000, 500, [16, 6, 0]), picture(Buffer.alloc(500 * 8_001)), END);
  let turns = 0;
  const cleaning = clean(file);
  const turn = () => {
    turns++;
    if (turns < 1_000_000) waiting = setImmediate(turn);
  };
  let waiting = setImmediate(turn);
  expect((await cleaning).ok).toBe(true);
  clearImmediate(waiting);
  expect(turns).toBeGreaterThan(3);
});
