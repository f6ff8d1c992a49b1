import { expect, test } from "vitest";
import type { InstitutionSettings } from "../../institution/institution.ts";
import { fieldsOf } from "../http/form-values.ts";
import { SettingsBoxes, settingsAfter } from "./settings-form.ts";

const NOW: InstitutionSettings = {
  authorizationRedirectUrl: "https://bank.example/sign-in",
  linkOrigins: ["https://bank.example"],
  timeZone: "Europe/Paris",
  strictOrder: true,
};
const FULL = {
  authorizationRedirectUrl: "https://bank.example/sign-in",
  linkOrigins: "https://bank.example",
  timeZone: "Europe/Paris",
  transactionOrder: "strict",
};

test.each<[what: string, sent: Record<string, string>, changed: Partial<InstitutionSettings>]>([
  ["as it was shown", FULL, {}],
  [
    "of a release without time zones",
    { authorizationRedirectUrl: FULL.authorizationRedirectUrl, linkOrigins: "" },
    { linkOrigins: [] },
  ],
  ["without any box", {}, {}],
  ["with an empty time zone", { ...FULL, timeZone: "" }, { timeZone: null }],
  ["with another time zone", { timeZone: "Europe/Rome" }, { timeZone: "Europe/Rome" }],
  ["with no address", { authorizationRedirectUrl: "" }, { authorizationRedirectUrl: null }],
  [
    "with two origins",
    { linkOrigins: "https://a.example\r\nhttps://b.example" },
    { linkOrigins: ["https://a.example", "https://b.example"] },
  ],
  ["with another order", { transactionOrder: "late" }, { strictOrder: false }],
])("a settings form %s", (_, sent, changed) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(sent)) form.set(name, value);
  expect(settingsAfter(NOW, SettingsBoxes.parse(fieldsOf(form)))).toEqual({ ...NOW, ...changed });
});
