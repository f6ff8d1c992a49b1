export const isLoopback = (hostname: string) =>
  hostname === "localhost" || hostname === "[::1]" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);

/** The parameters that `/sage/auth` adds to an authorization redirect URL. */
export const HANDED_OVER = ["authorizationId", "redirectUri", "bankId"] as const;

/**
 * True for an address of an institution's web app that may receive users. It is absolute and https (outside production
 * also http to this machine). It has no user, password or fragment, and no parameter with a name that we add.
 */
export function isAuthorizationRedirectUrl(written: string, allowLoopbackHttp: boolean) {
  const url = plainUrl(written, allowLoopbackHttp);
  return url !== null && !written.includes("#") && !HANDED_OVER.some((name) => url.searchParams.has(name));
}

/** True for an origin as browsers write it: scheme, host and an unusual port, and nothing else. */
export const isOrigin = (written: string, allowLoopbackHttp: boolean) =>
  plainUrl(written, allowLoopbackHttp)?.origin === written;

/** The written host must be the reached host: a URL parser corrects much that another reader would read otherwise. */
function plainUrl(written: string, allowLoopbackHttp: boolean): URL | null {
  if (/[\s\\]/.test(written) || !/^https?:\/\/[^/]/.test(written)) return null;
  const url = URL.parse(written);
  if (!url || url.username || url.password) return null;
  const host = /^https?:\/\/([^/?#]*)/.exec(written)?.[1]?.toLowerCase().replace(/:\d*$/, "");
  // A parser also lets marks through that mean something in a policy, such as * and ;.
  if (host !== url.hostname || !/^([a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:]+\])$/.test(host)) return null;
  return url.protocol === "https:" || (allowLoopbackHttp && isLoopback(url.hostname)) ? url : null;
}
