import { TIME } from "./time-placeholder.ts";

type Props = { at: string; locale: string; sentence: string; withDay?: boolean };

/** A sentence with a time of day, and the day where asked for, written in UTC. The page's script changes it to the reader's own zone. */
export function LocalTime({ at, locale, sentence, withDay }: Props) {
  // Twenty-four hours, as statements have them.
  const form = locale === "en" ? "en-GB" : locale;
  const [before, after] = sentence.split(TIME);
  const day = withDay ? ({ dateStyle: "medium" } as const) : {};
  const time = new Intl.DateTimeFormat(form, { ...day, timeStyle: "short", timeZone: "UTC" }).format(new Date(at));
  return (
    <>
      {before}
      <time dateTime={at} data-locale={form} data-day={day.dateStyle}>
        {time} UTC
      </time>
      {after}
    </>
  );
}
