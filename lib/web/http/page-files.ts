import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";

/** A file that our pages load: its address has its content's name, so that browsers keep it for ever. */
export type PageFile = { path: string; type: string; content: string };

const named = (name: string, ending: string, type: string, content: string): PageFile => {
  const hash = createHash("sha256").update(content).digest("base64url").slice(0, 12);
  return { path: `/${name}-${hash}.${ending}`, type, content };
};

/** Without comments and indentation, which are for those who read the source. */
export const lean = (script: string) =>
  script
    .replace(/^\s*\/\*\*[\s\S]*?\*\/\s*$/gm, "")
    .replace(/^\s*\/\/.*$/gm, "")
    .replace(/^\s+/gm, "");

const read = (file: string) => readFileSync(path.join(process.cwd(), "browser", file), "utf8");

/** The one script of the pages that customers see. */
export const pageScript = named("page", "js", "text/javascript; charset=utf-8", lean(read("page.js")));

/** The style of the pages that the front door writes itself. */
export const problemStyle = named("problem", "css", "text/css; charset=utf-8", read("problem.css"));

/** The file that is asked for at an address, whatever release it was named by; null where there is none. */
export function pageFileAt(pathname: string): PageFile | null {
  const [, name, ending] = /^\/(page|problem)-[\w-]{12}\.(js|css)$/.exec(pathname) ?? [];
  return (
    [pageScript, problemStyle].find(({ path }) => path.startsWith(`/${name}-`) && path.endsWith(`.${ending}`)) ?? null
  );
}
