import { parseArgs } from "node:util";
import { ok, type Result, refuse } from "#lib/result.ts";
import { type AdminNeeds, COMMANDS, HELP, type Row, type Told } from "./admin-commands.ts";

export type Asked = { run: (needs: AdminNeeds) => Promise<Result<Told>>; json: boolean };

/** The command of a command line, or why it is none; nothing is opened or changed yet. */
export function readCommand(args: readonly string[]): Result<Asked> {
  const [noun = "", verb = ""] = args;
  const words = COMMANDS[noun] ? noun : `${noun} ${verb}`;
  const rest = args.slice(words === noun ? 1 : 2);
  const command = COMMANDS[words];
  if (!command)
    return refuse(
      noun === "" || noun === "help" || noun === "--help" ? HELP : `There is no command "${words.trim()}".\n\n${HELP}`,
    );
  const usage = `npm run admin -- ${words} ${command.usage}`.trim();
  const names = Object.keys(command.options.shape);
  const options = Object.fromEntries([
    ...names.map((name) => [name, { type: "string" }] as const),
    ["json", { type: "boolean" }] as const,
  ]);
  try {
    const given: Record<string, unknown> = parseArgs({ args: rest, options, strict: true }).values;
    const { json, ...values } = given;
    const parsed = command.options.safeParse(values);
    if (parsed.success) return ok({ json: json === true, run: (needs) => command.run(needs, parsed.data) });
    const faults = parsed.error.issues.map(
      ({ path, message }) =>
        `--${path.join(".")}: ${path[0] !== undefined && String(path[0]) in values ? message : "is needed"}`,
    );
    return refuse(`${faults.join("\n")}\n\n${usage}`);
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
}

/** One row as lines, several as a table. */
export function shown(rows: readonly Row[]): string {
  const [first, ...others] = rows;
  if (!first) return "(none)";
  const text = (value: Row[string] | undefined) => (value === null || value === undefined ? "–" : String(value));
  const names = Object.keys(first);
  if (others.length === 0) {
    const width = Math.max(...names.map(({ length }) => length));
    return names.map((name) => `${name.padEnd(width)}  ${text(first[name])}`).join("\n");
  }
  const widths = names.map((name) => Math.max(name.length, ...rows.map((row) => text(row[name]).length)));
  const line = (cells: string[]) =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd();
  return [line(names), ...rows.map((row) => line(names.map((name) => text(row[name]))))].join("\n");
}
