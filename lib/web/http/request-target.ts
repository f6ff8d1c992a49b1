/** The methods that any door here knows. */
export const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

/** The methods that files know. */
export const READING = ["GET", "HEAD"] as const;

/** An address in the one spelling that every door validates, or the status that needs no door. */
export type Target = { url: string } | { status: 204 | 400 | 405 };

/**
 * Reads the part behind the method in a request's first line. Leaves another host's name out: we are who we are. Dots,
 * doubled slashes and needless escapes are resolved as a browser would. An escape that stands for no text counts by its
 * letters, so that its door can answer 404.
 */
export function readTarget(method: string, target: string): Target {
  if (!METHODS.some((known) => known === method)) return { status: 405 };
  if (target === "*") return { status: method === "OPTIONS" ? 204 : 400 };
  const local = target.replace(/^https?:\/\/[^/?#]+/i, "");
  const [, path = "", query = ""] = /^([^?#]*)(\?[^#]*)?/.exec(local) ?? [];
  if (path !== "" && !path.startsWith("/")) return { status: 400 };
  if (path === "" && local === target) return { status: 400 };
  return { url: normalPath(path) + query };
}

function normalPath(path: string) {
  const kept: string[] = [];
  const segments = path.split("/").map(normalSegment);
  for (const segment of segments) {
    if (segment === "..") kept.pop();
    else if (segment !== "" && segment !== ".") kept.push(segment);
  }
  const isFolder = ["", ".", ".."].includes(segments.at(-1) ?? "");
  return `/${kept.join("/")}${isFolder && kept.length > 0 ? "/" : ""}`;
}

function normalSegment(segment: string) {
  const plain = segment
    .replace(/[^!-~]|\\/g, encodeURIComponent)
    .replace(/%(2[DE]|3\d|4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE])/gi, decodeURIComponent);
  return isText(plain) ? plain : plain.replaceAll("%", "%25");
}

/** True when every escape stands for text, and none for a control character. */
function isText(segment: string) {
  try {
    return [...decodeURIComponent(segment)].every((letter) => letter >= " " && letter !== "\u007f");
  } catch {
    return false;
  }
}
