import { ok, type Result, refuse } from "../result.ts";
import { readDate } from "./date.ts";

export type Operator = "=" | "!=" | "~" | ">" | "<" | ">=" | "<=";

/** The kind of a property's value, which decides the operators that make sense for it. */
export type FieldKind = "text" | "id" | "date";

/** A property that may be asked for: its name inside, what it holds, and which values it may have. `key` names an entry of a map, as of tags. */
export type Field<F extends string> = { name: F; kind: FieldKind; key?: string; values?: readonly string[] };

export type Condition<F extends string> =
  | { type: "all" | "any"; of: readonly Condition<F>[] }
  | { type: "compare"; field: Field<F>; operator: Operator; value: string };

/** How a property's written name is understood; null for one that does not exist. */
export type Resolver<F extends string> = (written: string) => Field<F> | null;

const OPERATORS: Record<FieldKind, readonly Operator[]> = {
  text: ["=", "!=", "~"],
  id: ["=", "!=", "~"],
  date: ["=", "!=", ">", "<", ">=", "<="],
};
/** More than anybody writes, and too little to make the database sweat. */
const MAX_LENGTH = 2048;
const MAX_COMPARISONS = 50;
const MAX_DEPTH = 10;

/**
 * Reads the query language of the lists: comparisons joined by `&&` and `||` (`&&` binds closer), grouped by braces. Every
 * property is known and every value fits its property afterwards. A refusal is the sentence for the caller.
 */
export function parseQuery<F extends string>(text: string, resolve: Resolver<F>): Result<Condition<F>, string> {
  if (text.length > MAX_LENGTH) return refuse(`Error parsing query - Longer than ${MAX_LENGTH} characters.`);
  // The store could not even compare with it.
  if (text.includes("\0")) return refuse("Error parsing query - Malformed query.");
  const tokens = text.split(/(&&|\|\||[{}])/).filter((token) => token.trim() !== "");
  let at = 0;
  let comparisons = 0;

  function any(depth: number): Condition<F> {
    const of = [all(depth)];
    while (tokens[at] === "||") {
      at++;
      of.push(all(depth));
    }
    return of.length === 1 && of[0] ? of[0] : { type: "any", of };
  }
  function all(depth: number): Condition<F> {
    const of = [term(depth)];
    while (tokens[at] === "&&") {
      at++;
      of.push(term(depth));
    }
    return of.length === 1 && of[0] ? of[0] : { type: "all", of };
  }
  function term(depth: number): Condition<F> {
    const token = tokens[at++];
    if (token === undefined || depth > MAX_DEPTH) throw new Malformed();
    if (token !== "{") return comparison(token);
    const inner = any(depth + 1);
    if (tokens[at++] !== "}") throw new Malformed();
    return inner;
  }
  function comparison(token: string): Condition<F> {
    const parts = /^([^=!~<>]+)(!=|>=|<=|=|~|>|<)(.+)$/su.exec(token);
    const [, written, operator, value] = parts?.map((part) => part.trim()) ?? [];
    if (!written || !operator || !value || ++comparisons > MAX_COMPARISONS) throw new Malformed();
    const field = resolve(written);
    if (!field) throw new Malformed(`Could not resolve property ${written} on Dataset`);
    if (!OPERATORS[field.kind].includes(operator as Operator))
      throw new Malformed(`Operator ${operator} does not fit property ${written}.`);
    if (field.kind === "date" && !readDate(value)) throw new Malformed(`${value} is not a date.`);
    if (operator === "~" || !field.values) return { type: "compare", field, operator: operator as Operator, value };
    // A misspelt one would give an empty list.
    const known = field.values.find((one) => one.toLowerCase() === value.toLowerCase());
    if (!known) throw new Malformed(`${written} is one of ${field.values.join(", ")}.`);
    return { type: "compare", field, operator: operator as Operator, value: known };
  }

  try {
    const condition = any(0);
    if (at < tokens.length) throw new Malformed();
    return ok(condition);
  } catch (error) {
    if (error instanceof Malformed) return refuse(`Error parsing query - ${error.message}`);
    throw error;
  }
}

/** Leaves the descent from any depth; never seen outside. */
class Malformed extends Error {
  constructor(message = "Malformed query.") {
    super(message);
  }
}
