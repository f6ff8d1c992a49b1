import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { theDay } from "../../test/days.ts";
import { interpret, SageNotification } from "./notification.ts";

const read = (body: unknown) => interpret(SageNotification.parse(body));
const id = randomUUID();
const bankId = randomUUID();
const externalId = randomUUID();

test("an authorisation that Sage announces is heard with its bank", () => {
  const body = {
    type: "resourceCreated",
    resource: { id, type: "authorisation", url: "NA" },
    additionalData: { bankId },
  };
  expect(read(body)).toEqual({ ok: true, heard: { event: "authorisation-created", authorisationId: id, bankId } });
});

test("ids count whatever their case", () => {
  const body = {
    type: "resourceCreated",
    resource: { id: id.toUpperCase(), type: "authorisation" },
    additionalData: { bankId: bankId.toUpperCase() },
  };
  expect(read(body)).toEqual({ ok: true, heard: { event: "authorisation-created", authorisationId: id, bankId } });
});

test.each([[undefined], [null], [{}], [{ bankId: null }], [{ bankId: "" }], [{ bankId: "no uuid" }]])(
  "an authorisation without a bank is heard, too (%j)",
  (additionalData) => {
    const body = { type: "resourceCreated", resource: { id, type: "authorisation", url: "" }, additionalData };
    expect(read(body)).toEqual({
      ok: true,
      heard: { event: "authorisation-created", authorisationId: id, bankId: null },
    });
  },
);

test("a bank account that Sage made is heard with our account, its bank and its first day", () => {
  const additionalData = { externalId, requestedStartDate: "2026-01-01T00:00:00Z", bankId };
  const body = { type: "resourceCreated", resource: { id, type: "bankAccount", url: "NA" }, additionalData };
  expect(read(body)).toEqual({
    ok: true,
    heard: {
      event: "account-created",
      sageBankAccountId: id,
      externalId,
      bankId,
      requestedStartDate: theDay("2026-01-01"),
    },
  });
});

test("a start date that is none is as good as absent", () => {
  for (const requestedStartDate of [undefined, null, "", "soon", "2026-13-45"]) {
    const body = {
      type: "resourceCreated",
      resource: { id, type: "bankAccount" },
      additionalData: { externalId, requestedStartDate },
    };
    expect(read(body)).toMatchObject({ ok: true, heard: { requestedStartDate: null, bankId: null } });
  }
});

test("a bank account that Sage ended needs nothing but its id", () => {
  for (const additionalData of [undefined, null, { externalId }]) {
    const body = { type: "resourceDeleted", resource: { id, type: "bankAccount" }, additionalData };
    expect(read(body)).toEqual({ ok: true, heard: { event: "account-deleted", sageBankAccountId: id } });
  }
});

test("a known event about something without a UUID says which field is wrong", () => {
  for (const [type, resource] of [
    ["resourceCreated", "authorisation"],
    ["resourceCreated", "bankAccount"],
    ["resourceDeleted", "bankAccount"],
  ])
    expect(read({ type, resource: { id: "17", type: resource } })).toEqual({ ok: false, field: "resource.id" });
});

test("a body that is no notification is refused, whatever it is", () => {
  const bodies = [
    null,
    1,
    "x",
    [],
    {},
    { type: "" },
    { type: "resourceCreated" },
    { type: "resourceCreated", resource: {} },
    { type: 1, resource: { id, type: "x" } },
  ];
  for (const body of bodies) expect(SageNotification.safeParse(body).success, JSON.stringify(body)).toBe(false);
});

test("any other type is taken as news that means nothing to us", () => {
  const known = ["resourceCreated/authorisation", "resourceCreated/bankAccount", "resourceDeleted/bankAccount"];
  const name = fc.oneof(
    fc.string({ minLength: 1, maxLength: 100 }),
    fc.constantFrom("resourceCreated", "resourceDeleted", "authorisation", "bankAccount", "__proto__"),
  );
  fc.assert(
    fc.property(name, name, fc.string({ minLength: 1, maxLength: 100 }), (type, resourceType, resourceId) => {
      fc.pre(!known.includes(`${type}/${resourceType}`));
      expect(read({ type, resource: { id: resourceId, type: resourceType } })).toEqual({
        ok: true,
        heard: { event: "other" },
      });
    }),
  );
});

test("nothing that passes as a notification makes reading it fail", () => {
  const text = fc.string({ unit: "binary", maxLength: 120 });
  const body = fc.record({
    type: fc.oneof(fc.constantFrom("resourceCreated", "resourceDeleted"), text),
    resource: fc.record({
      id: fc.oneof(fc.uuid(), text),
      type: fc.oneof(fc.constantFrom("authorisation", "bankAccount"), text),
    }),
    additionalData: fc.option(
      fc.dictionary(
        fc.oneof(fc.constantFrom("bankId", "externalId", "requestedStartDate"), text),
        fc.oneof(text, fc.anything()),
      ),
    ),
  });
  fc.assert(
    fc.property(body, (body) => {
      const parsed = SageNotification.safeParse(body);
      if (parsed.success) expect(interpret(parsed.data)).toHaveProperty("ok");
    }),
    { numRuns: 500 },
  );
});
