"use client";

import { useEffect, useState } from "react";

type Props = { at: string; locale: string; style?: "relative" | "exact" };

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** A moment: in the viewer's own time zone, exact UTC on hover. Without script it is UTC. */
export function Time({ at, locale, style = "exact" }: Props) {
  const date = new Date(at);
  const utc = `${at.slice(0, 19).replace("T", " ")} UTC`;
  const [text, setText] = useState(utc);
  useEffect(() => {
    const moment = new Date(at);
    const exact = () => new Intl.DateTimeFormat(locale, { dateStyle: "short", timeStyle: "medium" }).format(moment);
    const relative = () => {
      const seconds = (moment.getTime() - Date.now()) / 1000;
      const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
      return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(Math.round(seconds / size), unit);
    };
    setText(style === "relative" ? relative() : exact());
  }, [at, locale, style]);
  return (
    <time dateTime={date.toISOString()} title={utc} className="whitespace-nowrap tabular-nums">
      {text}
    </time>
  );
}
