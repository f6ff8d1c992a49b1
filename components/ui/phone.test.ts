import { expect, test } from "vitest";
import { phoneIn } from "./phone.ts";

test.each([
  ["0800 123 456", "tel:0800123456", "0800 123 456"],
  ["Call 020 7946 0018, Monday to Friday", "tel:02079460018", "020 7946 0018"],
  ["+44 (0)20 7946 0018", "tel:+442079460018", "+44 (0)20 7946 0018"],
  ["Appelez le 01\u00a023\u00a045\u00a067\u00a089.", "tel:0123456789", "01\u00a023\u00a045\u00a067\u00a089"],
  ["+1 (555) 010-0199 (toll free)", "tel:+15550100199", "+1 (555) 010-0199"],
])("%j has a number to dial", (text, href, number) => {
  const found = phoneIn(text);
  expect(found).toMatchObject({ href, number });
  expect(`${found?.before}${found?.number}${found?.after}`).toBe(text);
});

test.each([
  "the support number on the back of your card",
  "help@bank.example",
  "open 24/7",
  "from 9 to 17, 2 days a week",
  "reference 1234 5678 9012 3456 7890",
  "office B1234567",
  "",
])("%j has none", (text) => {
  expect(phoneIn(text)).toBeNull();
});
