import { TIME } from "./time-placeholder.ts";

type Props = { at: string; locale: string; sentence: string };

/** A sentence with a time of day, written in UTC. The page's script changes it to the reader's own zone. */
export function LocalTime({ at, locale, sentence }: Props) {
  const [before, after] = sentence.split(TIME);
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone: "UTC" }).format(new Date(at));
  return (
    <>
      {before}
      <time dateTime={at} data-locale={locale}>
        {time} UTC
      </time>
      {after}
    </>
  );
}
