import { expect, test } from "vitest";
import { consentTo, consentWords } from "./consent.ts";

test("the kept words are those that were read: the page's own sentences, their version and their language", () => {
  for (const locale of ["en", "fr"] as const) {
    const consent = consentTo({ name: "Sample Bank" }, 2, locale);
    expect(consent.text).toBe(consentWords({ name: "Sample Bank" }, 2, locale).join("\n"));
    expect(consent).toMatchObject({ locale, version: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) });
  }
});

test.each([
  ["en", 1, "this account", "these accounts"],
  ["en", 3, "these accounts", "this account"],
  ["fr", 1, "ce compte", "ces comptes"],
  ["fr", 3, "ces comptes", "ce compte"],
] as const)("in %s, %i account(s) read %j", (locale, count, said, unsaid) => {
  const { text } = consentTo({ name: "Sample Bank" }, count, locale);
  expect(text).toContain(said);
  expect(text).not.toContain(unsaid);
});

test("it says who shares with whom, and how it ends", () => {
  expect(consentTo({ name: "Sample Bank" }, 1, "en").text).toMatch(
    /Sample Bank will send Sage .*disconnect .*Sage .*ask Sample Bank to stop/s,
  );
  expect(consentTo({ name: "Sample Bank" }, 1, "fr").text).toMatch(
    /Sample Bank transmettra à Sage .*déconnectez .*Sage .*demandez à Sample Bank/s,
  );
});

test("an institution's name is text, whatever is in it", () => {
  for (const name of ["A & B <Bank>", "{name}", "L’Épargne d'Été", "# 1 Bank"])
    expect(consentTo({ name }, 1, "en").text).toContain(`${name} will send`);
});
