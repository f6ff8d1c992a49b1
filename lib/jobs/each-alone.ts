export type Steps = Record<string, () => Promise<number>>;

/** Takes steps one after the other and returns how much each did. A failed one is logged, and the others still run. */
export async function eachAlone(steps: Steps, onFault: (err: unknown, step: string) => void) {
  const done: Record<string, number> = {};
  for (const [name, step] of Object.entries(steps))
    done[name] = await step().catch((err: unknown) => {
      onFault(err, name);
      return 0;
    });
  return done;
}
