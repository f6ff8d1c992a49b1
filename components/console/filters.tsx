import type { ConnectionStatus } from "#lib/connection/connection.ts";
import type { JourneyState } from "#lib/journey/journey.ts";
import type { Words } from "#lib/web/words.ts";
import { Button } from "./button.tsx";

type Props = {
  words: Words;
  query: Readonly<Record<string, string | string[] | undefined>>;
  action: string;
  states: readonly JourneyState[];
  statuses: readonly ConnectionStatus[];
};

const BOX = "block min-h-9 rounded-md border border-edge bg-page px-2";

/** Narrows a list down; a plain form, whose address can be shared. */
export function Filters({ words, query, action, states, statuses }: Props) {
  const value = (name: string) => (typeof query[name] === "string" ? query[name] : "");
  return (
    <form action={action} className="mt-3 flex flex-wrap items-end gap-3">
      {value("q") && <input type="hidden" name="q" value={value("q")} />}
      <label>
        <span className="text-sm text-muted">{words("console.columns.outcome")}</span>
        <select name="state" defaultValue={value("state")} className={BOX}>
          <option value="">{words("console.find.any")}</option>
          {states.map((state) => (
            <option key={state} value={state}>
              {words(`console.states.${state}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="text-sm text-muted">{words("console.find.connectionStatus")}</span>
        <select name="status" defaultValue={value("status")} className={BOX}>
          <option value="">{words("console.find.any")}</option>
          {statuses.map((status) => (
            <option key={status} value={status}>
              {words(`console.statuses.${status}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="text-sm text-muted">{words("console.columns.region")}</span>
        <select name="region" defaultValue={value("region")} className={BOX}>
          <option value="">{words("console.find.any")}</option>
          <option value="eu">EU</option>
          <option value="us">US</option>
        </select>
      </label>
      <label>
        <span className="text-sm text-muted">{words("console.columns.language")}</span>
        <select name="locale" defaultValue={value("locale")} className={BOX}>
          <option value="">{words("console.find.any")}</option>
          <option value="en">EN</option>
          <option value="fr">FR</option>
        </select>
      </label>
      <label>
        <span className="text-sm text-muted">{words("console.find.host")}</span>
        <input
          name="host"
          defaultValue={value("host")}
          placeholder="sage.com"
          autoComplete="off"
          spellCheck={false}
          className={`${BOX} w-44`}
        />
      </label>
      {(["from", "to"] as const).map((name) => (
        <label key={name}>
          <span className="text-sm text-muted">{words(`console.find.${name}`)}</span>
          <input type="date" name={name} defaultValue={value(name)} className={BOX} />
        </label>
      ))}
      <label>
        <span className="text-sm text-muted">{words("console.find.order")}</span>
        <select name="order" defaultValue={value("order")} className={BOX}>
          <option value="newest">{words("console.find.newestFirst")}</option>
          <option value="oldest">{words("console.find.oldestFirst")}</option>
        </select>
      </label>
      <Button look="secondary">{words("console.find.filter")}</Button>
    </form>
  );
}
