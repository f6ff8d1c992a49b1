import { setTimeout as pause } from "node:timers/promises";
import { type Child, lastLines } from "./child.ts";

const POLL_MS = 150;
const TIMEOUT_MS = 90_000;

/** Waits until `url` answers 2xx. If the child dies before, it fails at once, with the end of its log. */
export async function untilReady(url: string, child: Child): Promise<void> {
  let death: string | undefined;
  void child.exited.then((how) => {
    death = how;
  });
  const deadline = Date.now() + TIMEOUT_MS;
  while (!(await answersWell(url))) {
    if (death) throw new Error(`${child.name} stopped while starting (${death}):\n${lastLines(child.logFile)}`);
    if (Date.now() > deadline) {
      throw new Error(`${child.name} was not ready at ${url} in time:\n${lastLines(child.logFile)}`);
    }
    await pause(POLL_MS);
  }
}

async function answersWell(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
