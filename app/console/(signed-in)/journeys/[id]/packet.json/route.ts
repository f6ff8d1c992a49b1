import { supportPacket } from "#lib/console/support-packet.ts";
import { services } from "#lib/services.ts";
import { isId } from "#lib/web/console/console-list.ts";
import { viewer } from "#lib/web/console/viewer.ts";

/** The hand-over for Sage's support, as a file. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }) {
  const [who, { id }] = await Promise.all([viewer(), params]);
  const { support, audit, env } = services();
  const row = who && isId(id) ? await support.journey(who.institutionId, id) : null;
  if (!who || !row) return new Response(null, { status: who ? 404 : 401 });
  const { institutionId } = row.journey;
  await audit.add({ action: "exported", actor: who.id, institutionId, subject: `journey:${id}` });
  const packet = supportPacket(row.journey, await support.timeline(id), env.PUBLIC_URL);
  return new Response(`${JSON.stringify(packet, null, 2)}\n`, {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": `attachment; filename="journey-${row.supportCode}.json"`,
    },
  });
}
