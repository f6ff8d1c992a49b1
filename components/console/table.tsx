import type { ReactNode } from "react";

type Props = {
  label: string;
  columns: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
};

/** Rows of 40 px. On a narrow screen the table scrolls by itself, and can be reached to do so. */
export function Table({ label, columns, rows }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be within reach of the keyboard
    <section aria-label={label} tabIndex={0} className="scroll-shadow overflow-x-auto rounded-md border border-line">
      <table className="w-full border-collapse text-left [&_code]:whitespace-nowrap">
        <thead className="text-muted">
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className="h-9 px-3 font-medium whitespace-nowrap">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key} className="h-10 border-t border-line hover:bg-hover">
              {cells.map((cell, index) => (
                <td key={index} className="min-w-20 px-3 py-1">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The link that a row is opened by; the arrow keys go from one to the next. */
export function RowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a data-row href={href} className="font-medium underline underline-offset-4">
      {children}
    </a>
  );
}
