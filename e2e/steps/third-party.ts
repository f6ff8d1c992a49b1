import { serve } from "./serve.ts";

/**
 * A page on one site that frames a page of another, which tries to leave a cookie. The test asks the browser which
 * cookies it keeps.
 */
export async function startCookieTrap() {
  const inner = await serve("localhost", (_, res) => {
    res.setHeader("set-cookie", ["lax=1; Path=/", "none=1; Path=/; SameSite=None; Secure"]);
    res.setHeader("content-type", "text/html");
    res.end("<h1>framed</h1><script>document.cookie = 'script=1; SameSite=None; Secure'</script>");
  });
  const outer = await serve("127.0.0.1", (_, res) => {
    res.setHeader("content-type", "text/html");
    res.end(`<iframe src="${inner.url}"></iframe>`);
  });
  return { framed: outer.url, alone: inner.url, stop: () => Promise.all([inner.stop(), outer.stop()]) };
}
