// Node has it since 22; the language's own types do not know it yet.
interface JSON {
  /** A value that `stringify` writes as it is. */
  rawJSON(text: string): object;
}
