import { expect, test } from "vitest";
import { z } from "zod";
import { silence } from "../connection/sage-answer.ts";
import { asOAuth, inEnvelope, keptOf, readAnswer } from "./answer.ts";
import { retryAfterSeconds } from "./retry-after.ts";
import { authorisationProblem, WireToken } from "./wire.ts";

const Thing = inEnvelope(z.object({ _id: z.string() }));
const error = { code: "UnsupportedOperationError", message: "no", detail: null };

const BODIES = {
  envelope: JSON.stringify({ data: { _id: "a" }, links: null, meta: null }),
  "envelope of something else": JSON.stringify({ data: { name: "a" }, links: null, meta: null }),
  "data of null": JSON.stringify({ data: null, links: null, meta: null }),
  "no envelope": JSON.stringify({ _id: "a" }),
  "a list": "[1]",
  "an error envelope": JSON.stringify({ data: null, links: null, meta: null, error }),
  "an error beside data": JSON.stringify({ data: { _id: "a" }, error }),
  "a gateway's JSON": JSON.stringify({ message: "Forbidden" }),
  "another's error": JSON.stringify({ error: { code: 404, message: "no route", status: "NOT_FOUND" } }),
  "a web page": "<!doctype html><h1>Please wait</h1>",
  "broken JSON": '{"data": {"_id": "a"',
  nothing: "",
} as const;
const TYPES = [
  "application/json",
  "application/json; charset=utf-8",
  "application/hal+json",
  null,
  "text/html",
  "text/plain",
];
const STATUSES = [200, 201, 202, 204, 300, 400, 401, 403, 404, 408, 409, 422, 429, 500, 502, 503, 504];

const isJson = (type: string | null) => type === null || type.includes("json");

/** The rule once more, as a person would say it. */
function expected(status: number, type: string | null, body: keyof typeof BODIES) {
  if (status < 300 && isJson(type) && body === "envelope") return "answer";
  const isRefusal = status >= 400 && status < 500 && status !== 408 && status !== 429;
  return isRefusal && isJson(type) && body === "an error envelope" ? "rejection" : "none";
}

test.each(STATUSES)("under %i nothing counts but Sage's own envelope, whatever the body and its type", (status) => {
  for (const type of TYPES)
    for (const body of Object.keys(BODIES) as (keyof typeof BODIES)[]) {
      const { is } = readAnswer({ status, type, text: BODIES[body], requestId: null }, Thing);
      expect(is, `${type}: ${body}`).toBe(expected(status, type, body));
    }
});

test.each([
  [401, true],
  [429, true],
  [400, false],
  [403, false],
  [404, false],
  [409, false],
  [500, false],
  [200, false],
])("a gateway's %i was not taken for sure: %s", (status, notTaken) => {
  expect(readAnswer({ status, type: "text/html", text: "", requestId: null }, Thing)).toMatchObject({
    is: "none",
    notTaken,
  });
});

test.each([
  [200, { access_token: "a", token_type: "Bearer", expires_in: 60 }, "answer"],
  [200, { access_token: "" }, "none"],
  [200, { error: "access_denied" }, "none"],
  [200, "<html>", "none"],
  [401, { error: "access_denied", error_description: "Unauthorized" }, "rejection"],
  [403, { message: "Forbidden" }, "none"],
  [403, "<html>", "none"],
  [429, { error: "too_many_requests" }, "none"],
  [503, { error: "busy" }, "none"],
])("the token endpoint's %i with %j is: %s", (status, body, is) => {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  expect(readAnswer({ status, type: "application/json", text, requestId: null }, asOAuth(WireToken)).is).toBe(is);
});

test.each([
  ["header", { requestId: "in-meta" }, "header"],
  [null, { requestId: "in-meta" }, "in-meta"],
  ["", { requestId: "in-meta" }, "in-meta"],
  ["two words", null, null],
  ["r".repeat(201), null, null],
  [null, null, null],
  [null, { requestId: 7 }, null],
])("with %j in its headers and meta %j an answer is to the request %j", (requestId, meta, expected) => {
  for (const [status, body] of [
    [200, { data: { _id: "a" }, meta }],
    [400, { data: null, meta, error }],
    [503, { meta }],
  ] as const) {
    const came = { status, type: "application/json", text: JSON.stringify(body), requestId };
    expect(readAnswer(came, Thing).requestId).toBe(expected);
  }
});

const at = new Date("2026-03-02T09:00:00.000Z");
const keptAt = (status: number, error: unknown) => {
  const text = JSON.stringify({ data: null, error });
  return keptOf(status, readAnswer({ status, type: "application/json", text, requestId: null }, Thing), at);
};

test.each([
  [
    400,
    {
      ...error,
      detail: [
        { target: "a", message: "why" },
        { target: "b", message: "why" },
      ],
    },
    "no; why",
    ["a", "b"],
  ],
  [409, { ...error, message: "no\u0000, 31926819" }, "no, •••• 6819", []],
  [500, { ...error, detail: [{ target: 7 }, { target: "a", message: "no" }] }, "no", ["a"]],
  [400, { code: error.code }, null, []],
])("a %i with the error %j is kept with the words %j and the fields %j", (httpStatus, refused, message, targets) => {
  const kept = { httpStatus, code: error.code, message, targets, requestId: null, at: at.toISOString() };
  expect(keptAt(httpStatus, refused)).toEqual(kept);
});

