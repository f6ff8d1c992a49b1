import { z } from "zod";
import { CONNECTION_STATUSES } from "../../connection/connection.ts";
import { readingsOf, type Wanted } from "../../console/find.ts";
import type { Cursor, FeedPlace, JourneyFilter } from "../../console/ports.ts";
import { LOCALES, REGIONS } from "../../institution/institution.ts";
import { JOURNEY_STATES } from "../../journey/journey.ts";

export type Query = Readonly<Record<string, string | string[] | undefined>>;

/** A day that somebody may mean: the store's calendar has others. */
const Day = z.iso
  .date()
  .regex(/^20\d\d-/)
  .transform((day) => new Date(`${day}T00:00:00Z`));
const CursorText = z
  .string()
  .regex(/^\d{1,14}_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  .transform((text): Cursor => {
    const [at = "0", id = ""] = text.split("_");
    return { at: new Date(Number(at)), id };
  });

/** An id that no institution has. */
const NOBODYS = "00000000-0000-4000-8000-000000000000";

const Search = z.object({
  q: z
    .string()
    .max(2048)
    .transform((text) => text.toWellFormed().replace(/\p{Cc}/gu, " "))
    .catch(""),
  state: z.enum(JOURNEY_STATES).optional().catch(undefined),
  region: z.enum(REGIONS).optional().catch(undefined),
  locale: z.enum(LOCALES).optional().catch(undefined),
  // A text that cannot be a host finds nothing: to leave it out would show everything.
  host: z
    .string()
    .trim()
    .max(2048)
    .transform((text) => (text && (URL.parse(text)?.hostname || text).toLowerCase().slice(0, 255)) || undefined)
    .optional()
    .catch(undefined),
  from: Day.optional().catch(undefined),
  to: Day.optional().catch(undefined),
  status: z.enum(CONNECTION_STATUSES).optional().catch(undefined),
  institution: z
    .guid()
    .or(z.literal("").transform(() => undefined))
    .optional()
    .catch(NOBODYS),
  order: z.enum(["newest", "oldest"]).catch("newest"),
  after: CursorText.nullable().catch(null),
});

export type SearchQuery = {
  typed: string;
  readings: Wanted[];
  filter: JourneyFilter;
  after: Cursor | null;
  /** The one institution that somebody who sees all wants to look at. */
  institution: string | null;
};

/** The query in the search page's address. Parts that cannot be read are left out, not refused: it is a view. */
export function readSearchQuery(query: Query): SearchQuery {
  const single = Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
  const {
    q,
    state,
    after,
    to,
    order,
    institution = null,
    ...rest
  } = Search.parse({ after: null, q: "", order: "newest", ...single });
  const until = to && new Date(to.getTime() + 86_400_000);
  return {
    typed: q,
    readings: readingsOf(q),
    filter: { ...rest, to: until, states: state ? [state] : undefined, oldestFirst: order === "oldest" },
    after,
    institution,
  };
}

const Place = z.object({ pushes: CursorText.nullable().catch(null), statements: CursorText.nullable().catch(null) });

/** Where in a connection's pushes and statements its page is asked to begin. */
export const readFeedPlace = ({ pushes, statements }: Query): FeedPlace =>
  Place.parse({ pushes: pushes ?? null, statements: statements ?? null });

export const cursorText = ({ at, id }: Cursor) => `${at.getTime()}_${id}`;

/** The same address with one thing changed. */
export function addressWith(path: string, query: Query, change: Record<string, string | null>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (typeof value === "string" && value) search.set(name, value);
  for (const [name, value] of Object.entries(change)) {
    if (value === null) search.delete(name);
    else search.set(name, value);
  }
  return search.size > 0 ? `${path}?${search}` : path;
}

export const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** A table as RFC 4180 has it. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
export function csvOf(header: readonly string[], rows: readonly (readonly (string | null)[])[]): string {
  const cell = (value: string | null) => {
    const text = value ?? "";
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return [header, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}
