import type { JourneyRow } from "#lib/console/ports.ts";
import { paths } from "#lib/paths.ts";
import type { Translate } from "#lib/web/text/t.ts";
import { Status } from "./status.tsx";
import { RowLink, Table } from "./table.tsx";
import { Time } from "./time.tsx";

type Props = { journeys: readonly JourneyRow[]; t: Translate; locale: string; label: string };

export function JourneyTable({ journeys, t, locale, label }: Props) {
  return (
    <Table
      label={label}
      columns={(["code", "outcome", "when", "company", "institution", "region", "language"] as const).map((name) =>
        t(`console.columns.${name}`),
      )}
      rows={journeys.map((one) => ({
        key: one.id,
        cells: [
          <RowLink key="code" href={paths.console.journey(one.id)}>
            <span className="font-mono">{one.supportCode}</span>
          </RowLink>,
          <Status key="state" state={one.state}>
            {t(`console.states.${one.state}`)}
          </Status>,
          <Time key="when" at={one.announcedAt.toISOString()} locale={locale} style="relative" />,
          one.companyName ?? "–",
          one.institutionName ?? "–",
          one.region ? one.region.toUpperCase() : "–",
          one.locale?.toUpperCase() ?? "–",
        ],
      }))}
    />
  );
}
