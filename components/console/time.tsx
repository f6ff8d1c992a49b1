"use client";

import { useEffect, useState } from "react";

type Props = { at: string; locale: string; style?: "relative" | "exact" | "clock" };

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

function relative(at: string, locale: string) {
  const seconds = (Date.parse(at) - Date.now()) / 1000;
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

const STYLES = {
  exact: { dateStyle: "medium", timeStyle: "medium" },
  clock: { timeStyle: "medium" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** English as most of its readers here write it: 11/12 would be two days. */
const written = (at: string, locale: string, style: keyof typeof STYLES, timeZone?: string) =>
  new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { ...STYLES[style], timeZone }).format(new Date(at));

/**
 * A moment: in the viewer's own time zone, which only the browser knows, and exact in UTC on hover. The server draws it
 * as wide, so that nothing moves.
 */
export function Time({ at, locale, style = "exact" }: Props) {
  const here = (zone?: string) => (style === "relative" ? relative(at, locale) : written(at, locale, style, zone));
  const [text, setText] = useState(() => here("UTC"));
  useEffect(() => setText(here()), [at, locale, style]);
  return (
    <time
      dateTime={at}
      title={`${at.slice(0, 19).replace("T", " ")} UTC`}
      className="whitespace-nowrap tabular-nums"
      suppressHydrationWarning
    >
      {text}
    </time>
  );
}
