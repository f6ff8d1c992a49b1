"use client";

import { useEffect, useState } from "react";
import { TIME } from "./time-placeholder.ts";

type Props = { at: string; locale: string; sentence: string };

/** A sentence with a time of day: in UTC as the server knows it, in the reader's own zone where script tells that. */
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
