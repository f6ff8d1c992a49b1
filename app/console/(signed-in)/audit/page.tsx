import { Id, Nothing } from "#components/console/facts.tsx";
import { Table } from "#components/console/table.tsx";
import { Time } from "#components/console/time.tsx";
import { paths } from "#lib/paths.ts";
import { services } from "#lib/services.ts";
import type { Query } from "#lib/web/console-list.ts";
import { consoleLocale, consoleWords, viewerWith } from "#lib/web/viewer.ts";

const PAGE = 50;

/** Who did what, and what users agreed to, the latest first. */
export default async function AuditPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [who, words, locale, query] = await Promise.all([
    viewerWith("administrator"),
    consoleWords(),
    consoleLocale(),
    searchParams,
  ]);
  const { audit, people } = services();
  const before = /^\d{1,15}$/.test(String(query.before)) ? Number(query.before) : undefined;
  const [rows, all] = await Promise.all([
    audit.latest({ institutionId: who.institutionId, ...(before ? { before } : {}) }, PAGE + 1),
    people.all(null),
  ]);
  const shown = rows.slice(0, PAGE);
  const nameOf = (actor: string) => {
    if (actor.startsWith("journey:")) return words("console.audit.user");
    if (actor.startsWith("institution:")) return words("console.audit.institution");
    const person = all.find(({ id }) => id === actor);
    // Of people of other institutions, or of all, only that they are not one's own.
    return person && (!who.institutionId || person.institutionId === who.institutionId)
      ? person.name
      : actor.slice(0, 8);
  };
  const actionOf = (action: string) => {
    const key = `console.auditActions.${action}` as "console.auditActions.searched";
    return words.has(key) ? words(key) : action;
  };
  return (
    <>
      <h1 className="text-xl font-semibold">{words("console.audit.title")}</h1>
      <p className="mt-1 mb-4 max-w-3xl text-muted">{words("console.audit.lead")}</p>
      {shown.length === 0 ? (
        <Nothing>{words("console.audit.none")}</Nothing>
      ) : (
        <Table
          label={words("console.audit.title")}
          columns={[
            words("console.audit.number"),
            words("console.columns.when"),
            words("console.audit.who"),
            words("console.audit.what"),
            words("console.audit.about"),
            words("console.audit.reason"),
          ]}
          rows={shown.map((row) => ({
            key: String(row.seq),
            cells: [
              String(row.seq),
              <Time key="at" at={row.at} locale={locale} />,
              nameOf(row.actor),
              <span key="what">
                {actionOf(row.action)}
                <span className="block font-mono text-xs text-muted">{detailOf(row.detail)}</span>
              </span>,
              <Subject key="about" subject={row.subject} />,
              row.reason ?? "–",
            ],
          }))}
        />
      )}
      {rows.length > PAGE && (
        <p className="mt-3">
          <a className="underline underline-offset-4" href={`${paths.console.audit}?before=${shown.at(-1)?.seq}`}>
            {words("console.audit.older")}
          </a>
        </p>
      )}
    </>
  );
}

const detailOf = (detail: Record<string, unknown>) =>
  Object.entries(detail)
    .map(([name, value]) => `${name}: ${value}`)
    .join(" · ");

const PLACES: Record<string, (id: string) => string> = {
  connection: paths.console.connection,
  journey: paths.console.journey,
  institution: paths.console.institution,
};

/** What an entry is about, with the way there. */
function Subject({ subject }: { subject: string }) {
  const [kind = "", id = ""] = subject.split(":");
  const place = id.length === 36 ? PLACES[kind]?.(id) : undefined;
  if (!place) return <Id>{subject}</Id>;
  return (
    <a href={place} className="underline underline-offset-4">
      <Id>{subject}</Id>
    </a>
  );
}
