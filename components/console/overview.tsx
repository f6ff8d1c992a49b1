import type { Figure, Shown } from "#lib/web/console/overview-figures.ts";
import { Chart } from "./chart.tsx";
import { Nothing } from "./facts.tsx";
import { RowLink, Table } from "./table.tsx";

/** A few numbers, large enough to be read from afar. */
export function Figures({ figures }: { figures: readonly (readonly [name: string, value: number])[] }) {
  return (
    <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
      {figures.map(([name, value]) => (
        <div key={name} className="flex flex-col-reverse rounded-md border border-line px-4 py-3">
          <dt className="text-muted">{name}</dt>
          <dd className="text-2xl font-semibold tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A chart with its table, or the words for there being nothing yet. */
export function FigureOrNothing({ shown, tableLabel }: { shown: Shown; tableLabel: string }) {
  if ("nothing" in shown) return <Nothing>{shown.nothing}</Nothing>;
  const { title, note, drawing, columns, rows } = shown.figure;
  return (
    <Chart title={title} note={note} tableLabel={tableLabel} drawing={drawing}>
      <PlainTable label={title} columns={columns} rows={rows} />
    </Chart>
  );
}

/** A table of plain texts whose first column tells the rows apart. */
export function PlainTable({
  label,
  columns,
  rows,
  links = [],
}: { label: string } & Pick<Figure, "columns" | "rows" | "links">) {
  return (
    <Table
      label={label}
      columns={columns}
      rows={rows.map(([first = "", ...rest], index) => {
        const link = links[index];
        return { key: first, cells: [link ? <RowLink href={link}>{first}</RowLink> : first, ...rest] };
      })}
    />
  );
}
