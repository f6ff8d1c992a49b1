import { ok, type Result, refuse } from "./result.ts";

/** Why bytes are no text: their place, from 0, or a charset that is not known. */
export type TextFault = { code: "unknown-charset" } | { code: "not-text"; charset: string; at: number };

/** The charset that a Content-Type declares; null when it declares none. */
export const charsetOf = (contentType: string | null) =>
  /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType ?? "")?.[1]?.toLowerCase() ?? null;

/**
 * Bytes as text, without their byte order mark. They are UTF-8 unless another charset is declared. Nothing is replaced: bytes
 * that the charset does not have are a fault, since two texts would become one.
 */
export function decodeText(bytes: Uint8Array, declared: string | null): Result<string, TextFault> {
  const charset = declared === "utf-16" && bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : (declared ?? "utf-8");
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(charset, { fatal: true });
  } catch {
    return refuse({ code: "unknown-charset" });
  }
  try {
    return ok(decoder.decode(bytes));
  } catch {
    return refuse({ code: "not-text", charset, at: firstFault(bytes, charset) });
  }
}

/** Where the first character begins that is none. A beginning of the bytes is text until it holds the whole fault. */
function firstFault(bytes: Uint8Array, charset: string): number {
  const isText = (length: number, stream: boolean) => {
    try {
      new TextDecoder(charset, { fatal: true }).decode(bytes.subarray(0, length), { stream });
      return true;
    } catch {
      return false;
    }
  };
  let [good, bad] = [0, bytes.length + 1];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isText(middle, true)) good = middle;
    else bad = middle;
  }
  // A text that is good so far may end within a character.
  let start = good;
  while (start > 0 && good - start < 4 && !isText(start, false)) start--;
  return start;
}
