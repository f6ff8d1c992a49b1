import fc from "fast-check";
import { expect, test } from "vitest";
import { translatorIn } from "../text/t.ts";
import { hopDocument, problemDocument } from "./documents.ts";

const target = "https://connect.example.com/connect/abc";
const hop = (change: Partial<Parameters<typeof hopDocument>[0]> = {}) =>
  hopDocument({ t: translatorIn("en"), locale: "en", target, nonce: "n0nce", ...change });

test("the arrival leads on in three ways: by script, by refresh, and by a link", () => {
  const html = hop();
  expect(html).toContain(`<script nonce="n0nce">window.location = ${JSON.stringify(target)};</script>`);
  expect(html).toContain(`<meta http-equiv="refresh" content="1;url=${target}">`);
  expect(html).toContain(`<a href="${target}">`);
});

test("it is in the visitor's language and needs nothing from elsewhere", () => {
  expect(hop({ t: translatorIn("fr"), locale: "fr" })).toContain('<html lang="fr">');
  expect(hop()).not.toMatch(/ (src|srcset)=|@import|url\(/);
});

test("nothing in an address or a code can break out of its place", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (tail) => {
      const html = hop({ target: `https://connect.example.com/${tail}"'><script>alert(1)</script>` });
      expect(html.match(/<script/g)).toHaveLength(1);
      expect(html.match(/<\/script/g)).toHaveLength(1);
    }),
  );
  const problem = problemDocument({
    t: translatorIn("en"),
    locale: "en",
    shown: "announced",
    supportCode: "<img src=x onerror=alert(1)>",
    nonce: '"><script>',
  });
  expect(problem).not.toContain("<img");
  expect(problem).not.toContain("<script");
});

test("a rejected visit reads why, what to do next, and its support code", () => {
  const html = problemDocument({
    t: translatorIn("en"),
    locale: "en",
    shown: "announced",
    supportCode: "7KQ3-XR4M",
    nonce: "n",
  });
  expect(html).toContain("<h1>Start again in Sage</h1>");
  expect(html).toContain("press Connect Bank in Sage again");
  expect(html).toContain("7KQ3-XR4M");
});

test("a page of a known institution looks like it, leads on, and is there in the other language", () => {
  const brand = { name: 'A "bank"', logo: "/brand/x/logo", theme: "/brand/x/theme.css", help: "call <us>" };
  const html = problemDocument({
    ...{ t: translatorIn("en"), locale: "en", shown: "link", supportCode: null, nonce: null },
    ...{ brand, other: { locale: "fr", label: "Français" }, mayGoOn: true },
  });
  expect(html).toContain('<img src="/brand/x/logo" alt="A &quot;bank&quot;">');
  expect(html).toContain('<link rel="stylesheet" href="/brand/x/theme.css">');
  expect(html).toContain("Help: call &lt;us&gt;");
  expect(html).toContain('<a href="?locale=fr" lang="fr">Français</a>');
  expect(html).toContain('<a class="button" href="?">Go on</a>');
  expect(html).not.toContain("nonce");
});
