import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import Ajv from "ajv";
import addFormats from "ajv-formats";

/** The public specification, which is no part of this project: beside it, or where SPEC_FILE says. */
const file =
  process.env.SPEC_FILE ?? fileURLToPath(new URL("../../shared/specs/Codat-Bank-Feeds.json", import.meta.url));

export const hasPublicSpec = existsSync(file);

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Operation = { responses: Record<string, { content?: unknown; $ref?: string }> };

/** Checks answers against the public specification. */
export function publicSpec() {
  const document = JSON.parse(readFileSync(file, "utf8")) as { paths: Record<string, Record<string, Operation>> };
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addFormat("ISO4217", /^[A-Z]{3}$/).addFormat("decimal", { type: "number", validate: Number.isFinite });
  ajv.addSchema(stricter(document as unknown as Json) as object, "spec");

  const judge = (pointer: string[], body: unknown) => {
    const path = pointer.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/");
    const validate = ajv.compile({ $ref: `spec#/${path}` });
    return validate(body)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };

  return {
    operations: Object.entries(document.paths).flatMap(([path, item]) =>
      ["get", "post", "put", "patch", "delete"]
        .filter((method) => method in item)
        .map((method) => `${method.toUpperCase()} ${path}`),
    ),
    /** The faults of an answer; none when the specification knows it like this. */
    faults(operation: string, status: number, body: unknown): string[] {
      const [method = "", path = ""] = operation.split(" ");
      const answers = document.paths[path]?.[method.toLowerCase()]?.responses;
      if (!answers) return ["the specification has no such operation"];
      const answer = answers[status];
      // It lists fewer refusals than there are; all have one body.
      if (!answer) return status >= 400 ? judge(["components", "schemas", "ErrorMessage"], body) : ["no such answer"];
      if (answer.$ref)
        return judge([...answer.$ref.split("/").slice(1), "content", "application/json", "schema"], body);
      if (!answer.content) return body === null ? [] : ["a body where there is none"];
      const place = [
        "paths",
        path,
        method.toLowerCase(),
        "responses",
        String(status),
        "content",
        "application/json",
        "schema",
      ];
      return judge(place, body);
    },
  };
}

/**
 * Null nowhere, because official clients fail on it where the specification allows it. Any of several shapes instead of
 * exactly one, because some of its shapes include each other.
 */
function stricter(value: Json): Json {
  if (Array.isArray(value)) return value.map(stricter);
  if (value === null || typeof value !== "object") return value;
  const { nullable: _, oneOf, examples: __, example: ___, ...rest } = value;
  const plain = Object.fromEntries(Object.entries(rest).map(([name, part]) => [name, stricter(part)]));
  return oneOf === undefined ? plain : { ...plain, anyOf: stricter(oneOf) };
}
