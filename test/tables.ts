/**
 * The rows of a table: state, event, cell. A line that is indented once is a state, one that is indented twice a row of it. A state
 * `this = that` has the rows of `that`, but for those below it. Where `width` is given, each line is a row of its own: the text before
 * that column, and after it.
 */
export function rowsIn(table: string, width?: number): [string, string, string][] {
  const lines = table.split("\n").filter((line) => line.trim() !== "");
  if (width !== undefined) return lines.map((line) => [line.slice(0, width).trim(), line.slice(width).trim(), ""]);
  const states = new Map<string, Map<string, string>>();
  let rows = new Map<string, string>();
  for (const line of lines)
    if (line.startsWith("    ")) rows.set(line.slice(4, 17).trim(), line.slice(17).trim());
    else {
      const [state = "", base] = line.trim().split(" = ");
      const others = base === undefined ? new Map() : states.get(base);
      if (!others) throw new Error(`the table has no ${base} above ${state}`);
      rows = new Map(others);
      states.set(state, rows);
    }
  return [...states].flatMap(([state, cells]) =>
    [...cells].map(([event, cell]): [string, string, string] => [state, event, cell]),
  );
}
