import type { Locale } from "./words.ts";

/** A person's way with what they see, by its words alone, whatever the browser. */
export type Hands = {
  press(button: string): Promise<void>;
  type(id: string, text: string): Promise<void>;
  choose(account: string): Promise<void>;
  /** Waits until a heading or a paragraph says it. */
  sees(text: string): Promise<void>;
  /** True when what has the focus has this role. */
  isFocusedIn(role: string): Promise<boolean>;
};

/** A browser with one window. */
export type OpenBrowser = {
  /** Which it asks pages for. */
  language: Locale;
  open(address: string): Promise<void>;
  address(): Promise<string>;
  hands: Hands;
  /** The hands in the frame that Sage's page has. */
  inFrame(): Promise<Hands>;
  close(): Promise<void>;
};

const named = (text: string) => `normalize-space(.)=${JSON.stringify(text)}`;

/** Where each thing is, as XPath: all engines read it. */
export const places = {
  button: (name: string) => `.//button[${named(name)} and not(@aria-hidden)]`,
  box: (id: string) => `.//input[@id="${id}"]`,
  account: (name: string) => `.//label[contains(., ${JSON.stringify(name)})]`,
  text: (text: string) => `.//*[self::h1 or self::h2 or self::p][${named(text)}]`,
};

export const FOCUSED_ROLE = "return document.activeElement && document.activeElement.getAttribute('role')";
