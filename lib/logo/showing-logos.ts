import type { Institution, InstitutionStore } from "../institution/institution.ts";
import { isShown } from "./shown-logo.ts";

/** The same store. An institution has no logo where today's rules refuse the stored one: pages show its name. */
export function showingLogos<S extends InstitutionStore>(store: S): S {
  // The result for the version that was asked for last: a version's bytes never change.
  const judged = new Map<string, { version: string; shown: boolean }>();
  async function judge({ id, brandVersion: version }: Institution) {
    const known = judged.get(id);
    if (known?.version === version) return known.shown;
    const shown = await isShown(await store.logo(id));
    judged.set(id, { version, shown });
    return shown;
  }
  return {
    ...store,
    async institution(id) {
      const found = await store.institution(id);
      return found?.hasLogo ? { ...found, hasLogo: await judge(found) } : found;
    },
  };
}
