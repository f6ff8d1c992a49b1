import path from "node:path";
import { type Child, startChild } from "../scripts/child.ts";
import { choosePort } from "../scripts/ports.ts";
import { untilReady } from "../scripts/ready.ts";
import { reports } from "../scripts/root.ts";
import { type Stack, type StackOptions, startStack } from "../scripts/stack.ts";
import type { Form } from "./forms.ts";
import { type Ask, keepAliveClient } from "./http.ts";
import { newLinkAddress } from "./link-address.ts";
import { timeToReady } from "./processes.ts";
import { type Company, journeyOf, type Walker } from "./walk.ts";

export interface OpenedJourney {
  url: string;
  headers: Record<string, string>;
  form: Form;
}

type StoreOf = Pick<StackOptions, "databaseUrl" | "dataDir" | "env">;

/** As many requests at once as prepare a measurement; not measured themselves. */
const HANDS = 8;
/** Well formed, and as good as never right. */
const WRONG = "222222";

/** The app and the sandbox on one driver, with companies and people for a load. */
export async function openField(name: string, companies: number, store: StoreOf) {
  const fields = await startFields(name, companies, store);
  const field = await fields.open(companies);
  const stop = () => field.stop().then(fields.stop);
  return { ...field, stop };
}
export type Field = Awaited<ReturnType<typeof openField>>;

/** A stack whose companies are shared out among fields, which are opened one after another. */
export async function startFields(name: string, companies: number, store: StoreOf) {
  const stack = await startStack({
    ...store,
    logDir: path.join(reports, "bench", name),
    seed: { connections: companies },
    // Every person has an address of their own, as behind a proxy; Sage's side must not be what is measured.
    env: { TRUSTED_PROXIES: "1", ...store.env },
  });
  const running = { child: stack.children.app, people: 0 };
  let taken = 0;
  return {
    open(count: number) {
      const mine = stack.connections.slice(taken, taken + count);
      taken += count;
      if (mine.length < count) throw new Error(`${name} has no ${count} companies left`);
      return fieldOf(name, stack, mine, running);
    },
    stop: () => stack.stop(),
  };
}

/** `running` outlives the field: the app's process, and the people who had an address. */
async function fieldOf(name: string, stack: Stack, companies: Company[], running: { child: Child; people: number }) {
  await fetch(`${stack.sage}/_control/options`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ limits: { requestsPerSecond: 0, tokensPerMinute: 0 } }),
  });
  const ground = { app: stack.app, sage: stack.sage, apiKey: stack.apiKey };
  const client = keepAliveClient(HANDS);

  function nextWalker(): Walker {
    const number = running.people++;
    const company = companies[number % companies.length] as Company;
    return { bankId: stack.bankId, company, address: `10.200.${(number >> 8) & 255}.${number & 255}` };
  }

  async function times<T>(count: number, work: () => Promise<T>): Promise<T[]> {
    const done: T[] = [];
    let begun = 0;
    const hand = async () => {
      while (begun++ < count) done.push(await work());
    };
    await Promise.all(Array.from({ length: HANDS }, hand));
    return done;
  }

  return {
    ground,
    companies,
    bankIds: [stack.bankId, stack.usBankId],
    /** Who may sign in to the console. */
    administrator: stack.administrator,
    pid: () => running.child.pid,

    /** Journeys at their first page. */
    openJourneys: (count: number): Promise<OpenedJourney[]> =>
      times(count, async () => {
        const journey = journeyOf(client, ground, nextWalker());
        const url = await journey.arrive();
        return { url, headers: journey.headers, form: await journey.identifyForm(url) };
      }),

    /** Gives every company a password that is waiting to be typed. */
    issuePasscodes: () =>
      times(companies.length, () => journeyOf(client, ground, nextWalker()).passcode()).then(() => {}),

    /** One wrong try for each company, each from an address that has tried nothing yet in this round. */
    wrongTries: (opened: readonly OpenedJourney[], round: number): Ask[] =>
      companies.map((company, number) => {
        const { url, form } = opened[number % opened.length] as OpenedJourney;
        const address = `10.${100 + round}.${(number >> 8) & 255}.${number & 255}`;
        return journeyOf(client, ground, { bankId: stack.bankId, company, address }).passcodePost(url, form, WRONG);
      }),

    /** Right tries, each for a journey of its own. */
    rightTries: (count: number): Promise<Ask[]> =>
      times(count, async () => {
        const journey = journeyOf(client, ground, nextWalker());
        const passcode = await journey.passcode();
        const url = await journey.arrive();
        return journey.passcodePost(url, await journey.identifyForm(url), passcode);
      }),

    /** The address of each page of a journey, with a journey that is there; and of the link page, which opens once. */
    async pages() {
      const reach = async (steps: number) => {
        const journey = journeyOf(client, ground, nextWalker());
        const passcode = await journey.passcode();
        let url = await journey.arrive();
        if (steps > 0) url = await journey.identify(url, passcode);
        if (steps > 1) url = await journey.chooseAccount(url);
        if (steps > 2) {
          await journey.confirm(url);
          url = url.replace(/review$/, "outcome");
        }
        return url;
      };
      const link = () => newLinkAddress(client, ground, companies[0] as Company, {});
      return {
        identify: await reach(0),
        account: await reach(1),
        review: await reach(2),
        outcome: await reach(3),
        link,
      };
    },

    /**
     * Stops the app and starts it again. Answers the milliseconds from its process's start until it says that it is
     * ready.
     */
    async restart(): Promise<number> {
      await running.child.stop();
      const [next, took] = await Promise.all([stack.restartApp(), timeToReady(`${stack.app}/readyz`)]);
      running.child = next;
      return took;
    },

    /** One more process of the app on the same store, on a port of its own. */
    async replica(number: number) {
      const port = await choosePort(0, "PORT");
      const app = `http://localhost:${port}`;
      const logFile = path.join(reports, "bench", name, `app-${number}.log`);
      const env = { ...stack.env, PORT: String(port) };
      const replica = startChild({ name: `App ${number}`, args: ["server.ts"], env, logFile });
      await untilReady(`${app}/readyz`, replica);
      return { app, pid: replica.pid, stop: () => replica.stop() };
    },

    /** How many journeys came home without Sage getting exactly one success. */
    async oddAuthorisations(): Promise<number> {
      const { authorisations } = (await (await fetch(`${stack.sage}/_control/state`)).json()) as {
        authorisations: { status: string; patchCount: number; landings: unknown }[];
      };
      return authorisations.filter(
        ({ landings, status, patchCount }) => landings && (status !== "success" || patchCount !== 1),
      ).length;
    },

    async stop() {
      client.close();
    },
  };
}
