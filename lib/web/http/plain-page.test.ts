import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { pageFileAt, pageScript, problemStyle } from "./page-files.ts";
import { forgetHeld, sendPlainly, withoutFramework } from "./plain-page.ts";

const DOCUMENT = `<!DOCTYPE html><html><head><link rel="preload" as="script" fetchPriority="low" href="/_next/a.js"/>
<link rel="stylesheet" href="/_next/a.css"/><script src="/_next/a.js" async=""></script></head>
<body><!--$--><p data-note="a &gt; b">Kept</p><!--/$--><script>self.__next_f.push([1,"\\u003c/script>"])</script></body></html>`;

test("a document keeps its content and its style, and has one script: ours", () => {
  const html = withoutFramework(DOCUMENT);
  expect(html).toContain('<p data-note="a &gt; b">Kept</p>');
  expect(html).toContain('<link rel="stylesheet" href="/_next/a.css"/>');
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).toContain(`<script src="${pageScript.path}" defer></script></head>`);
  expect(html).not.toMatch(/__next|preload|<!--/);
});

/** A server whose answers pass `sendPlainly`, and that is asked as the page's script or as a browser. */
async function asked(answer: (res: import("node:http").ServerResponse) => void, headers: Record<string, string> = {}) {
  const server = createServer((req, res) => {
    sendPlainly(req, res);
    answer(res);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return fetch(`http://127.0.0.1:${port}/connect/x`, { redirect: "manual", headers });
}

test("a document that comes in pieces is sent whole, and compressed as its reader takes it", async () => {
  const answer = await asked(
    (res) => {
      res.setHeader("content-type", "text/html; charset=utf-8");
      res.flushHeaders();
      res.write(DOCUMENT.slice(0, 300));
      // As the framework's compression does before each piece, as long as no header was sent.
      res.writeHead(res.statusCode);
      res.end(DOCUMENT.slice(300));
    },
    { "accept-encoding": "br" },
  );
  expect(answer.headers.get("content-encoding")).toBe("br");
  expect(answer.headers.get("x-page")).toBe("1");
  expect(await answer.text()).toBe(withoutFramework(DOCUMENT));
});

test.each([
  ["br, gzip", "br"],
  ["gzip;q=1.0, br;q=0.5", "br"],
  ["gzip;q=0.8", "gzip"],
  ["br; q=0, gzip", "gzip"],
  ["br;q=0.000", null],
  ["vbr", null],
])("a reader that takes %s gets %s", async (accepted, encoding) => {
  const answer = await asked((res) => res.setHeader("content-type", "text/html").end(DOCUMENT), {
    "accept-encoding": accepted,
  });
  expect(answer.headers.get("content-encoding")).toBe(encoding);
});

test("a page that fails half-way is replaced as a whole", async () => {
  const answer = await asked((res) => {
    res.setHeader("content-type", "text/html");
    res.write("<html><head></head><body>Half a page");
    forgetHeld(res);
    res.writeHead(503, { "content-type": "text/html" });
    res.end("<html><head></head><body>Something failed</body></html>");
  });
  expect(answer.status).toBe(503);
  const text = await answer.text();
  expect(text).toContain("Something failed");
  expect(text).not.toContain("Half a page");
});

test("what is no document passes as it is", async () => {
  const answer = await asked((res) =>
    res.writeHead(200, { "content-type": "application/json" }).end('{"a":"<!--b-->"}'),
  );
  expect(await answer.text()).toBe('{"a":"<!--b-->"}');
});

test("the page's script reads where a form leads; a browser without it is led there", async () => {
  const leads = (res: import("node:http").ServerResponse) =>
    res.writeHead(303, { location: "https://sage.example.com/back" }).end("moved");
  const toScript = await asked(leads, { "x-page": "1" });
  expect([toScript.status, toScript.headers.get("x-next")]).toEqual([204, "https://sage.example.com/back"]);
  expect(toScript.headers.get("location")).toBeNull();
  const toBrowser = await asked(leads);
  expect([toBrowser.status, toBrowser.headers.get("location")]).toEqual([303, "https://sage.example.com/back"]);
});

test("a file of another release's name is answered with this one's; a stranger's name is not", () => {
  expect(pageFileAt(pageScript.path)).toBe(pageScript);
  expect(pageFileAt("/page-000000000000.js")).toBe(pageScript);
  expect(pageFileAt(problemStyle.path)).toBe(problemStyle);
  for (const path of ["/page-000000000000.css", "/page-0.js", "/problem-000000000000.js", "/page.js"])
    expect(pageFileAt(path), path).toBeNull();
});
