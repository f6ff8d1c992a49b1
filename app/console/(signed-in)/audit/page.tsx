import { Button } from "#components/console/button.tsx";
import { Id, Nothing } from "#components/console/facts.tsx";
import { Table } from "#components/console/table.tsx";
import { Time } from "#components/console/time.tsx";
import { Title } from "#components/console/title.tsx";
import { AUDIT_ACTIONS } from "#lib/console/audit.ts";
import { paths } from "#lib/paths.ts";
import { services } from "#lib/services.ts";
import { readAuditQuery } from "#lib/web/console/audit-query.ts";
import { addressWith, type Query } from "#lib/web/console/console-list.ts";
import { consoleLocale, consoleWords, viewerWith } from "#lib/web/console/viewer.ts";
import type { Translate } from "#lib/web/text/t.ts";

const PAGE = 50;

/** Who did what, and what users agreed to, the latest first. */
export default async function AuditPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [who, t, locale, query] = await Promise.all([
    viewerWith("administrator"),
    consoleWords(),
    consoleLocale(),
    searchParams,
  ]);
  const { audit, people, registry } = services();
  const filter = readAuditQuery(query);
  const [rows, everybody, institutions] = await Promise.all([
    audit.latest({ institutionId: who.institutionId, ...filter }, PAGE + 1),
    people.all(who.institutionId),
    registry.all(),
  ]);
  const shown = rows.slice(0, PAGE);
  const names = new Map<string, string>([
    ...everybody.map(({ id, name }) => [`person:${id}`, name] as const),
    ...institutions
      .filter(({ id }) => !who.institutionId || id === who.institutionId)
      .map(({ id, name }) => [`institution:${id}`, name] as const),
  ]);
  const actorOf = (actor: string) => {
    if (actor === "visitor" || actor === "operator" || actor === "server") return t(`console.audit.${actor}`);
    if (actor.startsWith("journey:")) return t("console.audit.user");
    if (actor.startsWith("institution:")) return t("console.audit.institution");
    // People of other institutions, or of all, are told only as not one's own.
    return names.get(`person:${actor}`) ?? <Id>{actor.slice(0, 8)}</Id>;
  };
  const about = filter.subject;
  const address = (change: Record<string, string | null>) => addressWith(paths.console.audit, query, change);
  return (
    <>
      <Title of={t("console.audit.title")} />
      <h1 className="text-xl font-semibold">{t("console.audit.title")}</h1>
      <p className="mt-1 max-w-3xl text-muted">{t("console.audit.lead")}</p>
      <form action={paths.console.audit} className="my-3 flex flex-wrap items-end gap-3">
        {about && <input type="hidden" name="about" value={about} />}
        <label>
          <span className="text-sm text-muted">{t("console.audit.filter")}</span>
          <select
            name="action"
            defaultValue={filter.action ?? ""}
            className="block min-h-9 max-w-72 rounded-md border border-edge bg-page px-2"
          >
            <option value="">{t("console.audit.everything")}</option>
            {AUDIT_ACTIONS.map((action) => (
              <option key={action} value={action}>
                {t(`console.auditActions.${action}`)}
              </option>
            ))}
          </select>
        </label>
        <Button look="secondary">{t("console.find.filter")}</Button>
        {!who.institutionId && (
          <a
            href={paths.console.auditFile}
            download
            className="ml-auto flex min-h-9 items-center underline underline-offset-4"
          >
            {t("console.audit.download")}
          </a>
        )}
      </form>
      {about && (
        <p className="mb-3">
          {t("console.audit.aboutOne", { subject: names.get(about) ?? about })}{" "}
          <a href={address({ about: null, before: null })} className="ml-2 underline underline-offset-4">
            {t("console.audit.all")}
          </a>
        </p>
      )}
      {shown.length === 0 ? (
        <Nothing>{t(about || filter.action ? "console.audit.nothingFits" : "console.audit.none")}</Nothing>
      ) : (
        <Table
          label={t("console.audit.title")}
          columns={[
            t("console.audit.what"),
            t("console.audit.who"),
            t("console.columns.when"),
            t("console.audit.about"),
            t("console.audit.reason"),
            t("console.audit.number"),
          ]}
          rows={shown.map((row) => ({
            key: String(row.seq),
            cells: [
              <span key="what" className="block min-w-48">
                {t.has(actionKey(row.action)) ? t(actionKey(row.action)) : row.action}
                <span className="block max-w-96 text-sm wrap-anywhere text-muted">
                  {detailOf(row.detail, row.personal?.data ?? {}, t)}
                </span>
              </span>,
              actorOf(row.actor),
              <Time key="at" at={row.at} locale={locale} />,
              <Subject
                key="about"
                subject={row.subject}
                name={names.get(row.subject)}
                all={address({ about: row.subject, action: null, before: null })}
                allWords={t("console.audit.onlyThis")}
              />,
              <span key="reason" className="wrap-anywhere">
                {row.reason ?? "–"}
              </span>,
              String(row.seq),
            ],
          }))}
        />
      )}
      {rows.length > PAGE && (
        <p className="mt-3">
          <a className="underline underline-offset-4" href={address({ before: String(shown.at(-1)?.seq) })}>
            {t("console.audit.older")}
          </a>
        </p>
      )}
    </>
  );
}

const actionKey = (action: string) => `console.auditActions.${action}` as "console.auditActions.searched";

/** Codes of ours among what was noted; all else stands as it was written. */
const CODED = new Set(["done", "role", "kind", "locale", "why", "unsure"]);

/** An entry's detail, in words where it is a code of ours; typed text stays as it was typed. */
const detailOf = (detail: Record<string, unknown>, personal: Record<string, string>, t: Translate) =>
  [...Object.entries(detail), ...Object.entries(personal)]
    .filter(([name, value]) => value !== null && value !== "" && !(name === "revision" && value === 0))
    .map(([name, value]) => {
      const [label, said] = [`console.auditDetails.${name}` as Detail, `console.auditValues.${value}` as Value];
      const isCode = CODED.has(name) && !Object.hasOwn(personal, name) && t.has(said);
      const pair = { name: t.has(label) ? t(label) : name, value: String(isCode ? t(said) : value) };
      return t("console.audit.pair", pair);
    })
    .join(" · ");

type Detail = "console.auditDetails.row";
type Value = "console.auditValues.add";

const PLACES: Record<string, (id: string) => string> = {
  connection: paths.console.connection,
  journey: paths.console.journey,
  institution: paths.console.institution,
};

type SubjectProps = { subject: string; name: string | undefined; all: string; allWords: string };

/** The subject of an entry, with a link to it and one to all that was done to it. */
function Subject({ subject, name, all, allWords }: SubjectProps) {
  const [kind = "", id = ""] = subject.split(":");
  const place = id.length === 36 ? PLACES[kind]?.(id) : undefined;
  const shown = name ?? <Id>{id.length === 36 ? `${kind}:${id.slice(0, 8)}…` : subject}</Id>;
  return (
    <span className="whitespace-nowrap" title={subject}>
      {place ? (
        <a href={place} className="underline underline-offset-4">
          {shown}
        </a>
      ) : (
        shown
      )}
      {id.length === 36 && (
        <a href={all} className="ml-2 text-sm text-muted underline underline-offset-4">
          {allWords}
        </a>
      )}
    </span>
  );
}
