import { charsetOf, decodeText } from "#lib/body-text.ts";
import { accountCreated, accountDeleted } from "#lib/connection/sage-account-events.ts";
import { announceAuthorisation } from "#lib/journey/announce-authorisation.ts";
import { interpret, SageNotification } from "#lib/sage/notification.ts";
import { services } from "#lib/services.ts";
import { bytesWithin, jsonOrNull } from "#lib/web/http/body.ts";
import { sageDoor, sageError } from "#lib/web/sage/sage-door.ts";

/** Far more than any notification of Sage's; a larger body is not read to its end. */
const MAX_BYTES = 64 * 1024;

/** Sage's webhook. Repeats and reordering change nothing; a type we do not know is recorded and accepted. */
export const POST = sageDoor(async (request) => {
  const bytes = await bytesWithin(request, MAX_BYTES);
  if (bytes === null) return sageError(413, "ValidationError", `The body is larger than ${MAX_BYTES} bytes.`);
  const decoded = decodeText(bytes, charsetOf(request.headers.get("content-type")));
  if (!decoded.ok) return sageError(400, "ValidationError", "The body is not text in its charset.", "body");
  const text = decoded.value;
  // The one character that JSON has and a database's text has not.
  if (text.includes("\\u0000")) return sageError(400, "ValidationError", "A text holds the character U+0000.", "body");
  const parsed = SageNotification.safeParse(jsonOrNull(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return sageError(
      400,
      "ValidationError",
      issue?.message ?? "The body is no notification.",
      issue?.path.join(".") || "body",
    );
  }
  const meaning = interpret(parsed.data);
  if (!meaning.ok) return sageError(400, "ValidationError", "Not a UUID.", meaning.field);

  const { notifications, log } = services();
  const { type, resource, additionalData } = parsed.data;
  // Written down first: what follows can be repeated from it, and "deleted" must be known before a late "created".
  await notifications.record({
    type,
    resourceType: resource.type,
    resourceId: resource.id.toLowerCase(),
    additionalData: additionalData ?? {},
  });
  const result = await act(meaning.heard);
  log.info({ type, resourceType: resource.type, resourceId: resource.id, result }, "notification");
  return Response.json({ data: { result }, links: null, meta: null });
});

type Heard = Extract<ReturnType<typeof interpret>, { ok: true }>["heard"];

async function act(heard: Heard): Promise<string> {
  switch (heard.event) {
    case "authorisation-created":
      return announceAuthorisation(services(), heard);
    case "account-created": {
      const { externalId, ...link } = heard;
      return externalId ? accountCreated(services(), { ...link, sourceAccountId: externalId }) : "unknown";
    }
    case "account-deleted":
      return accountDeleted(services(), heard.sageBankAccountId);
    case "other":
      return "recorded";
  }
}
