import { setTimeout as sleep } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Hono } from "hono";
import { type FaultAction, takeFault } from "./fault.ts";
import { logRequest } from "./request-log.ts";
import type { RequestLogEntry } from "./request-log-entry.ts";
import { spoiltResponse } from "./spoilt-response.ts";
import type { World } from "./world.ts";

const LONGEST_HANG = 60_000;

type Answer = { response: Response; status: RequestLogEntry["status"] };

/** Lets every request in, and logs how it ended. A fault may spoil a request before or after it is applied. */
export function frontDoor(world: World, app: Hono) {
  return async (request: Request, env: HttpBindings): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/_control")) return app.fetch(request, env);

    const started = performance.now();
    const entry = { at: world.clock.iso(), method: request.method, path: pathname };
    const fault = takeFault(world.faults, request.method, pathname);
    const record = (status: RequestLogEntry["status"]) =>
      logRequest(world, {
        ...entry,
        status,
        ms: Math.round(performance.now() - started),
        fault: fault ? nameOf(fault) : null,
      });

    const apply = async () => await app.fetch(request, env);
    // A hang is logged when it begins: when it ends, the test has stopped waiting for the log too.
    const answer = fault ? await spoil(fault, apply, env, () => record("hang")) : answered(await apply());
    if (answer.status !== "hang") record(answer.status);
    return answer.response;
  };
}

async function spoil(
  fault: FaultAction,
  apply: () => Promise<Response>,
  env: HttpBindings,
  onHang: () => void,
): Promise<Answer> {
  if ("delayMs" in fault) {
    await sleep(fault.delayMs);
    return answered(await apply());
  }
  if ("hang" in fault) return hang(env, onHang);
  if ("reset" in fault) return cut(env);
  if ("after" in fault) {
    await apply();
    if (fault.after === "apply-then-reset") return cut(env);
    if (fault.after === "apply-then-hang") return hang(env, onHang);
    return answered(spoiltResponse({ ...fault, status: fault.status ?? 502 }));
  }
  return answered(spoiltResponse(fault));
}

const answered = (response: Response): Answer => ({ response, status: response.status });

function cut({ outgoing }: HttpBindings): Answer {
  outgoing.destroy();
  return { response: RESPONSE_ALREADY_SENT, status: "reset" };
}

async function hang({ outgoing }: HttpBindings, onHang: () => void): Promise<Answer> {
  onHang();
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, LONGEST_HANG).unref();
    outgoing.once("close", () => {
      clearTimeout(timer);
      resolve();
    });
  });
  outgoing.destroy();
  return { response: RESPONSE_ALREADY_SENT, status: "hang" };
}

function nameOf(fault: FaultAction): string {
  if ("after" in fault) return fault.after;
  if ("delayMs" in fault) return `delay ${fault.delayMs} ms`;
  if ("hang" in fault) return "hang";
  return "reset" in fault ? "reset" : `status ${fault.status}`;
}
