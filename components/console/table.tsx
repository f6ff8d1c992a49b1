import type { ReactNode } from "react";

type Props = {
  label: string;
  columns: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
};

/**
 * Rows of 40 px; one that is too wide scrolls by itself, and can be reached to do so. On a phone each row is a card, with the name of
 * its column before every cell.
 */
export function Table({ label, columns, rows }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be within reach of the keyboard
    <section aria-label={label} tabIndex={0} className="scroll-shadow overflow-x-auto rounded-md border border-line">
      <table className="w-full border-collapse text-left max-sm:block sm:[&_code]:whitespace-nowrap max-sm:[&_code]:break-all">
        <thead className="text-muted max-sm:sr-only">
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className="h-9 px-3 font-medium whitespace-nowrap">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="max-sm:block">
          {rows.map(({ key, cells }) => (
            <tr
              key={key}
              className="border-t sm:h-10 border-line hover:bg-hover max-sm:block max-sm:py-2 max-sm:first:border-t-0"
            >
              {cells.map((cell, index) => (
                <td
                  key={index}
                  data-column={columns[index]}
                  className="min-w-20 px-3 py-1 max-sm:flex max-sm:gap-3 max-sm:before:w-28 max-sm:before:shrink-0 max-sm:before:text-muted max-sm:before:content-[attr(data-column)]"
                >
                  <div className="min-w-0">{cell}</div>
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
