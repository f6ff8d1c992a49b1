import { z } from "zod";
import { run } from "./run.ts";

/** The output of `scripts/seed.ts`: the demo institution and one company whose bank accounts can be connected. */
const Connection = z.object({ companyId: z.string(), connectionId: z.string() });
export const Seeded = z.object({
  apiKey: z.string(),
  bankId: z.string(),
  usBankId: z.string(),
  companyId: z.string(),
  institutionId: z.string(),
  connectionId: z.string(),
  institution: z.string(),
  administrator: z.object({ email: z.string(), password: z.string() }),
  connections: z.array(Connection),
  variants: z.record(z.string(), Connection),
});
export type Seeded = z.output<typeof Seeded>;

/** Fills the store in a process of its own, because the embedded one admits a single process at a time. */
export async function seedStore(env: NodeJS.ProcessEnv, options: object): Promise<Seeded> {
  const output = await run("Seeding", ["scripts/seed.ts"], { ...env, SEED_OPTIONS: JSON.stringify(options) });
  return Seeded.parse(JSON.parse(output.trim().split("\n").at(-1) ?? ""));
}
