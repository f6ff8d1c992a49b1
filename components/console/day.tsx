type Props = { day: string; locale: string };

/** A day of the calendar, `YYYY-MM-DD`, in words: the same for everybody, in whatever zone its reader is. */
export function Day({ day, locale }: Props) {
  // English as most of its readers here write it: 11/12 would be two days.
  const form = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { dateStyle: "medium", timeZone: "UTC" });
  return (
    <time dateTime={day} className="whitespace-nowrap tabular-nums">
      {form.format(new Date(`${day}T00:00:00Z`))}
    </time>
  );
}
