/** A meaning of the text in the search box. */
export type Wanted =
  | { kind: "support-code"; code: string }
  | { kind: "ids"; ids: readonly string[] }
  /** A journey's address, which its user has read out or sent. */
  | { kind: "token"; token: string }
  | { kind: "last-four"; digits: string }
  | { kind: "name"; words: readonly string[] };

const CODE = /^([34679ACDEFGHJKMNPQRTWXY]{4})[\s-]*([34679ACDEFGHJKMNPQRTWXY]{4})$/i;
const UUID = /[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}/gi;
const TOKEN = /\/connect\/([A-Za-z0-9_-]{40,})/;

/** Every way to read a search, the likeliest first; empty when there is nothing to search for. */
export function readingsOf(typed: string): Wanted[] {
  const text = typed.slice(0, 2048).normalize("NFKC").trim();
  if (text === "") return [];
  const token = TOKEN.exec(text)?.[1];
  if (token) return [{ kind: "token", token }];
  const ids = [...new Set([...text.matchAll(UUID)].map(([id]) => hyphenated(id)))].slice(0, 10);
  if (ids.length > 0) return [{ kind: "ids", ids }];
  const readings: Wanted[] = [];
  const [, first, second] = CODE.exec(text) ?? [];
  if (first && second) readings.push({ kind: "support-code", code: `${first}-${second}`.toUpperCase() });
  const digits = /^[•*.x\s]*([0-9]{3,4})$/i.exec(text)?.[1] ?? wholeNumber(text)?.slice(-4);
  if (digits) readings.push({ kind: "last-four", digits });
  if (wholeNumber(text)) return readings;
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length > 0) readings.push({ kind: "name", words: words.slice(0, 8) });
  return readings;
}

/** The digits of what looks like a whole account number or an IBAN. Neither belongs in the search box. */
function wholeNumber(text: string): string | null {
  const packed = text.replace(/[\s.-]/g, "");
  return /^([a-z]{2}\d{2}[a-z0-9]{8,30}|\d{6,34})$/i.test(packed) && /\d{4}$/.test(packed) ? packed : null;
}

/** A search as the log may keep it. An address may still open its journey, and no log may keep a whole number. */
export function searchForLog(typed: string): string {
  if (/\/(connect|link|preview)\//.test(typed)) return "/…";
  const number = wholeNumber(typed.normalize("NFKC").trim());
  if (number) return `••••${number.slice(-4)}`;
  return typed
    .replace(/\d(?:[\s.-]?\d){5,}/g, (run) => `••••${run.replace(/\D/g, "").slice(-4)}`)
    .slice(0, 200)
    .toWellFormed();
}

const hyphenated = (id: string) =>
  id
    .replaceAll("-", "")
    .toLowerCase()
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
