import type { TimelineEvent } from "#lib/console/ports.ts";
import type { Translate } from "#lib/web/text/t.ts";
import { Time } from "./time.tsx";

type Props = { events: readonly TimelineEvent[]; t: Translate; locale: string };

/** The events in order: when, who, what, and the notes of each. */
export function Timeline({ events, t, locale }: Props) {
  return (
    <ol className="border-l-2 border-line">
      {events.map((event) => (
        <li key={event.id} className="relative py-1.5 pl-4">
          <span aria-hidden="true" className="absolute top-3.5 -left-[5px] size-2 rounded-full bg-edge" />
          <div className="flex flex-wrap items-baseline gap-x-3">
            <span className="font-medium">{t(`console.events.${event.type as "opened"}`)}</span>
            <span className="text-sm text-muted">{t(`console.actors.${event.actor as "user"}`)}</span>
            <span className="text-sm text-muted">
              <Time at={event.at.toISOString()} locale={locale} />
            </span>
          </div>
          {detailText(event.detail, t) && (
            <p className="text-sm wrap-anywhere text-muted">{detailText(event.detail, t)}</p>
          )}
        </li>
      ))}
    </ol>
  );
}

/** The notes that help a person; ids stand among the facts of the page. */
const TOLD = ["reason", "failure", "triesLeft", "status", "answer", "ambiguous", "accounts", "host", "locale"] as const;

function detailText(detail: Record<string, unknown>, t: Translate) {
  const said = TOLD.flatMap((name) => {
    const value = detail[name];
    if (value === undefined || value === null || value === false) return [];
    if (value === true) return [t(`console.details.${name}`)];
    const key = `console.detailValues.${value}` as "console.detailValues.mismatch";
    return [`${t(`console.details.${name}`)} ${t.has(key) ? t(key) : value}`];
  });
  return said.join(" · ");
}
