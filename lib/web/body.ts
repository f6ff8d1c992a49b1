/** A request's body; null for one that is longer, which is not read to its end. */
export async function bytesWithin(request: Request, bytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > bytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The same as text. */
export async function textWithin(request: Request, bytes: number): Promise<string | null> {
  const body = await bytesWithin(request, bytes);
  return body && Buffer.from(body).toString("utf8");
}

/** What a text says as JSON; null when it is none. */
export function jsonOrNull(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
