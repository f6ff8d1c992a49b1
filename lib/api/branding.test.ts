import { eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { anApiInstitution, serveApi } from "../../test/api.ts";
import { needsOver } from "../../test/needs.ts";
import { describeStores } from "../../test/stores.ts";
import { institutions } from "../db/schema.ts";
import { checkAccent, repairAccent, THEMES } from "../institution/contrast.ts";

const look = (more: object = {}) => ({ name: "Look", accent: { light: "#1d4f91", dark: "#8ab8f5" }, ...more });
const svg = (inner: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${inner}<path d="M0 0h9"/></svg>`;
const asLogo = (text: string) => ({ contentType: "image/svg+xml", data: Buffer.from(text).toString("base64") });

type Draft = { revision: number; content: object; contrast: { passes: boolean; repaired?: string; ratio: number }[] };
type Version = { number: number; restoredFrom?: number; content: { name: string; accent: { light: string } } };
type Brandings = { published: Version; draft?: Draft; versions: { number: number }[] };

describeStores("branding", (database) => {
  async function fixture() {
    const needs = needsOver(database());
    const url = await serveApi(needs);
    const { ask, institutionId } = await anApiInstitution(needs, url);
    const get = async () => (await ask("GET", "/branding")).body as Brandings;
    const shown = async () => (await needs.institutions.institution(institutionId))?.name;
    return { needs, url, ask, institutionId, get, shown };
  }

  test("is a draft that no user sees, then a version that pages show, and can be gone back to", async () => {
    const { ask, get, shown, needs, institutionId } = await fixture();
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
    const { ask } = await fixture();
    await ask("PUT", "/branding", look({ logo: asLogo(svg("")) }));
    expect((await ask("PUT", "/branding", look())).body).toHaveProperty("content.logo");
    expect((await ask("PUT", "/branding", look({ logo: null }))).body).not.toHaveProperty("content.logo");
  });

  test("is not overwritten by somebody who read an earlier draft", async () => {
    const { ask } = await fixture();
    const writes = await Promise.all(
      [1, 2, 3].map((n) => ask("PUT", "/branding", look({ name: `n${n}`, revision: 0 }))),
    );
    expect(writes.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await ask("POST", "/branding/publish", { revision: 7 })).status).toBe(409);
    const publishes = await Promise.all([1, 2, 3].map(() => ask("POST", "/branding/publish", { revision: 1 })));
    expect(publishes.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  test("never gives a revision twice, so that no client publishes or overwrites what it has not read", async () => {
    const { ask } = await fixture();
    await ask("PUT", "/branding", look({ name: "Read by both" }));
    await ask("POST", "/branding/publish", { revision: 1 });
    const written = await ask("PUT", "/branding", look({ name: "Read by nobody", revision: 0 }));
    expect(written.body).toMatchObject({ revision: 2 });
    expect((await ask("POST", "/branding/publish", { revision: 1 })).status).toBe(409);
    expect((await ask("PUT", "/branding", look({ name: "Late", revision: 1 }))).status).toBe(409);
  });

  test("that is gone back to can be read, even if the one an institution was made with cannot", async () => {
    const { ask, needs, institutionId } = await fixture();
    await needs.db.update(institutions).set({ accentLight: "#ffff00" }).where(eq(institutions.id, institutionId));
    await ask("PUT", "/branding", look());
    await ask("POST", "/branding/publish");
    const restored = (await ask("POST", "/branding/versions/1/restore")).body as {
      content: { accent: { light: string } };
    };
    expect(restored.content.accent.light).not.toBe("#ffff00");
  });

  test("says which colour is too faint, and publishes the nearest that is not", async () => {
    const { ask } = await fixture();
    const { contrast } = (await ask("PUT", "/branding", look({ accent: { light: "#ffe680", dark: "#8ab8f5" } })))
      .body as Draft;
    const faint = contrast.filter(({ passes }) => !passes);
    expect(faint).toMatchObject([{ theme: "light", of: "accent-on-page", needed: 3 }]);
    expect(faint[0]?.ratio).toBeLessThan(3);
    const { content } = (await ask("POST", "/branding/publish")).body as Version;
    expect(content.accent.light).toBe(faint[0]?.repaired);
  });

  test("is one institution's alone, and nothing to another", async () => {
    const { ask, url, needs, institutionId } = await fixture();
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
    const { ask, get } = await fixture();
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
