import { readableOn, repairAccent } from "../../institution/contrast.ts";
import type { Institution } from "../../institution/institution.ts";

/** The institution's accent as the stylesheet that every page of its journeys loads; a draft's as publishing would repair it. */
export function themeOf({ accent }: Pick<Institution, "accent">) {
  const rule = (colour: string) => `:root{--accent:${colour};--on-accent:${readableOn(colour)}}`;
  const [light, dark] = [repairAccent("light", accent.light), repairAccent("dark", accent.dark)];
  return `${rule(light)}@media (prefers-color-scheme:dark){${rule(dark)}}`;
}
