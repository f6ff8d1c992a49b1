import { inflate } from "node:zlib";
import { ok, type Result, refuse } from "../result.ts";
import { readPngLayout } from "./png-chunks.ts";

export const MAX_PNG_BYTES = 256 * 1024;
export type PngProblem = "too-large" | "not-a-png" | "too-many-pixels";

/**
 * A PNG that has nothing but its picture. To see that the picture is whole, it is unpacked once, outside of the event
 * loop. That takes no more memory than its header claims (4 MB at most). The file's own bytes are kept, so it never
 * grows.
 */
export async function cleanPng(
  bytes: Uint8Array,
): Promise<Result<{ contentType: "image/png"; bytes: Uint8Array }, PngProblem>> {
  if (bytes.length > MAX_PNG_BYTES) return refuse("too-large");
  const layout = readPngLayout(Buffer.from(bytes));
  if (!layout.ok) return refuse(layout.problem);
  const { packed, rows, rowBytes, picture } = layout.value;
  const pixels = await unpacked(packed, rows * rowBytes);
  if (!pixels || !everyRowIsKnown(pixels, rowBytes)) return refuse("not-a-png");
  return ok({ contentType: "image/png", bytes: new Uint8Array(picture) });
}

/** Null when it is damaged, or more or less than `size` bytes, or when something follows it. */
const unpacked = (packed: Buffer, size: number) =>
  new Promise<Buffer | null>((resolve) => {
    // The types know the callback without `info` alone.
    const done = (error: Error | null, found: unknown) => {
      if (error) return resolve(null);
      const { buffer, engine } = found as { buffer: Buffer; engine: { bytesWritten: number } };
      resolve(buffer.length === size && engine.bytesWritten === packed.length ? buffer : null);
    };
    inflate(packed, { maxOutputLength: size, info: true }, done);
  });

const LAST_FILTER = 4;

function everyRowIsKnown(pixels: Buffer, rowBytes: number) {
  for (let at = 0; at < pixels.length; at += rowBytes) if ((pixels[at] ?? 0) > LAST_FILTER) return false;
  return true;
}
