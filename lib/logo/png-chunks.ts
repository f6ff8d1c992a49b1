import { crc32 } from "node:zlib";
import { ok, type Result, refuse } from "../result.ts";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Length, name and checksum around a chunk's data. */
const FRAME = 12;
const MAX_SIDE = 2_000;
const MAX_PIXELS = 500_000;
/** A picture needs a handful; an encoder that writes small IDAT chunks some dozens. */
const MAX_CHUNKS = 1_000;
/** Which bit depths a colour type may have, and how many samples a pixel is made of (PNG, table 11.1). */
const COLOURS: Record<number, { depths: readonly number[]; samples: number }> = {
  0: { depths: [1, 2, 4, 8, 16], samples: 1 },
  2: { depths: [8, 16], samples: 3 },
  3: { depths: [1, 2, 4, 8], samples: 1 },
  4: { depths: [8, 16], samples: 2 },
  6: { depths: [8, 16], samples: 4 },
};

type Chunk = { name: string; data: Buffer; whole: Buffer };
export type PngLayout = {
  /** The compressed picture. */
  packed: Buffer;
  rows: number;
  /** Bytes of one unpacked row, its filter byte included. */
  rowBytes: number;
  /** The file without texts, profiles, dates and all else that is not its picture. */
  picture: Buffer;
};

/**
 * Walks a PNG's chunks and unpacks nothing. Requires one header first, the picture's parts in order, lengths and
 * checksums that hold, and the end at the end. Linear in the file's length.
 */
export function readPngLayout(file: Buffer): Result<PngLayout, "not-a-png" | "too-many-pixels"> {
  const chunks = chunksOf(file);
  const header = chunks?.[0];
  if (!chunks || header?.name !== "IHDR" || header.data.length !== 13) return refuse("not-a-png");
  const [width, height] = [header.data.readUInt32BE(0), header.data.readUInt32BE(4)];
  const [depth = 0, colourType = -1, compression, filter, interlace] = header.data.subarray(8);
  const colour = COLOURS[colourType];
  const isPlain = compression === 0 && filter === 0 && interlace === 0;
  if (width === 0 || height === 0 || !isPlain || !colour?.depths.includes(depth)) return refuse("not-a-png");
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) return refuse("too-many-pixels");
  const picture = chunks.filter(({ name }) => PICTURE.test(name));
  if (!isInOrder(picture, colourType) || hasUnknownCritical(chunks)) return refuse("not-a-png");
  return ok({
    packed: Buffer.concat(picture.filter(({ name }) => name === "IDAT").map(({ data }) => data)),
    rows: height,
    rowBytes: 1 + Math.ceil((width * colour.samples * depth) / 8),
    picture: Buffer.concat([SIGNATURE, ...picture.map(({ whole }) => whole)]),
  });
}

const PICTURE = /^(IHDR|PLTE|tRNS|IDAT|IEND)$/;

/** Null when the file is cut or goes on behind its end. Null too when a chunk's checksum or name does not fit. */
function chunksOf(file: Buffer): Chunk[] | null {
  if (!file.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return null;
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE.length; at < file.length; ) {
    if (chunks.length === MAX_CHUNKS || at + FRAME > file.length) return null;
    const end = at + FRAME + file.readUInt32BE(at);
    if (end > file.length) return null;
    const name = file.toString("latin1", at + 4, at + 8);
    if (!/^[A-Za-z]{4}$/.test(name)) return null;
    if (crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4)) return null;
    chunks.push({ name, data: file.subarray(at + 8, end - 4), whole: file.subarray(at, end) });
    at = end;
  }
  return chunks.at(-1)?.name === "IEND" ? chunks : null;
}

/** A name that begins with a capital is needed to show the picture. */
const hasUnknownCritical = (chunks: readonly Chunk[]) =>
  chunks.some(({ name }) => /^[A-Z]/.test(name) && !PICTURE.test(name));

/** One header, one palette where there may be one, one transparency, the picture in one run, one end. */
function isInOrder(picture: readonly Chunk[], colourType: number) {
  const order = picture.map(({ name }) => name).join(" ");
  if (!/^IHDR( PLTE)?( tRNS)?( IDAT)+ IEND$/.test(order)) return false;
  const sizeOf = (name: string) => picture.find((chunk) => chunk.name === name)?.data.length ?? null;
  const [palette, transparency] = [sizeOf("PLTE"), sizeOf("tRNS")];
  const colours = (palette ?? 0) / 3;
  if (palette !== null && (colours < 1 || colours > 256 || !Number.isInteger(colours))) return false;
  if (colourType === 3 ? palette === null : palette !== null && colourType !== 2 && colourType !== 6) return false;
  if (transparency === null) return sizeOf("IEND") === 0;
  const most = { 0: 2, 2: 6, 3: colours }[colourType] ?? 0;
  const fits = colourType === 3 ? transparency >= 1 && transparency <= most : transparency === most && most > 0;
  return fits && sizeOf("IEND") === 0;
}