test("words of a gateway are not kept, but its status", () => {
  expect(keptAt(502, undefined)).toEqual({ ...silence(at), httpStatus: 502 });
});

test.each([
  [409, "The authorisation was already used", "already-used"],
  [400, "The authorisation has already been used and cannot be used again", "already-used"],
  [409, "Authorisations cannot be used more than once", "already-used"],
  [409, "The authorisation has expired", "expired"],
  [400, "The session has timed out", "expired"],
  [404, "The authorisation is no longer valid", "expired"],
  [409, "The authorisation has already expired", "expired"],
  [409, "The authorisation expired and was not used", "expired"],
  [409, "The authorisation was already used, or has expired: it was already used or expired", "closed"],
  [409, "The resource is not in a state that supports the operation", "closed"],
  [409, "The authorisation was already cancelled", "closed"],
  [404, "The authorisation was already used", "closed"],
  [400, "One or more fields are missing", "refused"],
  [404, "No authorisation with this id", "refused"],
  [403, "The token has expired", "refused"],
  [422, "The authorisation was already used", "refused"],
])("%i “%s” is %s", (status, message, code) => {
  const refusal = {
    status,
    error: { code: "UnsupportedOperationError", message, detail: [] },
    detail: "",
    sageAnswer: null,
  };
  expect(authorisationProblem({ ...refusal, ambiguousBefore: false }).code).toBe(code);
});

/** Texts that Sage may choose for an authorisation that was answered, one that was not, and an expired one. */
const WORDINGS = {
  "already-used": [
    "The authorisation has been used",
    "This authorisation has been used already",
    "Authorisation used before",
    "Authorisation was previously used",
    "It has previously been used",
    "The authorisation is already consumed",
    "The authorisation was redeemed",
    "The authorisation cannot be re-used",
    "An authorisation may not be used twice",
    "An authorisation must not be used more than once",
    "Already completed",
    "The authorisation is already authorized",
    "The authorisation has not expired: it was already used",
  ],
  closed: [
    "The authorisation is not already used",
    "The authorisation has not already been used",
    "The authorisation has not been already used",
    "The authorisation has not yet been used",
    "The authorisation hasn't been used before",
    "The authorisation hasn’t been used yet",
    "It was never used",
    "It was not previously used",
    "It is unused before its start",
    "It has not already been processed",
    "It is already being processed",
    "It has not expired",
    "It was not used and has not expired",
    "Another one is in use",
  ],
  expired: [
    "It expired",
    "It timed out",
    "It was not already used, but has expired",
    "It expired before it was authorised, and hasn't been used",
  ],
} as const;
const CODES = {
  "already-used": [
    "ALREADY_USED",
    "AlreadyUsed",
    "alreadyUsed",
    "already-used",
    "AUTHORISATION_ALREADY_USED",
    "AuthorisationAlreadyUsedError",
    "AUTHAlreadyUsed",
    "authorisation.already_used",
    "AuthorisationUsedError",
    "AUTHORISATION_CONSUMED",
  ],
  closed: ["NOT_ALREADY_USED", "NotYetUsed", "NEVER_USED", "IN_USE", "UnusedAuthorisation", "NOT_EXPIRED", "Conflict"],
  expired: ["EXPIRED", "AuthorisationExpired", "TIMED_OUT", "TimedOut", "NO_LONGER_VALID"],
} as const;

const readings = (of: Record<string, readonly string[]>) =>
  Object.entries(of).flatMap(([expected, all]) => all.map((one) => [one, expected] as const));

test.each(readings(WORDINGS))("“%s” is read as %s", (message, expected) => {
  const refusal = {
    status: 409,
    error: { code: "UnsupportedOperationError", message, detail: [] },
    detail: "",
    sageAnswer: null,
  };
  expect(authorisationProblem({ ...refusal, ambiguousBefore: true }).code).toBe(expected);
});

test.each(readings(CODES))("the code %s is read as %s", (code, expected) => {
  const refusal = { status: 409, error: { code, message: "No.", detail: [] }, detail: "", sageAnswer: null };
  expect(authorisationProblem({ ...refusal, ambiguousBefore: true }).code).toBe(expected);
});

test.each([
  ["5", 5],
  [" 0 ", 0],
  ["86400", 300],
  ["999999999999999", null],
  ["1.5", null],
  ["-1", null],
  ["soon", null],
  ["", null],
  [null, null],
  ["Mon, 02 Mar 2026 09:00:30 GMT", 30],
  ["Monday, 02-Mar-26 09:00:30 GMT", 30],
  ["Mon, 02 Mar 2026 08:00:00 GMT", 0],
  ["Tue, 03 Mar 2026 09:00:00 GMT", 300],
  ["2026-03-02T09:00:30Z", null],
])("Retry-After %j asks for %j seconds", (header, seconds) => {
  expect(retryAfterSeconds(header, new Date("2026-03-02T09:00:00Z"))).toBe(seconds);
});
