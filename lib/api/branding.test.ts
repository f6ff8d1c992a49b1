import { crc32 } from "node:zlib";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { PNG } from "pngjs";
import { expect, test } from "vitest";
import { institutions } from "../db/schema.ts";
import { checkAccent, repairAccent, THEMES } from "../institution/contrast.ts";
import type { Logo } from "../institution/institution.ts";
import { cleanLogo } from "../logo.ts";
import { anApiInstitution, serveApi } from "../testing/api.ts";
import { needsOver } from "../testing/needs.ts";
import { describeStores } from "../testing/stores.ts";

const look = (more: object = {}) => ({ name: "Look", accent: { light: "#1d4f91", dark: "#8ab8f5" }, ...more });
const svg = (inner: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${inner}<path d="M0 0h9"/></svg>`;
const asLogo = (text: string) => ({ contentType: "image/svg+xml", data: Buffer.from(text).toString("base64") });

type Draft = { revision: number; content: object; contrast: { passes: boolean; repaired?: string; ratio: number }[] };
type Version = { number: number; restoredFrom?: number; content: { name: string; accent: { light: string } } };
type Brandings = { published: Version; draft?: Draft; versions: { number: number }[] };

describeStores("branding", (database) => {
  async function scene() {
    const needs = needsOver(database());
    const url = await serveApi(needs);
    const { ask, institutionId } = await anApiInstitution(needs, url);
    const get = async () => (await ask("GET", "/branding")).body as Brandings;
    const shown = async () => (await needs.institutions.institution(institutionId))?.name;
    return { needs, url, ask, institutionId, get, shown };
  }

  test("is a draft that nobody sees, then a version that pages show, and can be gone back to", async () => {
    const { ask, get, shown, needs, institutionId } = await scene();
    const before = await shown();
    expect(await get()).toMatchObject({ published: { number: 1 }, versions: [{ number: 1 }] });
    const drafted = await ask("PUT", "/branding", look({ name: "New", logo: asLogo(svg("")) }));
    expect(drafted).toMatchObject({
      status: 200,
      body: { revision: 1, content: { logo: { contentType: "image/svg+xml" } } },
    });
    expect(await shown()).toBe(before);
    expect((await ask("POST", "/branding/publish", { revision: 1 })).body).toMatchObject({ number: 2 });
    expect(await shown()).toBe("New");
    expect(await get()).not.toHaveProperty("draft");
    expect((await ask("POST", "/branding/versions/1/restore")).body).toMatchObject({ number: 3, restoredFrom: 1 });
    expect(await shown()).toBe(before);
    expect((await get()).versions.map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(await needs.brandings.versionAt(institutionId, needs.clock())).toBe(3);
    const second = await needs.brandings.version(institutionId, 2);
    expect(second?.logo?.contentType).toBe("image/svg+xml");
  });

  test("keeps the logo that is not sent again, and takes away the one that is null", async () => {
    const { ask } = await scene();
    await ask("PUT", "/branding", look({ logo: asLogo(svg("")) }));
    expect((await ask("PUT", "/branding", look())).body).toHaveProperty("content.logo");
    expect((await ask("PUT", "/branding", look({ logo: null }))).body).not.toHaveProperty("content.logo");
  });

  test("is not overwritten by somebody who read an earlier draft", async () => {
    const { ask } = await scene();
    const writes = await Promise.all(
      [1, 2, 3].map((n) => ask("PUT", "/branding", look({ name: `n${n}`, revision: 0 }))),
    );
    expect(writes.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await ask("POST", "/branding/publish", { revision: 7 })).status).toBe(409);
    const publishes = await Promise.all([1, 2, 3].map(() => ask("POST", "/branding/publish", { revision: 1 })));
    expect(publishes.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  test("never gives a revision twice, so that nobody publishes or overwrites what they have not read", async () => {
    const { ask } = await scene();
    await ask("PUT", "/branding", look({ name: "Read by both" }));
    await ask("POST", "/branding/publish", { revision: 1 });
    const written = await ask("PUT", "/branding", look({ name: "Read by nobody", revision: 0 }));
    expect(written.body).toMatchObject({ revision: 2 });
    expect((await ask("POST", "/branding/publish", { revision: 1 })).status).toBe(409);
    expect((await ask("PUT", "/branding", look({ name: "Late", revision: 1 }))).status).toBe(409);
  });

  test("that is gone back to can be read, even if the one an institution was made with cannot", async () => {
    const { ask, needs, institutionId } = await scene();
    await needs.db.update(institutions).set({ accentLight: "#ffff00" }).where(eq(institutions.id, institutionId));
    await ask("PUT", "/branding", look());
    await ask("POST", "/branding/publish");
    const restored = (await ask("POST", "/branding/versions/1/restore")).body as {
      content: { accent: { light: string } };
    };
    expect(restored.content.accent.light).not.toBe("#ffff00");
  });

  test("says which colour is too faint, and publishes the nearest that is not", async () => {
    const { ask } = await scene();
    const { contrast } = (await ask("PUT", "/branding", look({ accent: { light: "#ffe680", dark: "#8ab8f5" } })))
      .body as Draft;
    const faint = contrast.filter(({ passes }) => !passes);
    expect(faint).toMatchObject([{ theme: "light", of: "accent-on-page", needed: 3 }]);
    expect(faint[0]?.ratio).toBeLessThan(3);
    const { content } = (await ask("POST", "/branding/publish")).body as Version;
    expect(content.accent.light).toBe(faint[0]?.repaired);
  });

  test("of one institution is nothing to another", async () => {
    const { ask, url, needs, institutionId } = await scene();
    const stranger = await anApiInstitution(needs, url);
    await ask("PUT", "/branding", look({ name: "Secret plans" }));
    expect((await stranger.ask("GET", "/branding")).text).not.toContain("Secret plans");
    expect((await stranger.ask("POST", "/branding/publish")).status).toBe(409);
    expect((await stranger.ask("POST", "/branding/versions/2/restore")).status).toBe(404);
    const draft = (await needs.brandings.brandings(institutionId))?.draft;
    expect(await needs.brandings.byHash(stranger.institutionId, draft?.hash ?? "")).toBeNull();
  });

  test.each([
    ["name", look({ name: "" })],
    ["name", look({ name: "two\nlines" })],
    ["accent.light", look({ accent: { light: "red", dark: "#000000" } })],
    ["callToAction.en.url", look({ callToAction: { en: { text: "x", url: "javascript:alert(1)" } } })],
    ["callToAction.fr.url", look({ callToAction: { fr: { text: "x", url: "//elsewhere.example" } } })],
    ["help.en", look({ help: { en: "x".repeat(201) } })],
    ["passcodeMinutes", look({ passcodeMinutes: 61 })],
    ["accountChoice", look({ accountChoice: "none" })],
    ["logo", look({ logo: asLogo("<html/>") })],
    ["logo", look({ logo: asLogo(svg("x".repeat(70_000))) })],
    ["logo", look({ logo: { contentType: "image/png", data: Buffer.from("GIF89a").toString("base64") } })],
  ])("that does not fit is refused at %s, and nothing is stored", async (itemId, body) => {
    const { ask, get } = await scene();
    const answer = await ask("PUT", "/branding", body);
    expect(answer).toMatchObject({
      status: 400,
      body: { validation: { errors: expect.arrayContaining([expect.objectContaining({ itemId })]) } },
    });
    expect(await get()).not.toHaveProperty("draft");
  });
});

test.each(THEMES)(
  "any accent is repaired to one that passes every check on a %s page, and one that passes stays",
  (theme) => {
    const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);
    fc.assert(
      fc.property(colour, (accent) => {
        const repaired = repairAccent(theme, accent);
        expect(repaired).toMatch(/^#[0-9a-f]{6}$/);
        expect(checkAccent(theme, repaired).every(({ passes }) => passes)).toBe(true);
        if (checkAccent(theme, accent).every(({ passes }) => passes)) expect(repaired).toBe(accent);
      }),
    );
  },
);

const HOSTILE = [
  "<script>alert(1)</script>",
  "<g onload='alert(1)'/>",
  "<a href='javascript:alert(1)'><path d='M0 0'/></a>",
  "<use href='https://elsewhere.example/x.svg#a'/>",
  "<use xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href='data:image/svg+xml,x'/>",
  "<image href='https://elsewhere.example/x.png'/>",
  "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></body></foreignObject>",
  "<script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>",
  "<animate attributeName='href' to='javascript:alert(1)'/>",
  "<set attributeName='onload' to='alert(1)'/>",
  "<style>@import url(https://elsewhere.example/x.css)</style>",
  "<style>path{fill:url(https://elsewhere.example/x)}</style>",
  "<style>path{background:u\\72l(https://elsewhere.example)}</style>",
  "<style><![CDATA[</style><script>alert(1)</script>]]></style>",
  "<path d='M0 0' style='fill:url(https://elsewhere.example/x)'/>",
  "<path d='M0 0' filter='url(https://elsewhere.example/x)'/>",
  "<path d='M0 0' fill='url(javascript:alert(1))'/>",
  "<iframe src='https://elsewhere.example'/>",
  "<!--<script>alert(1)</script>-->",
];

test.each(HOSTILE)("of an SVG with %s only the drawing is left", (inner) => {
  const cleaned = cleanLogo({ contentType: "image/svg+xml", bytes: Buffer.from(svg(inner)) });
  expect(cleaned.ok).toBe(true);
  const text = cleaned.ok ? Buffer.from(cleaned.value.bytes).toString() : "";
  expect(text).toContain('d="M0 0h9"');
  expect(text).not.toMatch(
    /script|elsewhere|javascript|onload|foreignObject|<a |animate|<set|data:|iframe|@import|alert/i,
  );
});

test.each([
  `<!DOCTYPE svg [<!ENTITY a "aaaa">]>${svg("<text>&a;</text>")}`,
  `<?xml-stylesheet href="https://elsewhere.example/x.css"?>${svg("")}`,
  '<svg xmlns="http://www.w3.org/2000/svg">',
  "not xml",
  "",
])("%s is no logo", (text) => {
  expect(cleanLogo({ contentType: "image/svg+xml", bytes: Buffer.from(text) })).toMatchObject({ ok: false });
});

test("a gradient, its reference and a style that stays inside the drawing are kept", () => {
  const kept =
    "<defs><linearGradient id='g'><stop offset='0' stop-color='#fff'/></linearGradient></defs><style>.a{fill:url(#g)}</style><path class='a' fill='url(#g)' d='M1 1'/>";
  const cleaned = cleanLogo({ contentType: "image/svg+xml", bytes: Buffer.from(svg(kept)) });
  const text = cleaned.ok ? Buffer.from(cleaned.value.bytes).toString() : "";
  for (const part of ["linearGradient", "url(#g)", ".a{"]) expect(text).toContain(part);
});

test("of a PNG only its pixels are kept; what only claims to be one, or to be huge, is refused", () => {
  const png = new PNG({ width: 4, height: 4 });
  png.data.fill(200);
  const file = PNG.sync.write(png);
  const polyglot = Buffer.concat([file, Buffer.from("<script>alert(1)</script>")]);
  expect(cleanLogo({ contentType: "image/png", bytes: polyglot })).toMatchObject({ ok: false });
  const words = Buffer.from("tEXtComment\0<script>alert(1)</script>");
  const length = Buffer.alloc(4);
  length.writeUInt32BE(words.length - 4);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(words));
  const commented = Buffer.concat([file.subarray(0, 33), length, words, checksum, file.subarray(33)]);
  const cleaned = cleanLogo({ contentType: "image/png", bytes: commented });
  expect(cleaned.ok && PNG.sync.read(Buffer.from(cleaned.value.bytes)).data).toEqual(png.data);
  expect(cleaned.ok && Buffer.from(cleaned.value.bytes).toString("latin1")).not.toContain("script");
  const huge = Buffer.from(file);
  huge.writeUInt32BE(100_000, 16);
  expect(cleanLogo({ contentType: "image/png", bytes: huge })).toEqual({ ok: false, problem: "too-many-pixels" });
  expect(cleanLogo({ contentType: "image/png", bytes: file.subarray(0, 40) })).toMatchObject({ ok: false });
});

test("copies of copies, which a browser would draw for ever, are taken out of a logo", () => {
  const levels = Array.from({ length: 20 }, (_, n) => `<g id="g${n + 1}"><use href="#g${n}"/><use href="#g${n}"/></g>`);
  const bomb = svg(`<g id="g0"><path d="M0 0h9"/></g>${levels.join("")}<use href="#g20"/>`);
  const cleaned = cleanLogo({ contentType: "image/svg+xml", bytes: Buffer.from(bomb) });
  const text = cleaned.ok ? new TextDecoder().decode(cleaned.value.bytes) : "";
  expect(text.match(/<use/g)).toHaveLength(2);
  expect(text).not.toContain("#g1");
});

test("a drawing that is nested without end, and a picture that would grow, are refused or kept as they are", () => {
  const nested = svg(`${"<g>".repeat(9_000)}${"</g>".repeat(9_000)}`);
  const clean = (contentType: Logo["contentType"], bytes: Uint8Array) => cleanLogo({ contentType, bytes });
  expect(clean("image/svg+xml", Buffer.from(nested))).toEqual({ ok: false, problem: "not-an-svg" });

  const picture = new PNG({ width: 700, height: 700 });
  picture.data.fill(0x80);
  const file = PNG.sync.write(picture);
  const cleaned = clean("image/png", file);
  expect(cleaned.ok && cleaned.value.bytes.length).toBeLessThanOrEqual(file.length);
  expect(cleaned.ok && PNG.sync.read(Buffer.from(cleaned.value.bytes)).data.equals(picture.data)).toBe(true);
  const interlaced = Buffer.from(file);
  interlaced[28] = 1;
  expect(clean("image/png", interlaced)).toEqual({ ok: false, problem: "not-a-png" });
  const vast = PNG.sync.write(new PNG({ width: 1_000, height: 1_000 }));
  expect(clean("image/png", vast)).toEqual({ ok: false, problem: "too-many-pixels" });
});
