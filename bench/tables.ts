import type { Tally } from "./statistics.ts";

export const kB = (bytes: number) => (bytes / 1000).toFixed(1);
export const ms = (milliseconds: number | null) => (milliseconds === null ? "–" : Math.round(milliseconds).toString());
export const whole = (number: number) => number.toLocaleString("en");
export const problems = (tally: Tally) =>
  Object.entries(tally)
    .map(([what, times]) => `${times} × ${what}`)
    .join("; ") || "0";

/** A table in Markdown; padded, so that it is read as well in a terminal. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, column) => Math.max(3, cell.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
