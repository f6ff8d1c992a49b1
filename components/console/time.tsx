"use client";

import { useEffect, useState } from "react";

type Props = { at: string; locale: string; style?: "relative" | "exact" };

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

const exact = (at: string, locale: string, timeZone?: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: "short", timeStyle: "medium", timeZone }).format(new Date(at));

/**
 * A moment: in the viewer's own time zone, which only the browser knows, and exact in UTC on hover. What the server draws
 * is as wide, so that nothing moves.
 */
export function Time({ at, locale, style = "exact" }: Props) {
  const isRelative = style === "relative";
  const [text, setText] = useState(() => (isRelative ? relative(at, locale) : exact(at, locale, "UTC")));
  useEffect(() => setText(isRelative ? relative(at, locale) : exact(at, locale)), [at, locale, isRelative]);
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
