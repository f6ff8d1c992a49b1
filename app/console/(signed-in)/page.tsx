import { Button } from "#components/console/button.tsx";
import { Nothing, Section } from "#components/console/facts.tsx";
import { FigureOrNothing, Figures, PlainTable } from "#components/console/overview.tsx";
import { Title } from "#components/console/title.tsx";
import { funnelOf, totalsOf } from "#lib/console/overview.ts";
import { paths } from "#lib/paths.ts";
import { services } from "#lib/services.ts";
import { addressWith, type Query } from "#lib/web/console/console-list.ts";
import { RANGES, readRange } from "#lib/web/console/console-range.ts";
import {
  funnelFigure,
  sageFigure,
  splitTable,
  timeFigure,
  timesFigure,
  troublesFigure,
} from "#lib/web/console/overview-figures.ts";
import { rejectionsByKind } from "#lib/web/console/rejected-visits.ts";
import { consoleLocale, consoleWords, viewerWith } from "#lib/web/console/viewer.ts";

/** How things stand: who comes how far, where people stop, how Sage answers. All of it is counted by the clock and the store. */
export default async function OverviewPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [who, t, locale, query] = await Promise.all([viewerWith(), consoleWords(), consoleLocale(), searchParams]);
  const { overview, registry, clock } = services();
  const now = clock();
  const { name, range, institution } = readRange(query, now);
  const scope = who.institutionId ?? institution ?? null;
  const [tallies, times, troubles, refusals, hours, institutions] = await Promise.all([
    overview.tallies(scope, range, now),
    overview.stepTimes(scope, range),
    overview.troubles(scope, range),
    overview.refusals(scope, range),
    overview.sageHours(range),
    who.institutionId ? [] : registry.all(),
  ]);
  const funnel = funnelOf(tallies);
  const arrived = funnel[0]?.reached ?? 0;
  const { linked, underway, stopped } = totalsOf(funnel);
  const sage = sageFigure(hours, range, t, locale);
  const figures = [
    funnelFigure(tallies, t, locale),
    timeFigure(tallies, range, t, locale),
    troublesFigure(troubles, t, locale),
    timesFigure(times, t, locale),
    sage,
  ];
  const [from, to] = [range.from, new Date(range.to.getTime() - 1)].map((day) => day.toISOString().slice(0, 10));
  return (
    <>
      <Title of={t("console.overview.title")} />
      <div className="flex flex-wrap items-baseline gap-x-6 gap-y-2">
        <h1 className="text-xl font-semibold">{t("console.overview.title")}</h1>
        <nav aria-label={t("console.overview.choose")} className="flex flex-wrap gap-1">
          {RANGES.map((one) => (
            <a
              key={one}
              href={addressWith(paths.console.home, query, { range: one, from: null, to: null })}
              aria-current={name === one ? "page" : undefined}
              className="flex min-h-9 items-center rounded-md px-3 hover:bg-hover aria-[current]:bg-accent aria-[current]:text-on-accent"
            >
              {t(`console.overview.${one}`)}
            </a>
          ))}
        </nav>
      </div>
      <form action={paths.console.home} className="mt-2 mb-4 flex flex-wrap items-end gap-3">
        {institutions.length > 1 && (
          <label>
            <span className="text-sm text-muted">{t("console.columns.institution")}</span>
            <select
              name="institution"
              defaultValue={institution ?? ""}
              className="block min-h-9 max-w-64 rounded-md border border-edge bg-page px-2"
            >
              <option value="">{t("console.overview.allInstitutions")}</option>
              {institutions.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
        )}
        {(["from", "to"] as const).map((field) => (
          <label key={field}>
            <span className="text-sm text-muted">{t(`console.find.${field}`)}</span>
            <input
              type="date"
              name={field}
              defaultValue={field === "from" ? from : to}
              className="block min-h-9 rounded-md border border-edge bg-page px-2"
            />
          </label>
        ))}
        <Button look="secondary">{t("console.overview.show")}</Button>
      </form>
      <Figures
        figures={[
          [t("console.overview.arrivedNow"), arrived],
          [t("console.overview.underwayNow"), underway],
          [t("console.overview.linkedNow"), linked],
          [t("console.overview.stoppedNow"), stopped],
        ]}
      />
      {arrived === 0 ? (
        <div className="mt-4 grid gap-4">
          <Nothing>
            {t("console.overview.nobody")}{" "}
            {name !== "month" && (
              <a href={addressWith(paths.console.home, query, LAST_MONTH)} className="underline underline-offset-4">
                {t("console.overview.longer")}
              </a>
            )}
          </Nothing>
          {hours.length > 0 && <FigureOrNothing shown={sage} tableLabel={t("console.overview.table")} />}
        </div>
      ) : (
        <>
          <div className="mt-4 grid gap-4 xl:grid-cols-2 xl:[&>:last-child:nth-child(odd)]:col-span-2">
            {figures.map((shown, index) => (
              <FigureOrNothing key={index} shown={shown} tableLabel={t("console.overview.table")} />
            ))}
          </div>
          {(["region", "host", "locale"] as const).map((by) => {
            const title = t(`console.overview.${TITLES[by]}`);
            return (
              <Section key={by} title={title}>
                {by === "host" && <p className="mb-2 max-w-3xl text-muted">{t("console.overview.byHostNote")}</p>}
                <PlainTable label={title} {...splitTable(tallies, by, range, institution, t(COLUMNS[by]), t, locale)} />
              </Section>
            );
          })}
        </>
      )}
      {refusals.length > 0 && (
        <Section
          title={t("console.overview.refusedTitle", { count: refusals.reduce((sum, one) => sum + one.visits, 0) })}
        >
          <PlainTable
            label={t("console.refusal.title")}
            columns={[t("console.refusal.reason"), t("console.overview.visits")]}
            rows={rejectionsByKind(refusals).map(({ kind, visits }) => [
              t(`console.refusal.reasons.${kind}`),
              String(visits),
            ])}
          />
          <p className="mt-1 text-sm text-muted">{t("console.overview.refusalsKept")}</p>
        </Section>
      )}
    </>
  );
}

const LAST_MONTH = { range: "month", from: null, to: null };
const COLUMNS = {
  region: "console.columns.region",
  host: "console.find.host",
  locale: "console.columns.language",
} as const;
const TITLES = { region: "byRegion", host: "byHost", locale: "byLanguage" } as const;
