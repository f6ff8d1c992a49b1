import { z } from "zod";
import { startSandbox } from "./sandbox.ts";
import { Setup } from "./setup.ts";

const Environment = z.object({
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(3001),
  SANDBOX_SETUP: z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: "custom", message: "not JSON; see sandbox/README.md for an example" });
        return z.NEVER;
      }
    })
    .pipe(Setup)
    .optional(),
});

const environment = Environment.safeParse(process.env);
if (!environment.success) {
  console.error(`The sandbox cannot start:\n${z.prettifyError(environment.error)}`);
  process.exit(1);
}

const { SANDBOX_PORT, SANDBOX_SETUP } = environment.data;
const sandbox = await startSandbox({ port: SANDBOX_PORT, ...(SANDBOX_SETUP ? { setup: SANDBOX_SETUP } : {}) });
console.log(
  `Sandbox at ${sandbox.url} · institution at ${sandbox.url}/institution · controls at ${sandbox.url}/_control`,
);

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, async () => {
    await sandbox.close();
    process.exit(0);
  });
}
