import { z } from "zod";

export const Locale = z.enum(["en", "fr"]);
export type Locale = z.output<typeof Locale>;
