import type { ConnectionRow } from "#lib/console/ports.ts";
import { paths } from "#lib/paths.ts";
import type { Translate } from "#lib/web/text/t.ts";
import { Id } from "./facts.tsx";
import { Status } from "./status.tsx";
import { RowLink, Table } from "./table.tsx";

type Props = { connections: readonly ConnectionRow[]; t: Translate; label: string };

export function ConnectionTable({ connections, t, label }: Props) {
  return (
    <Table
      label={label}
      columns={(["company", "status", "accounts", "institution", "connectionId"] as const).map((name) =>
        t(`console.columns.${name}`),
      )}
      rows={connections.map((one) => ({
        key: one.id,
        cells: [
          <RowLink key="company" href={paths.console.connection(one.id)}>
            {one.companyName}
          </RowLink>,
          <Status key="status" state={one.status}>
            {t(`console.statuses.${one.status}`)}
          </Status>,
          String(one.accounts),
          one.institutionName,
          <Id key="id">{one.id}</Id>,
        ],
      }))}
    />
  );
}
