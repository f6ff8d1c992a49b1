import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

/** A file that our pages load: its address has its content's name, so that browsers keep it for ever. */
export type PageFile = { path: string; type: string; content: string; packed: Record<"br" | "gzip", Buffer> };

const SCRIPT = "text/javascript; charset=utf-8";
const STYLE = "text/css; charset=utf-8";

/** Packed once, as small as it can be: most visits are somebody's first. */
const fileAt = (address: string, type: string, content: string): PageFile => {
  const packed = { br: brotliCompressSync(content), gzip: gzipSync(content, { level: 9 }) };
  return { path: address, type, content, packed };
};

const named = (name: string, ending: string, type: string, content: string): PageFile => {
  const hash = createHash("sha256").update(content).digest("base64url").slice(0, 12);
  return fileAt(`/${name}-${hash}.${ending}`, type, content);
};

/** Without comments and indentation, which are for those who read the source. */
export const lean = (script: string) =>
  script
    .replace(/^\s*\/\*\*[\s\S]*?\*\/\s*$/gm, "")
    .replace(/^\s*\/\/.*$/gm, "")
    .replace(/^\s+/gm, "");

const read = (file: string) => readFileSync(path.join(process.cwd(), "browser", file), "utf8");

/** The one script of the pages that customers see. */
export const pageScript = named("page", "js", SCRIPT, lean(read("page.js")));

/** The style of the pages that the front door writes itself. */
export const problemStyle = named("problem", "css", STYLE, read("problem.css"));

/** The file that is asked for at an address, whatever release it was named by; null where there is none. */
export function pageFileAt(pathname: string): PageFile | null {
  const [, name, ending] = /^\/(page|problem)-[\w-]{12}\.(js|css)$/.exec(pathname) ?? [];
  return (
    [pageScript, problemStyle].find(({ path }) => path.startsWith(`/${name}-`) && path.endsWith(`.${ending}`)) ?? null
  );
}

/** The style sheets of a build, by their addresses: the framework would send them larger. None in development. */
export function stylesOfBuild(folder: string): ReadonlyMap<string, PageFile> {
  const chunks = path.join(folder, ".next/static/chunks");
  const styles = readdirSync(chunks).filter((name) => name.endsWith(".css"));
  return new Map(
    styles.map((name) => {
      const address = `/_next/static/chunks/${name}`;
      return [address, fileAt(address, STYLE, readFileSync(path.join(chunks, name), "utf8"))];
    }),
  );
}
