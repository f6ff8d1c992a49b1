import { redirect } from "next/navigation";
import { ConnectionTable } from "#components/console/connection-table.tsx";
import { Nothing, Section } from "#components/console/facts.tsx";
import { Filters } from "#components/console/filters.tsx";
import { JourneyTable } from "#components/console/journey-table.tsx";
import { Title } from "#components/console/title.tsx";
import { CONNECTION_STATUSES } from "#lib/connection/connection.ts";
import { readingsOf, searchForLog } from "#lib/console/find.ts";
import { MOST_CONNECTIONS } from "#lib/console/ports.ts";
import { JOURNEY_STATES } from "#lib/journey/journey.ts";
import { paths } from "#lib/paths.ts";
import { services } from "#lib/services.ts";
import { addressWith, cursorText, type Query, readSearchQuery } from "#lib/web/console/console-list.ts";
import { consoleLocale, consoleWords, viewerWith } from "#lib/web/console/viewer.ts";

const PAGE = 50;

/** One search over all that a customer may read out; without one, the latest journeys. */
export default async function FindPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [who, t, locale, query] = await Promise.all([viewerWith(), consoleWords(), consoleLocale(), searchParams]);
  const { typed, readings, filter, after, institution } = readSearchQuery(query);
  if (typed)
    await services().audit.add({
      action: "searched",
      actor: who.id,
      institutionId: who.institutionId,
      subject: "journeys",
      personal: { typed: searchForLog(typed) },
    });
  const [found, institutions] = await Promise.all([
    services().support.find(who.institutionId ?? institution, readings, filter, after, PAGE + 1),
    who.institutionId ? [] : services().registry.all(),
  ]);
  const journeys = found.journeys.slice(0, PAGE);
  const last = found.journeys.length > PAGE ? journeys.at(-1) : undefined;
  // A person who typed one thing's own code wants that thing.
  const [code] = readings;
  const only = journeys.length === 1 && found.connections.length === 0 ? journeys[0] : undefined;
  if (only && !after && (code?.kind === "support-code" || code?.kind === "token"))
    redirect(paths.console.journey(only.id));
  const [one, another] = found.connections;
  if (one && !another && code?.kind === "ids" && code.ids.includes(one.id)) redirect(paths.console.connection(one.id));
  if (code?.kind === "support-code" && journeys.length === 0 && found.connections.length === 0) {
    if (await services().support.refusal(who.institutionId, code.code)) redirect(paths.console.refusal(code.code));
  }
  const csv = addressWith(paths.console.export, query, { after: null });
  return (
    <>
      <Title of={typed ? t("console.find.resultsFor", { typed }) : t("console.find.latest")} />
      <h1 className="text-xl font-semibold">
        {typed ? t("console.find.resultsFor", { typed }) : t("console.find.latest")}
      </h1>
      <Filters
        t={t}
        query={query}
        action={paths.console.find}
        states={JOURNEY_STATES}
        statuses={CONNECTION_STATUSES}
        institutions={institutions}
      />
      {found.connections.length > 0 && (
        <Section title={t("console.find.connections")}>
          <ConnectionTable connections={found.connections} t={t} label={t("console.find.connections")} />
          {found.connections.length === MOST_CONNECTIONS && (
            <p className="mt-2 text-muted">{t("console.find.mostConnections", { count: MOST_CONNECTIONS })}</p>
          )}
        </Section>
      )}
      <Section title={t("console.find.journeys")}>
        {journeys.length > 0 ? (
          <JourneyTable journeys={journeys} t={t} locale={locale} label={t("console.find.journeys")} />
        ) : (
          <Nothing>{t(`console.find.${nothingFor(typed)}`)}</Nothing>
        )}
      </Section>
      <p className="mt-3 flex flex-wrap gap-6">
        {last && (
          <a
            className="underline underline-offset-4"
            href={addressWith(paths.console.find, query, {
              after: cursorText({ at: last.announcedAt, id: last.id }),
            })}
          >
            {t(filter.oldestFirst ? "console.find.newer" : "console.find.older")}
          </a>
        )}
        {journeys.length > 0 && (
          <a className="underline underline-offset-4" href={csv} download>
            {t("console.find.export")}
          </a>
        )}
      </p>
    </>
  );
}

/** Helps a person who found nothing. A code with a character that no code has was read out or typed wrongly. */
function nothingFor(typed: string) {
  if (!typed) return "none";
  const looksLikeCode = /^[0-9A-Z]{4}[\s-]?[0-9A-Z]{4}$/i.test(typed.trim()) && /\d/.test(typed);
  return looksLikeCode && readingsOf(typed)[0]?.kind !== "support-code" ? "notACode" : "nothing";
}
