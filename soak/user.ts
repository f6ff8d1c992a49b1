import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { formsIn, postForm, type SentForm } from "../e2e/steps/forms.ts";
import { VISITOR } from "./balancer.ts";
import { until } from "./patience.ts";

/** Sage's record of one Connect Bank, as the sandbox shows it. */
type Authorisation = { id: string; status: string; accounts: { externalId: string; accountName: string }[] };
type Started = { authorisationId: string; authUrl: string; redirectUri: string };
export type Control = (path: string, body?: unknown) => Promise<unknown>;

export type Sharing = {
  connectionId: string;
  passcode: () => Promise<string>;
  /** Names of the accounts to choose. */
  accounts: readonly string[];
  /** Sage's account that is to be authorised again. */
  reauth?: string;
};

type Page = { url: string; status: number; text: string };
type Visit = { app: string; headers: Record<string, string>; sharing: Sharing; redirectUri: string };
/** How a walk ended: back in Sage with success, back in Sage otherwise, or on a page that leads nowhere. */
type End = "linked" | "not linked" | "over";

/** More pages than the most patient person opens in one journey. */
const MOST_PAGES = 150;
const PATIENCE_MS = 15_000;

/**
 * A person who connects accounts over the real pages, without script. They reload a missing page, and type again what a
 * page asks again. They begin again in Sage when a journey has ended without them. Answers Sage's authorisation, which
 * shares the chosen accounts.
 */
export async function connectBank(world: { app: string; bankId: string; control: Control }, sharing: Sharing) {
  const { app, bankId, control } = world;
  const headers = { [VISITOR]: `10.0.${randomBelow(256)}.${randomBelow(256)}`, "accept-language": "en" };
  for (;;) {
    const beginning = sharing.reauth ? { kind: "reauth", bankAccountId: sharing.reauth } : {};
    const started = (await control("/authorisations", { bankId, ...beginning })) as Started;
    const end = await walk(started, { app, headers, sharing, redirectUri: started.redirectUri });
    const authorisation = (await control(`/authorisations/${started.authorisationId}`)) as Authorisation;
    if (end === "linked" && authorisation.status !== "success")
      throw new Error(`the page said that all was well, and Sage has ${JSON.stringify(authorisation)}`);
    if (authorisation.status === "success") return authorisation;
    await pause(500);
  }
}

const randomBelow = (most: number) => Number.parseInt(randomUUID().slice(0, 6), 16) % most;

async function walk({ authUrl }: Started, visit: Visit): Promise<End> {
  const { pathname, search } = new URL(authUrl);
  const hop = await until(() => open(visit.app + pathname + search, visit));
  let address = /<a href="([^"]+)"/.exec(hop.text)?.[1] ?? "";
  if (!address.includes("/connect/")) return "over";
  let said = "";
  for (let n = 0; n < MOST_PAGES; n++) {
    // A page that does not come, since a process is being started, is no step of the journey.
    const page = await until(async () => {
      const come = await open(address, visit);
      return come !== null && come.status < 500 && come;
    });
    if (page.url.startsWith(visit.redirectUri)) return "not linked";
    if (page.status >= 400) return "over";
    address = page.url;
    said = plain(page.text);
    const next = await answer(page, visit).catch(() => null);
    if (next === null) await pause(300);
    else if (!next.startsWith(visit.redirectUri)) address = new URL(next, visit.app).href;
    else {
      await open(next, visit).catch(() => null);
      return page.url.includes("/review") ? "linked" : "not linked";
    }
  }
  throw new Error(
    `a journey led nowhere; its last page was ${address.replace(/connect\/[^/]+/, "connect/…")}: ${said}`,
  );
}

/** A page's words. */
const plain = (html: string) =>
  html
    .replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .slice(0, 600);

/** Opens a page and goes where it leads; null for one that did not come. */
async function open(address: string, { app, headers, redirectUri }: Visit): Promise<Page | null> {
  for (let url = address, hops = 0; hops < 6; hops++) {
    const response = await fetch(url, { headers, redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) });
    const text = await response.text();
    const location = response.headers.get("location");
    if (!location || url.startsWith(redirectUri)) return { url, status: response.status, text };
    url = new URL(location, app).href;
  }
  return null;
}

/** Does what a page asks for. Answers where its form led, or null when it led back to the same page. */
async function answer({ url, text }: Page, { headers, sharing }: Visit): Promise<string | null> {
  const forms = formsIn(text);
  const withButton = (...words: string[]) => forms.find(({ buttons }) => buttons.some((one) => words.includes(one)));
  const post = async (form: SentForm | undefined, changed: Record<string, string | readonly string[]> = {}) => {
    if (!form) return null;
    const posted = await postForm(url, form, changed, headers);
    if (process.env.SOAK_DEBUG)
      console.log(url.slice(-12), posted.status, posted.location, plain(posted.text).slice(0, 200));
    return posted.location;
  };
  switch (/\/connect\/[^/]+\/([a-z]+)/.exec(url)?.[1]) {
    case "identify":
      return post(withButton("Continue"), {
        connectionId: sharing.connectionId,
        passcode: await sharing.passcode(),
      });
    case "account":
      return post(withButton("Continue"), { account: valuesOf(text, sharing.accounts) });
    case "review":
      return post(withButton("Connect account", "Connect accounts", "Keep connected"));
    case "outcome": {
      const again = withButton("Try again");
      if (again) return post(again);
      const home = withButton("Return to Sage");
      if (home) return post(home);
      return /<a href="([^"]+)"[^>]*>\s*Return to Sage/.exec(text)?.[1]?.replaceAll("&amp;", "&") ?? null;
    }
    default:
      return null;
  }
}

/** The values of the choices that have these names. */
function valuesOf(html: string, names: readonly string[]) {
  const rows = html.split("<label").filter((row) => row.includes('name="account"'));
  return names.map((name) => {
    const value = /value="([^"]+)"/.exec(rows.find((row) => row.includes(`>${name}<`)) ?? "")?.[1];
    if (!value) throw new Error(`no account ${name} on the page`);
    return value;
  });
}
