import type { ApiContext } from "./env.ts";
import { NOT_VALID, noCompany, noConnection, refusal } from "./refusal.ts";
import { CompanyPath } from "./wire/fields.ts";

type Issue = {
  code: string;
  path: readonly PropertyKey[];
  message: string;
  errors?: readonly (readonly Issue[])[];
  expected?: unknown;
  origin?: string;
  minimum?: unknown;
  maximum?: unknown;
  values?: readonly unknown[];
  keys?: readonly string[];
};
type Checked = { success: boolean; target: string; error?: { issues: readonly Issue[] } };

/**
 * Answers a request that does not fit its schema. A bad address is not found; all else is a 400 that lists each place.
 */
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
  return issues.flatMap((issue) => {
    const { code, path, errors } = issue;
    const place = [...before, ...path];
    const [closest] = [...(errors ?? [])].sort((a, b) => a.length - b.length);
    if (closest) return placesOf(closest, place);
    const itemId = written(place);
    return [{ ...(itemId ? { itemId } : {}), message: said(issue), validatorName: code }];
  });
}

/** The fault, to be read after the name of the place; messages of our own are written so already. */
function said({ code, message, expected, origin, minimum, maximum, values, keys }: Issue) {
  const of = { string: " characters", array: " entries" }[origin ?? ""] ?? "";
  switch (code) {
    case "invalid_type":
      return message.endsWith("received undefined") ? "is missing" : `is not ${named(String(expected))}`;
    case "invalid_value":
      return `is none of ${(values ?? []).map(String).join(", ")}`;
    case "too_small":
      if (of && minimum === 1) return "is empty";
      return of ? `has fewer than ${minimum}${of}` : `is less than ${minimum}`;
    case "too_big":
      return of ? `has more than ${maximum}${of}` : `is more than ${maximum}`;
    case "unrecognized_keys":
      return `has what is not known here: ${(keys ?? []).join(", ").slice(0, 200)}`;
    default:
      return message;
  }
}

const named = (type: string) =>
  ({ int: "a whole number", object: "an object", array: "an array" })[type] ?? `a ${type}`;

type Place = { itemId?: string; message: string; validatorName: string };

const written = (place: readonly PropertyKey[]) =>
  place.reduce<string>(
    (text, part) => (typeof part === "number" ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part)),
    "",
  );
