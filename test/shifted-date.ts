/**
 * Shifts this process's wall clock, as the first import of a program whose orders say by how much. Other clocks stay.
 */
const { shiftMs = 0 } = JSON.parse(process.argv[2] ?? "{}") as { shiftMs?: number };

const now = () => Math.floor(performance.timeOrigin + performance.now()) + shiftMs;
if (shiftMs !== 0)
  globalThis.Date = new Proxy(Date, {
    construct: (real, args, made) => Reflect.construct(real, args.length === 0 ? [now()] : args, made),
    get: (real, name) => (name === "now" ? now : Reflect.get(real, name)),
  });
