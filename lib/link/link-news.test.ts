import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { anInstitution } from "../../test/institutions.ts";
import { needsOver } from "../../test/needs.ts";
import { describeStores } from "../../test/stores.ts";
import { arrived, good } from "../../test/walk.ts";
import { issuePasscode } from "../connection/issue-passcode.ts";
import { redeemPasscode } from "../journey/redeem-passcode.ts";
import { createLink } from "./create-link.ts";
import { linkNews } from "./link-news.ts";
import { hashLink } from "./link-token.ts";
import { openLink } from "./open-link.ts";
import type { LinkStore } from "./ports.ts";

const PAGES = 50;
const TIMES = 20;

describeStores("news for open link pages", (database) => {
  async function fixture() {
    const needs = needsOver(database());
    const institution = await anInstitution(needs);
    /** Each call is one query or more. */
    const asked: string[] = [];
    const links = new Proxy(needs.links, {
      get:
        (store, name: keyof LinkStore) =>
        (...args: never[]) => {
          asked.push(name);
          return (store[name] as (...all: never[]) => unknown)(...args);
        },
    });
    const visitor = randomUUID();
    const open = async () => {
      const { token } = await createLink(needs, { ...institution, locale: null });
      return hashLink((await openLink(needs, token, visitor)) ?? "");
    };
    const ofProcess = () => linkNews({ links, clock: needs.clock });
    return { needs, institution, asked, open, visitor, ofProcess };
  }

  test("cost one query a second while nothing changes, however many pages ask", async () => {
    const { needs, asked, open, ofProcess } = await fixture();
    const pages = await Promise.all(Array.from({ length: PAGES }, open));
    const news = ofProcess();
    const shown = await Promise.all(pages.map((page) => news.ofPage(page, null)));
    const frames = shown.flatMap((one) => one?.view.id ?? []);
    const askAll = () =>
      Promise.all([...pages.map((page) => news.ofPage(page, null)), ...frames.map((frame) => news.ofFrame(frame))]);
    await askAll();
    needs.passMinutes(0.05);
    await askAll();
    needs.passMinutes(0.05);
    await askAll();
    asked.length = 0;
    for (let time = 0; time < TIMES; time++) {
      needs.passMinutes(1 / 60);
      const answers = await askAll();
      expect(answers.every((answer) => answer?.status === "waiting")).toBe(true);
    }
    // A page that is open is noted once a minute; all others are looks for what has happened.
    expect(asked.filter((name) => name !== "changesAfter" && name !== "noteSeen")).toEqual([]);
    expect(asked.length).toBeLessThanOrEqual(TIMES + 2);
  });

  test("come within seconds, on every process, to the page of the connection they are about", async () => {
    const { needs, institution, open, ofProcess } = await fixture();
    const page = await open();
    const processes = [ofProcess(), ofProcess()];
    const frame = (await processes[0]?.ofPage(page, null))?.view.id ?? "";
    const asked = () => processes.flatMap((news) => [news.ofPage(page, null), news.ofFrame(frame)]);
    const statuses = async () => (await Promise.all(asked())).map((one) => one?.status);
    expect(await statuses()).toEqual(["waiting", "waiting", "waiting", "waiting"]);
    needs.passMinutes(0.5);
    expect(await statuses()).toEqual(["waiting", "waiting", "waiting", "waiting"]);
    const { journey } = await arrived(needs, institution);
    const { passcode } = good(await issuePasscode(needs, institution.institutionId, institution.connectionId));
    const entry = { connectionId: institution.connectionId, passcode };
    good(await redeemPasscode(needs, journey, entry, "1.2.3.4"));
    needs.passMinutes(0.1);
    expect(await statuses()).toEqual(["arrived", "arrived", "arrived", "arrived"]);
  });

  test("come to a page that has read while it was looked for what has happened", async () => {
    const { needs, institution, open } = await fixture();
    const gate = Promise.withResolvers<void>();
    const looked = Promise.withResolvers<void>();
    let isHeld = false;
    const links: LinkStore = {
      ...needs.links,
      async changesAfter(place) {
        if (isHeld) await gate.promise;
        const changes = await needs.links.changesAfter(place);
        if (isHeld) setImmediate(looked.resolve);
        return changes;
      },
    };
    const news = linkNews({ links, clock: needs.clock });
    const [first, page] = [await open(), await open()];
    await news.ofPage(first, null);
    needs.passMinutes(2 / 60);
    isHeld = true;
    await news.ofPage(first, null);
    needs.passMinutes(1 / 60);
    expect((await news.ofPage(page, null))?.status).toBe("waiting");
    const { journey } = await arrived(needs, institution);
    const { passcode } = good(await issuePasscode(needs, institution.institutionId, institution.connectionId));
    good(await redeemPasscode(needs, journey, { connectionId: institution.connectionId, passcode }, "1.2.3.4"));
    gate.resolve();
    await looked.promise;
    needs.passMinutes(0.1);
    expect((await news.ofPage(page, null))?.status).toBe("arrived");
  });

  test("are read again from the store after two minutes, whatever was missed", async () => {
    const { needs, institution, open } = await fixture();
    const links: LinkStore = { ...needs.links, changesAfter: async () => [] };
    const news = linkNews({ links, clock: needs.clock });
    const page = await open();
    expect((await news.ofPage(page, null))?.status).toBe("waiting");
    const { journey } = await arrived(needs, institution);
    const { passcode } = good(await issuePasscode(needs, institution.institutionId, institution.connectionId));
    good(await redeemPasscode(needs, journey, { connectionId: institution.connectionId, passcode }, "1.2.3.4"));
    needs.passMinutes(2);
    expect((await news.ofPage(page, null))?.status).toBe("arrived");
  });

  test("tell of somebody who arrives from the page's own address, also when that is noted late", async () => {
    const { needs, institution, open, visitor, ofProcess } = await fixture();
    const page = await open();
    const news = ofProcess();
    expect((await news.ofPage(page, null))?.arrival).toBeNull();
    const { journey } = await arrived(needs, institution);
    needs.passMinutes(0.1);
    expect((await news.ofPage(page, null))?.arrival).toBeNull();
    await needs.links.noteVisitor(journey.id, visitor);
    needs.passMinutes(0.1);
    expect((await news.ofPage(page, null))?.arrival).toBe(journey.id);
    expect((await news.ofPage(page, journey.id))?.arrival).toBeNull();
  });

  test("tell of each account that is connected, and of the end of one", async () => {
    const { needs, institution, open, ofProcess } = await fixture();
    const page = await open();
    const news = ofProcess();
    const marks = new Set<string | undefined>();
    const look = async () => {
      needs.passMinutes(0.1);
      const now = await news.ofPage(page, null);
      marks.add(now?.mark);
      return now?.status;
    };
    expect(await look()).toBe("waiting");
    const sageBankAccountId = randomUUID();
    for (const [place, id] of [sageBankAccountId, randomUUID()].entries()) {
      const sourceAccountId = institution.accounts[place]?.id ?? "";
      const link = { sageBankAccountId: id, sourceAccountId, bankId: null, requestedStartDate: null };
      expect(await needs.connections.markConnected(link, needs.clock())).toBe("connected");
      expect(await look()).toBe("connected");
    }
    await needs.connections.markDisconnected(sageBankAccountId, needs.clock());
    expect(await look()).toBe("connected");
    expect(marks.size).toBe(4);
  });

  test("end with the page's hour", async () => {
    const { needs, open, ofProcess } = await fixture();
    const page = await open();
    const news = ofProcess();
    expect(await news.ofPage(page, null)).not.toBeNull();
    needs.passMinutes(60);
    expect(await news.ofPage(page, null)).toBeNull();
  });
});
