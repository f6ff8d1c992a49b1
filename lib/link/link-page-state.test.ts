import { expect, test } from "vitest";
import { someTime } from "../../test/journeys.ts";
import { type LinkPageFacts, linkPageState } from "./link-page-state.ts";

const arrival = { journeyId: "1", supportCode: "AB-CD", region: "eu", openedAt: someTime } as const;
const here = { id: "a", name: "Current", lastFour: "6819", status: "connected", since: someTime, by: null } as const;
const gone = { ...here, id: "b", status: "disconnected", by: "sage" } as const;
const accounts = [here, gone];
const none: LinkPageFacts = { status: "waiting", accounts: [], mark: "m", arrival: null, said: null, again: null };
const [yes, late] = [
  { took: true, mark: "m" },
  { took: false, mark: "m" },
];

test.each<[Partial<LinkPageFacts>, object]>([
  [{}, { kind: "before", notice: null, connected: [] }],
  [{ status: "ended" }, { kind: "before", notice: "ended", connected: [] }],
  [
    { status: "ended", accounts },
    { kind: "before", notice: "ended", connected: [here] },
  ],
  [{ arrival }, { kind: "asks", arrival, behind: { kind: "before", notice: null, connected: [] } }],
  [
    { arrival, status: "connected", accounts },
    { kind: "asks", arrival, behind: { kind: "connected", accounts: [here] } },
  ],
  [
    { arrival, said: yes },
    { kind: "asks", arrival, behind: { kind: "go-on", isSaid: true } },
  ],
  [{ said: yes }, { kind: "go-on", isSaid: true }],
  [
    { said: yes, status: "connected", accounts },
    { kind: "go-on", isSaid: true },
  ],
  [
    { said: yes, mark: "n" },
    { kind: "before", notice: null, connected: [] },
  ],
  [
    { said: yes, mark: "n", status: "arrived" },
    { kind: "go-on", isSaid: false },
  ],
  [{ said: late }, { kind: "before", notice: "late", connected: [] }],
  [{ status: "arrived" }, { kind: "go-on", isSaid: false }],
  [
    { status: "chosen", accounts },
    { kind: "go-on", isSaid: false },
  ],
  [
    { status: "chosen", again: "m" },
    { kind: "before", notice: null, connected: [] },
  ],
  [
    { status: "connected", accounts },
    { kind: "connected", accounts: [here] },
  ],
  [
    { status: "connected", accounts, again: "m" },
    { kind: "before", notice: null, connected: [here] },
  ],
  [
    { status: "connected", accounts, again: "l" },
    { kind: "connected", accounts: [here] },
  ],
  [
    { status: "disconnected", accounts: [gone] },
    { kind: "disconnected", accounts: [gone] },
  ],
])("a page of which is known %o says %o", (facts, state) => {
  expect(linkPageState({ ...none, ...facts })).toEqual(state);
});
