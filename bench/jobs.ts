import { fork } from "node:child_process";
import path from "node:path";
import { root } from "../scripts/root.ts";
import { endWithUs } from "../scripts/run.ts";
import type { Ask } from "./http.ts";
import type { Tally } from "./statistics.ts";
import type { Company, Ground } from "./walk.ts";

/** Requests sent by so many senders, each waiting for its answer, until the time is over or the requests are. */
export interface RequestJob {
  kind: "requests";
  asks: Ask[];
  /** Over and over, or each once, as with forms that work once. */
  again: boolean;
  concurrency: number;
  seconds: number;
  expect: { status: number; location?: string; body?: string };
}

/** Whole journeys walked by so many people, each beginning anew when home, until the time is over. */
export interface JourneyJob {
  kind: "journeys";
  ground: Ground;
  bankIds: string[];
  companies: Company[];
  concurrency: number;
  seconds: number;
}

export type Job = RequestJob | JourneyJob;

export interface JobResult {
  done: number;
  seconds: number;
  /** Of each that succeeded. */
  milliseconds: number[];
  errors: Tally;
}

/** Does a job in a process of its own, so that making the load does not slow the one who measures. */
export function inChild(job: Job): Promise<JobResult> {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(root, "bench/job-child.ts"), { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    endWithUs(child);
    child.once("message", (result) => resolve(result as JobResult));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the load ended with exit code ${code}`)));
    child.send(job);
  });
}
