import { exportLines } from "#lib/console/audit-export.ts";
import { services } from "#lib/services.ts";
import { viewer } from "#lib/web/console/viewer.ts";

/** The whole audit log as `npm run audit:export` writes it, for administrators of all institutions. */
export async function GET() {
  const who = await viewer();
  if (!who) return new Response(null, { status: 401 });
  if (who.role !== "administrator" || who.institutionId) return new Response(null, { status: 404 });
  const { audit } = services();
  await audit.add({ action: "exported", actor: who.id, institutionId: null, subject: "list:audit" });
  const lines = exportLines(audit);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "application/jsonl; charset=utf-8",
      "content-disposition": 'attachment; filename="audit.jsonl"',
    },
  });
}
