import type { ConnectionStatus } from "#lib/connection/connection.ts";
import type { JourneyState } from "#lib/journey/journey.ts";
import type { Translate } from "#lib/web/text/t.ts";
import { Button } from "./button.tsx";

type Props = {
  t: Translate;
  query: Readonly<Record<string, string | string[] | undefined>>;
  action: string;
  states: readonly JourneyState[];
  statuses: readonly ConnectionStatus[];
  /** A choice of institutions, for a viewer who sees more than one. */
  institutions: readonly { id: string; name: string }[];
};

const FILTERS = ["state", "status", "region", "locale", "host", "institution", "from", "to"];
const BOX = "block min-h-9 max-w-40 rounded-md border border-edge bg-page px-2";

/** Narrows a list down; a plain form, whose address can be shared. */
export function Filters({ t, query, action, states, statuses, institutions }: Props) {
  const value = (name: string) => (typeof query[name] === "string" ? query[name] : "");
  return (
    <form action={action} className="mt-3 flex flex-wrap items-end gap-3">
      {value("q") && <input type="hidden" name="q" value={value("q")} />}
      <label>
        <span className="text-sm text-muted">{t("console.columns.outcome")}</span>
        <select name="state" defaultValue={value("state")} className={BOX}>
          <option value="">{t("console.find.any")}</option>
          {states.map((state) => (
            <option key={state} value={state}>
              {t(`console.states.${state}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="text-sm text-muted">{t("console.find.connectionStatus")}</span>
        <select name="status" defaultValue={value("status")} className={BOX}>
          <option value="">{t("console.find.any")}</option>
          {statuses.map((status) => (
            <option key={status} value={status}>
              {t(`console.statuses.${status}`)}
            </option>
          ))}
        </select>
      </label>
      {institutions.length > 1 && (
        <label>
          <span className="text-sm text-muted">{t("console.columns.institution")}</span>
          <select name="institution" defaultValue={value("institution")} className={BOX}>
            <option value="">{t("console.find.any")}</option>
            {institutions.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        <span className="text-sm text-muted">{t("console.columns.region")}</span>
        <select name="region" defaultValue={value("region")} className={BOX}>
          <option value="">{t("console.find.any")}</option>
          <option value="eu">EU</option>
          <option value="us">US</option>
        </select>
      </label>
      <label>
        <span className="text-sm text-muted">{t("console.columns.language")}</span>
        <select name="locale" defaultValue={value("locale")} className={BOX}>
          <option value="">{t("console.find.any")}</option>
          <option value="en">EN</option>
          <option value="fr">FR</option>
        </select>
      </label>
      <label>
        <span className="text-sm text-muted">{t("console.find.host")}</span>
        <input
          name="host"
          defaultValue={value("host")}
          placeholder="sage.com"
          autoComplete="off"
          spellCheck={false}
          className={`${BOX} w-32`}
        />
      </label>
      {(["from", "to"] as const).map((name) => (
        <label key={name}>
          <span className="text-sm text-muted">{t(`console.find.${name}`)}</span>
          <input type="date" name={name} defaultValue={value(name)} className={BOX} />
        </label>
      ))}
      <label>
        <span className="text-sm text-muted">{t("console.find.order")}</span>
        <select name="order" defaultValue={value("order")} className={BOX}>
          <option value="newest">{t("console.find.newestFirst")}</option>
          <option value="oldest">{t("console.find.oldestFirst")}</option>
        </select>
      </label>
      <Button look="secondary">{t("console.find.filter")}</Button>
      {FILTERS.some((name) => value(name)) && (
        <a
          href={value("q") ? `${action}?${new URLSearchParams({ q: value("q") ?? "" })}` : action}
          className="flex min-h-9 items-center underline underline-offset-4"
        >
          {t("console.find.clear")}
        </a>
      )}
    </form>
  );
}
