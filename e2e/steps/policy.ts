/** A Content-Security-Policy as its directives. */
export function policyOf(headers: Headers): Map<string, string[]> {
  const entries = (headers.get("content-security-policy") ?? "").split(";").map((part) => part.trim().split(/\s+/));
  return new Map(entries.map(([name = "", ...sources]) => [name, sources]));
}
