import type { SnapshotView } from "#lib/journey/page-snapshot.ts";
import { paths } from "#lib/paths.ts";
import type { Translate } from "#lib/web/text/t.ts";
import { Time } from "./time.tsx";

type Props = {
  journeyId: string;
  seen: readonly SnapshotView[];
  chosen: SnapshotView | null;
  t: Translate;
  locale: string;
};

/** Each page that a journey's user was shown, as it was; one of them large. */
export function SeenPages({ journeyId, seen, chosen, t, locale }: Props) {
  return (
    <>
      {chosen && (
        <iframe
          src={paths.console.seen(journeyId, chosen.id)}
          title={t("console.journey.seen")}
          sandbox="allow-same-origin"
          className="h-[48rem] w-full rounded-md border border-line bg-page"
        />
      )}
      <ol className="mt-3">
        {seen.map((view) => (
          <li key={view.id} className="border-b border-line">
            <a
              data-row
              href={`${paths.console.journey(journeyId)}?seen=${view.id}`}
              aria-current={view.id === chosen?.id || undefined}
              className="grid min-h-10 grid-cols-[auto_1fr_auto] items-center gap-x-3 rounded px-2 hover:bg-hover aria-current:font-semibold"
            >
              <Time at={view.at.toISOString()} locale={locale} style="clock" />
              <span>
                {t(`console.pages.${view.seen.page}`)}{" "}
                {"answer" in view.seen && view.seen.answer && view.seen.answer.problems.length > 0 && (
                  <span className="text-danger">{t("console.journey.withProblem")}</span>
                )}
              </span>
              <span className="text-muted">{view.locale.toUpperCase()}</span>
            </a>
          </li>
        ))}
      </ol>
    </>
  );
}
