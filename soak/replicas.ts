import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { choosePort } from "../scripts/ports.ts";
import { reports } from "../scripts/root.ts";
import { endWithUs } from "../scripts/run.ts";
import type { Balancer } from "./balancer.ts";
import type { Dice } from "./dice.ts";

/** A folder with a production build in it. */
export type Release = string;
type Running = { port: number; signal: (signal: NodeJS.Signals) => void; gone: Promise<void> };
type Plan = { name: string; count: number; env: NodeJS.ProcessEnv; balancer: Balancer; release: Release };

/** True when the last line of a log says in plain words that the store does not serve. */
const saysStoreTrouble = (file: string) =>
  /that does not serve: .*$/.test(readFileSync(file, "utf8").trimEnd().split("\n").at(-1) ?? "");

/** A start on a machine that does much else. */
const READY_MS = 120_000;

/** Processes of the real server behind the balancer: killed, stopped for a while, and replaced by another release. */
export function replicasOf({ name, count, env, balancer, release: first }: Plan) {
  const running: (Running | null)[] = [];
  const turn: Promise<unknown>[] = Array.from({ length: count }, () => Promise.resolve());
  const surprises: string[] = [];
  let release = first;

  /**
   * Starts a process, and again when its start found the store unavailable. Such a process says so and ends, and a
   * supervisor starts it again.
   */
  async function begin(place: number, triesLeft = 5) {
    const port = await choosePort(0, "PORT");
    const folder = path.join(reports, "soak");
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, `${name}-${place}.log`);
    const log = openSync(file, "a");
    const child = spawn(process.execPath, ["server.ts"], {
      cwd: release,
      env: { ...env, PORT: String(port) },
      stdio: ["ignore", log, log],
    });
    closeSync(log);
    endWithUs(child);
    let isExpected = false;
    let isReady = false;
    let hasFailedToStart = false;
    const gone = new Promise<void>((resolve) =>
      child.once("exit", (code, signal) => {
        hasFailedToStart = !isReady && code === 1 && triesLeft > 0 && saysStoreTrouble(file);
        if (!isExpected && !hasFailedToStart) surprises.push(`replica ${place} ended by itself: ${signal ?? code}`);
        resolve();
      }),
    );
    const signal = (one: NodeJS.Signals) => {
      if (one === "SIGKILL" || one === "SIGTERM") isExpected = true;
      child.kill(one);
    };
    running[place] = { port, signal, gone };
    for (const deadline = Date.now() + READY_MS; ; await pause(200)) {
      const ready = await fetch(`http://localhost:${port}/readyz`, { signal: AbortSignal.timeout(3_000) }).catch(
        () => null,
      );
      if (ready?.ok) break;
      if (hasFailedToStart) return begin(place, triesLeft - 1);
      if (surprises.length > 0 || Date.now() > deadline)
        throw new Error(surprises[0] ?? `replica ${place} is not ready`);
    }
    isReady = true;
    balancer.lead(place, port);
  }

  /** One thing after another happens to each place. */
  function at<T>(place: number, happen: (one: Running) => Promise<T>) {
    const mine = (turn[place] ?? Promise.resolve()).then(() => {
      const one = running[place];
      if (!one) throw new Error("no such replica");
      return happen(one);
    });
    turn[place] = mine.catch(() => {});
    return mine;
  }

  const end = async (signal: "SIGKILL" | "SIGTERM", one: Running) => {
    one.signal(signal);
    await one.gone;
  };

  return {
    surprises,
    begin: () => Promise.all(Array.from({ length: count }, (_, place) => begin(place))),
    kill: (roll: Dice) => {
      const place = roll(count);
      return at(place, async (one) => {
        await end("SIGKILL", one);
        await begin(place);
      });
    },
    /** Lets one of them stand still, as a machine does that has no time for it. */
    freeze: (roll: Dice, ms: number) =>
      at(roll(count), async (one) => {
        one.signal("SIGSTOP");
        await pause(ms);
        one.signal("SIGCONT");
      }),
    /** Replaces all of them by another release, one after the other. */
    async deploy(next: Release) {
      release = next;
      for (let place = 0; place < count; place++)
        await at(place, async (one) => {
          await end("SIGTERM", one);
          await begin(place);
        });
    },
    async stop() {
      await Promise.all(
        running.map(async (one) => {
          one?.signal("SIGCONT");
          if (one) await end("SIGKILL", one);
        }),
      );
    },
  };
}
export type Replicas = ReturnType<typeof replicasOf>;
