import { Hono } from "hono";
import { z } from "zod";
import { Fault } from "../fault.ts";
import { jsonBody } from "../json-body.ts";
import { mergePatch } from "../merge-patch.ts";
import { Options } from "../options.ts";
import { Setup } from "../setup.ts";
import { resetWorld, type World } from "../world.ts";
import { problem, readControl } from "./problem.ts";

const Faults = z.preprocess((given) => (Array.isArray(given) ? given : [given]), z.array(Fault));
const Move = z.union([
  z.strictObject({ advanceSeconds: z.number() }),
  z.strictObject({ set: z.iso.datetime({ offset: true }) }),
]);
const Enabled = z.strictObject({ enabled: z.boolean() });

/** Controls that change how the sandbox behaves from now on. */
export function settingRoutes(world: World): Hono {
  return new Hono()
    .post("/reset", (c) => {
      resetWorld(world, world.setup);
      return c.json({ ok: true });
    })
    .post("/setup", async (c) => {
      const setup = await readControl(c, Setup);
      if ("refused" in setup) return setup.refused;
      resetWorld(world, setup.value);
      return c.json({ ok: true });
    })
    .get("/options", (c) => c.json(world.options))
    .post("/options", async (c) => {
      const options = Options.safeParse(mergePatch(world.options, await jsonBody(c)));
      if (!options.success) return problem(c, z.prettifyError(options.error));
      world.options = options.data;
      return c.json(world.options);
    })
    .get("/faults", (c) => c.json(world.faults))
    .post("/faults", async (c) => {
      const faults = await readControl(c, Faults);
      if ("refused" in faults) return faults.refused;
      world.faults.push(...faults.value);
      return c.json(world.faults);
    })
    .delete("/faults", (c) => {
      world.faults = [];
      return c.json(world.faults);
    })
    .post("/clock", async (c) => {
      const move = await readControl(c, Move);
      if ("refused" in move) return move.refused;
      const { value } = move;
      const instant = "set" in value ? Date.parse(value.set) : world.clock.now() + value.advanceSeconds * 1000;
      await world.clock.moveTo(instant);
      return c.json({ now: world.clock.iso() });
    })
    .post("/banks/:bankId", async (c) => {
      const change = await readControl(c, Enabled);
      if ("refused" in change) return change.refused;
      const bank = world.ledger.banks.get(c.req.param("bankId").toLowerCase());
      if (!bank) return problem(c, "unknown bank", 404);
      bank.enabled = change.value.enabled;
      return c.json(bank);
    });
}
