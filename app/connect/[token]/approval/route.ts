import { findJourney } from "#lib/journey/find-journey.ts";
import { services } from "#lib/services.ts";
import { ADDRESS_HEADER } from "#lib/web/http/client-address.ts";

/** Answers 200 while an approval waits for this journey at this address, else 204. A form takes it up, not this. */
export async function GET(request: Request, { params }: { params: Promise<{ token: string }> }) {
  const { links, visitorHash } = services();
  const visit = await findJourney(services(), (await params).token);
  const approval = visit?.journey.state === "opened" ? await links.approvalOf(visit.journey.id) : null;
  const here = visitorHash(request.headers.get(ADDRESS_HEADER) ?? "unknown");
  return new Response(null, { status: approval?.visitor === here ? 200 : 204 });
}
