import { existsSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

/** Resident memory of a process in megabytes; null where the system does not tell. */
export function memoryOf(pid: number | undefined): number | null {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(proc(pid, "status") ?? "")?.[1];
  return kilobytes ? Number(kilobytes) / 1024 : null;
}

/** Processor time a process has used since it started, in milliseconds; null where the system does not tell. */
export function processorTimeOf(pid: number | undefined): number | null {
  // The name in brackets may hold spaces. User and system time are the 12th and 13th fields after it, in 1/100 s.
  const fields = proc(pid, "stat")?.split(") ").at(-1)?.split(" ");
  return fields ? (Number(fields[11]) + Number(fields[12])) * 10 : null;
}

/** The processor time that `work` cost a process, in milliseconds. */
export async function costOf<T>(pid: number | undefined, work: () => Promise<T>): Promise<[T, number | null]> {
  const before = processorTimeOf(pid);
  const done = await work();
  const after = processorTimeOf(pid);
  return [done, before === null || after === null ? null : after - before];
}

/** Milliseconds until `url` answers 200; for a server that is being started elsewhere. */
export async function timeToReady(url: string, deadlineMs = 60_000): Promise<number> {
  const started = performance.now();
  while (performance.now() - started < deadlineMs) {
    const ready = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return performance.now() - started;
    await pause(10);
  }
  throw new Error(`${url} was not ready in time`);
}

function proc(pid: number | undefined, file: string): string | null {
  const name = `/proc/${pid}/${file}`;
  return existsSync(name) ? readFileSync(name, "utf8") : null;
}
