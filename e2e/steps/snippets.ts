import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";

const FOLDER = path.join(import.meta.dirname, "../../docs/institutions");

/** The pieces of one language in a page for the institution's developers, in their order. */
export function pieces(page: string, language: "js" | "html" | "sh"): string[] {
  const markdown = readFileSync(path.join(FOLDER, page), "utf8");
  return [...markdown.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
    .filter(([, written]) => written === language)
    .map(([, , code = ""]) => code);
}

/** Starts a page's JavaScript as one module, in a process of its own, with these settings alone. */
export function startPieces(page: string, settings: Record<string, string>) {
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, ["--input-type=module", "-"], {
    // Where packages that a page imports are found.
    cwd: path.join(import.meta.dirname, "../.."),
    env: { ...settings, PATH } as unknown as NodeJS.ProcessEnv,
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.end(pieces(page, "js").join("\n"));
  return child;
}

/** Runs a page's JavaScript to its end, and answers the lines that it prints, each a JSON value. */
export async function runPieces(page: string, settings: Record<string, string>): Promise<unknown[]> {
  const child = startPieces(page, settings);
  const [printed, complaints, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  if (code !== 0) throw new Error(`the code of ${page} ended with ${code}: ${complaints}`);
  return printed
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
}
