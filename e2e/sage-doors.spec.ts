import { randomUUID } from "node:crypto";
import { expect, test } from "./steps/test.ts";

/** Sage's two callbacks that no browser sees. */

const authorisationCreated = (id: string, bankId: string) => ({
  type: "resourceCreated",
  resource: { type: "authorisation", id, url: "NA" },
  additionalData: { bankId },
});

test.describe("the notification", () => {
  test("is refused without the secret header, and with another value in it", async ({ stack }) => {
    const body = authorisationCreated(randomUUID(), stack.bankId);
    const { name, value } = stack.secrets.notificationHeader;
    for (const headers of [
      {},
      { [name]: "" },
      { [name]: `${value}x` },
      { [name]: value.toLowerCase() },
      { [name]: value.slice(1) },
    ])
      expect(await post(stack, body, headers)).toMatchObject({ status: 401 });
  });

  test("is accepted again and again, and when its type is unknown", async ({ stack }) => {
    const body = authorisationCreated(randomUUID(), stack.bankId);
    const answers = await Promise.all([1, 2, 3, 4].map(() => post(stack, body)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const unknown = { type: "resourceRenamed", resource: { type: "teapot", id: "not-a-uuid" } };
    expect(await post(stack, unknown)).toMatchObject({ status: 200 });
    expect(await post(stack, { ...unknown, additionalData: { anything: { at: ["all"] } } })).toMatchObject({
      status: 200,
    });
  });

  const broken: [string, unknown][] = [
    ["nothing", ""],
    ["half of a JSON text", '{"type":"resourceCreated"'],
    ["a word", "hello"],
    ["null", null],
    ["a list", []],
    ["no resource", { type: "resourceCreated" }],
    ["a resource without id", { type: "resourceCreated", resource: { type: "authorisation" } }],
    ["a number for an id", { type: "resourceCreated", resource: { type: "authorisation", id: 7 } }],
    [
      "an id that is none",
      { type: "resourceCreated", resource: { type: "authorisation", id: "'; drop table journeys" } },
    ],
    ["a list for a type", { type: ["resourceCreated"], resource: { type: "authorisation", id: randomUUID() } }],
    [
      "data that is text",
      { type: "resourceCreated", resource: { type: "authorisation", id: randomUUID() }, additionalData: "x" },
    ],
    ["a NUL in its type", { type: "a\u0000b", resource: { type: "authorisation", id: randomUUID() } }],
    [
      "a NUL in its data",
      { ...authorisationCreated(randomUUID(), randomUUID()), type: "x", additionalData: { externalId: "a\u0000" } },
    ],
  ];
  for (const [what, body] of broken)
    test(`says what is wrong with ${what}`, async ({ stack }) => {
      const answer = await post(stack, body);
      expect(answer.status, answer.text).toBe(400);
      expect(JSON.parse(answer.text)).toMatchObject({ data: null, error: { code: "ValidationError" } });
    });

  test("is refused when its bytes are not UTF-8, since ids could become one", async ({ stack }) => {
    const text = JSON.stringify({ ...authorisationCreated(randomUUID(), stack.bankId), note: "caf\u00e9" });
    expect((await post(stack, text)).status).toBe(200);
    const answer = await post(stack, Buffer.from(text, "latin1"));
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([400, { error: { code: "ValidationError" } }]);
  });

  test("is not read to its end when it is far too large", async ({ stack }) => {
    const body = { ...authorisationCreated(randomUUID(), stack.bankId), padding: "x".repeat(5_000_000) };
    expect((await post(stack, body)).status).toBe(413);
  });

  test("answers other methods with 405", async ({ stack }) => {
    for (const method of ["GET", "PUT", "PATCH", "DELETE"])
      expect((await fetch(`${stack.app}/sage/notification`, { method })).status, method).toBe(405);
  });
});

test.describe("the available accounts", () => {
  test("are told to Sage alone", async ({ stack }) => {
    const address = `${stack.app}/sage/availableaccounts?externalId=${randomUUID()}`;
    expect((await fetch(address)).status).toBe(401);
    const { name } = stack.secrets.notificationHeader;
    expect((await fetch(address, { headers: { [name]: "wrong" } })).status).toBe(401);
  });

  test("are not found for what we do not know, and refused for what is no question", async ({ stack }) => {
    const ask = asking(stack);
    expect((await ask(`?externalId=${randomUUID()}`)).status).toBe(404);
    expect((await ask("?externalId=no-uuid")).status).toBe(404);
    expect((await ask("?externalId=%00")).status).toBeGreaterThanOrEqual(400);
    expect((await ask("?externalId=%00")).status).toBeLessThan(500);
    expect((await ask("")).status).toBe(400);
    expect((await ask("?externalId=")).status).toBe(400);
    expect((await ask(`?externalId=${"a".repeat(4000)}`)).status).toBe(400);
    for (const method of ["POST", "PUT", "DELETE"])
      expect((await fetch(`${stack.app}/sage/availableaccounts`, { method })).status, method).toBe(405);
  });
});

type Stack = { app: string; secrets: { notificationHeader: { name: string; value: string } } };

const secretOf = ({ secrets: { notificationHeader } }: Stack): Record<string, string> => ({
  [notificationHeader.name]: notificationHeader.value,
});

const asking = (stack: Stack) => (query: string) =>
  fetch(`${stack.app}/sage/availableaccounts${query}`, { headers: secretOf(stack) });

async function post(stack: Stack, body: unknown, headers: Record<string, string> = secretOf(stack)) {
  const response = await fetch(`${stack.app}/sage/notification`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}
