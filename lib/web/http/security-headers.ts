/** Which protection a door needs: pages of a journey live in Sage's frame, all else in none. */
export type Door = "connect" | "link" | "preview" | "hop" | "brand" | "element" | "console" | "other";

export type HeaderInput = {
  door: Door;
  nonce: string;
  https: boolean;
  dev: boolean;
  /**
   * The sources that may frame this answer. For a journey the configuration lists them, for a link page its
   * institution.
   */
  frameAncestors: string;
  /** True for files that are the same for everybody. */
  keep: boolean;
  /** Origin of the bound `redirect_uri`: browsers apply form-action to the redirect that follows a post. */
  returnOrigin: string | null;
  /** The address of the one script that a page for customers runs. */
  pageScript: string;
};

export function doorOf(pathname: string): Door {
  if (pathname.startsWith("/connect/")) return "connect";
  if (pathname.startsWith("/preview/")) return "preview";
  if (pathname.startsWith("/link/")) return "link";
  // Pages as a journey's user saw them, in a frame of the console's own.
  if (pathname.startsWith("/console/seen/")) return "preview";
  if (pathname === "/console" || pathname.startsWith("/console/")) return "console";
  if (pathname.startsWith("/brand/")) return "brand";
  if (pathname === "/connect-bank.js") return "element";
  return pathname === "/sage/auth" || pathname === "/sage/authrefresh" ? "hop" : "other";
}

/** Files of the build, of a brand and of `public/`: they say themselves how long they may be kept. */
export const isFile = (pathname: string) =>
  /^\/(_next\/|brand\/|connect-bank\.js$|page-|problem-|icon\.svg|robots\.txt|favicon\.ico)/.test(pathname);

/**
 * The custom element runs in the web apps of institutions. Its address never changes, so a correction must reach them
 * soon; a module script is asked for with CORS.
 */
const forEverySite = {
  "Cache-Control": "public, max-age=300, must-revalidate",
  "Access-Control-Allow-Origin": "*",
};

const forDocuments = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy":
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()",
};

/** The security headers of one answer. No door allows inline script or style without
 * this answer's nonce, and the pages that customers see allow none. */
export function securityHeaders(input: HeaderInput): Record<string, string> {
  return {
    "Content-Security-Policy": contentSecurityPolicy(input),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": input.door === "element" ? "cross-origin" : "same-origin",
    // A file opened by itself is a document that may do nothing at all: it needs no more.
    ...(input.keep ? {} : forDocuments),
    ...(input.https ? { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" } : {}),
    ...(input.keep ? {} : { "Cache-Control": "no-store" }),
    ...(input.door === "element" ? forEverySite : {}),
  };
}

/** Doors of the pages that customers see, which carry no script but our own file. */
export const isPlainDoor = (door: Door) => door === "connect" || door === "link" || door === "preview";

function contentSecurityPolicy({ door, nonce, dev, frameAncestors, keep, returnOrigin, pageScript }: HeaderInput) {
  // A logo opened by itself is a document: it may do nothing at all. A script's own policy has no effect on pages.
  if (keep || door === "brand" || door === "element")
    return "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";
  const isPlain = isPlainDoor(door);
  const framed = door !== "other" && door !== "console";
  const policy = [
    "default-src 'none'",
    isPlain ? `script-src ${pageScript}` : `script-src 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    isPlain ? "style-src 'self'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    `connect-src 'self'${dev ? " ws:" : ""}`,
    ...(["link", "preview", "console"].includes(door) ? ["frame-src 'self'"] : []),
    "object-src 'none'",
    "base-uri 'none'",
    `form-action 'self'${door === "connect" && returnOrigin ? ` ${returnOrigin}` : ""}`,
    `frame-ancestors ${framed ? frameAncestors : "'none'"}`,
  ];
  return policy.join("; ");
}
