import type { ApiContext } from "./env.ts";
import { NOT_VALID, noCompany, noConnection, refusal } from "./refusal.ts";
import { CompanyPath } from "./wire/fields.ts";

type Issue = { code: string; path: readonly PropertyKey[]; message: string; errors?: readonly (readonly Issue[])[] };
type Checked = { success: boolean; target: string; error?: { issues: readonly Issue[] } };

/** How a request that does not fit its schema is answered: an address as not found, all else as 400 with each place. */
export function turnAwayInvalid(result: Checked, c: ApiContext) {
  if (result.success || !result.error) return undefined;
  if (result.target === "param") {
    const { companyId, connectionId } = c.req.param() as Record<string, string | undefined>;
    if (companyId !== undefined && !CompanyPath.safeParse({ companyId }).success) return noCompany(c, companyId);
    return connectionId ? noConnection(c, connectionId) : refusal(c, 404, "There is nothing with this ID.");
  }
  return refusal(c, 400, NOT_VALID, placesOf(result.error.issues).slice(0, 100));
}

/** Each fault with its place; where one of several shapes would do, those of the shape that came closest. */
function placesOf(issues: readonly Issue[], before: readonly PropertyKey[] = []): Place[] {
  return issues.flatMap(({ code, path, message, errors }) => {
    const place = [...before, ...path];
    const [closest] = [...(errors ?? [])].sort((a, b) => a.length - b.length);
    if (closest) return placesOf(closest, place);
    const itemId = written(place);
    return [{ ...(itemId ? { itemId } : {}), message, validatorName: code }];
  });
}

type Place = { itemId?: string; message: string; validatorName: string };

const written = (place: readonly PropertyKey[]) =>
  place.reduce<string>(
    (text, part) => (typeof part === "number" ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part)),
    "",
  );
