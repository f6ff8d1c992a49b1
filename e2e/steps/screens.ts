import type { FrameLocator, Page } from "@playwright/test";
import { type Locale, words } from "./words.ts";

/** Where our page is looked at: in Sage's frame, or by itself. */
export type Place = Pick<Page & FrameLocator, "getByRole" | "getByLabel" | "getByText" | "locator">;

/** The things that a person can point at on our pages. */
export function screenOf(at: Place, locale: Locale = "en") {
  const w = words[locale];
  const button = (name: string) => at.getByRole("button", { name, exact: true });
  return {
    heading: (page: "identify" | "account" | "review" | "expired") =>
      at.getByRole("heading", { level: 1, name: w[page], exact: true }),
    connectionId: at.getByLabel(w.connectionId, { exact: true }),
    passcode: at.getByLabel(w.passcode, { exact: true }),
    continue: button(w.continue),
    connect: button(w.connect),
    cancel: button(w.cancel),
    back: at.getByRole("link", { name: w.back, exact: true }),
    otherLanguage: button(w.otherLanguage),
    problems: at.getByRole("alert").filter({ hasText: w.problem }),
    account: (name: string | RegExp) => at.getByLabel(name),
    supportCode: at.getByText(w.supportCode),
    returnToSage: at
      .getByRole("button", { name: w.returnToSage, exact: true })
      .or(at.getByRole("link", { name: w.returnToSage, exact: true })),
  };
}
