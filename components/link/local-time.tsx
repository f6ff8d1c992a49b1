"use client";

import { useEffect, useState } from "react";
import { TIME } from "./time-placeholder.ts";

type Props = { at: string; locale: string; sentence: string };

/** A sentence with a time of day. The server writes it in UTC; script changes it to the reader's own zone. */
export function LocalTime({ at, locale, sentence }: Props) {
  const [text, setText] = useState(`${timeIn(locale, at, "UTC")} UTC`);
  useEffect(() => setText(timeIn(locale, at)), [at, locale]);
  const [before, after] = sentence.split(TIME);
  return (
    <>
      {before}
      <time dateTime={at}>{text}</time>
      {after}
    </>
  );
}

const timeIn = (locale: string, at: string, timeZone?: string) =>
  new Intl.DateTimeFormat(locale, { timeStyle: "short", ...(timeZone ? { timeZone } : {}) }).format(new Date(at));
