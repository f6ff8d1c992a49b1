/**
 * A request's body; null for one that is longer, which is not read to its end. It is left as it is, not cancelled: that would
 * destroy the connection before the answer.
 */
export async function bytesWithin(request: Request, bytes: number): Promise<Uint8Array | null> {
  if (!request.body) return Buffer.alloc(0);
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > bytes) {
      reader.releaseLock();
      return null;
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}

/** The same as text. */
export async function textWithin(request: Request, bytes: number): Promise<string | null> {
  const body = await bytesWithin(request, bytes);
  return body && Buffer.from(body).toString("utf8");
}

/** The value of a text that is JSON; null when it is none. */
export function jsonOrNull(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
