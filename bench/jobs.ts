import { fork } from "node:child_process";
import path from "node:path";
import { root } from "../scripts/root.ts";
import { endWithUs } from "../scripts/run.ts";
import type { ApiGround, Operation } from "./api-chain.ts";
import type { Ask } from "./http.ts";
import type { Tally } from "./statistics.ts";
import type { Company, Ground } from "./walk.ts";

/** Requests by so many senders, each waiting for its answer, until the time ends or all are sent. */
export interface RequestJob {
  kind: "requests";
  asks: Ask[];
  /** Repeatedly, or each once, as with forms that work once. */
  again: boolean;
  concurrency: number;
  seconds: number;
  expect: { status: number; location?: string; body?: string };
}

/** Whole journeys walked by so many people. Each person begins the next when home, until the time ends. */
export interface JourneyJob {
  kind: "journeys";
  ground: Ground;
  bankIds: string[];
  companies: Company[];
  concurrency: number;
  seconds: number;
}

/** New customers made over the institution API by so many callers, one call after another, until the time ends. */
export interface ApiJob {
  kind: "api";
  ground: ApiGround;
  concurrency: number;
  seconds: number;
}

/** Link pages that are open and look for news, each in its own time as the page's script does. */
export interface LooksJob {
  kind: "looks";
  app: string;
  /** One for each page. */
  secrets: string[];
  seconds: number;
}

export type Job = RequestJob | JourneyJob | ApiJob | LooksJob;

export interface JobResult {
  done: number;
  seconds: number;
  /** One for each that succeeded. */
  milliseconds: number[];
  errors: Tally;
}

/** `each` has the milliseconds of every call, of chains that came to their end. */
export type ApiResult = JobResult & { each: Record<Operation, number[]> };
type ResultOf<J extends Job> = J extends ApiJob ? ApiResult : JobResult;

/** Does a job in a process of its own, so that making the load does not slow the measuring one. */
export function inChild<J extends Job>(job: J): Promise<ResultOf<J>> {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(root, "bench/job-child.ts"), { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    endWithUs(child);
    child.once("message", (result) => resolve(result as ResultOf<J>));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the load ended with exit code ${code}`)));
    child.send(job);
  });
}
