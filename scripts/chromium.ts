import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import { aloud } from "./progress.ts";

const HEADLESS_SHELL = "/usr/bin/chromium-headless-shell";

const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files\\Chromium\\Application\\chrome.exe",
];

const isRoot = process.getuid?.() === 0;

/** Chromium's sandbox refuses to run as root; the rest keeps it from talking to anyone but the page under test. */
export const chromiumArgs = [
  ...(isRoot ? ["--no-sandbox"] : []),
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The system's Chromium; installed first where that takes no more than apt and we are allowed to. */
export async function chromiumPath(): Promise<string> {
  const given = process.env.CHROMIUM_PATH;
  if (given && !existsSync(given)) throw new Error(`CHROMIUM_PATH is ${given}, where there is no file.`);
  const found = given ?? USUAL_PLACES.find(existsSync);
  if (found) return found;
  if (isRoot && existsSync("/usr/bin/apt-get")) await aloud("Installing Chromium with apt", installWithApt);
  const installed = USUAL_PLACES.find(existsSync);
  if (installed) return installed;
  throw new Error("No Chromium found: install Chromium or Google Chrome, or set CHROMIUM_PATH to its program.");
}

/** The same browser without its windows where the system has it, else the whole one: it takes half the work. */
export async function leanChromiumPath(): Promise<string> {
  return !process.env.CHROMIUM_PATH && existsSync(HEADLESS_SHELL) ? HEADLESS_SHELL : chromiumPath();
}

async function installWithApt() {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", "chromium", "fonts-liberation"]]) {
    await promisify(execFile)("apt-get", args, { env, maxBuffer: 64 * 1024 * 1024 });
  }
}
