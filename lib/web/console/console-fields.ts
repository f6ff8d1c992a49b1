import { z } from "zod";

// The message of each rule is its name under `console.rules`.

const hasControl = (text: string) => /\p{Cc}/u.test(text);
export const line = (max: number) =>
  z
    .string("oneLine")
    .trim()
    .min(1, "oneLine")
    .max(max, "oneLine")
    .refine((text) => text.isWellFormed() && !hasControl(text), "oneLine");
export const uuid = z.guid("uuid").transform((id) => id.toLowerCase());
/** True when a country has this code of two letters: only a country's code has a name. */
const isCountry = (code: string) =>
  code !== "ZZ" && new Intl.DisplayNames(["en"], { type: "region" }).of(code) !== code;
export const colour = z
  .string("colour")
  .trim()
  .regex(/^#[0-9a-f]{6}$/i, "colour")
  .transform((text) => text.toLowerCase());
export const country = z
  .string("country")
  .trim()
  .regex(/^[a-z]{2,3}$/i, "country")
  .transform((text) => text.toUpperCase())
  .refine((code) => code.length === 3 || isCountry(code), "country");
export const address = z.string("url").trim().max(2048, "url");
export const email = z.email("email").max(320, "email");
export const minutes = z.coerce.number("minutes").int("minutes").min(1, "minutes").max(60, "minutes");

/** A box with one thing on each line. */
export const lines = (most: number, rule: string) =>
  z
    .string()
    .transform((text) => [...new Set(text.split(/\s*\n\s*/).map((one) => one.trim()))].filter(Boolean))
    .refine((all) => all.length <= most && all.every((one) => one.length <= 255), rule);

/** Boxes to tick, one or several. */
export const ticked = <T extends readonly [string, ...string[]]>(names: T, rule: string) =>
  z.preprocess((value) => (typeof value === "string" ? [value] : value), z.array(z.enum(names), rule).min(1, rule));
