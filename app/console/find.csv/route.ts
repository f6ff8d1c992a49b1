import { searchForLog } from "#lib/console/find.ts";
import type { JourneyRow } from "#lib/console/ports.ts";
import { services } from "#lib/services.ts";
import { csvOf, readSearchQuery } from "#lib/web/console/console-list.ts";
import { viewer } from "#lib/web/console/viewer.ts";

/** A list that somebody takes along is at most this long. */
const MOST_ROWS = 10_000;

/** The list of a search as a file for spreadsheets. */
export async function GET(request: Request) {
  const who = await viewer();
  if (!who) return new Response(null, { status: 401 });
  const { readings, filter, typed, institution } = readSearchQuery(
    Object.fromEntries(new URL(request.url).searchParams),
  );
  const { support, audit } = services();
  const { journeys } = await support.find(who.institutionId ?? institution, readings, filter, null, MOST_ROWS);
  await audit.add({
    action: "exported",
    actor: who.id,
    institutionId: who.institutionId ?? institution,
    subject: "list:journeys",
    detail: { rows: journeys.length },
    ...(typed ? { personal: { typed: searchForLog(typed) } } : {}),
  });
  return new Response(csvOf(HEADER, journeys.map(rowOf)), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="journeys.csv"',
    },
  });
}

const HEADER = [
  "supportCode",
  "announcedAt",
  "state",
  "failure",
  "kind",
  "region",
  "language",
  "placeInSage",
  "institution",
  "company",
  "connectionId",
];

const rowOf = (row: JourneyRow) => [
  row.supportCode,
  row.announcedAt.toISOString(),
  row.state,
  row.failure,
  row.kind,
  row.region,
  row.locale,
  row.returnHost,
  row.institutionName,
  row.companyName,
  row.connectionId,
];
