import type { ApiApp } from "./env.ts";

/** The methods of the documented operations at a path; none where there is no operation at all. */
export function allowedMethods(app: ApiApp, path: string): string[] {
  const found = new Set<string>();
  for (const definition of app.openAPIRegistry.definitions) {
    if (definition.type !== "route") continue;
    const pattern = definition.route.path.replace(/\{[^}]+\}/g, "[^/]+");
    if (new RegExp(`^/api${pattern}$`).test(path)) found.add(definition.route.method.toUpperCase());
  }
  return [...found];
}
