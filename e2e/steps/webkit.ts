import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { choosePort } from "../../scripts/ports.ts";
import { FOCUSED_ROLE, type Hands, type OpenBrowser, places } from "./hands.ts";

const DRIVER = "/usr/bin/WebKitWebDriver";
const XVFB = "/usr/bin/Xvfb";
/** WebDriver's name of an element in an answer. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** WebKitGTK's own small browser, beside its driver and a screen in memory; null where one is missing. */
export const webkitPath = () =>
  [DRIVER, XVFB].every((path) => existsSync(path))
    ? (globSync("/usr/lib/*/webkit2gtk-4*/MiniBrowser")[0] ?? null)
    : null;

/** WebKitGTK over WebDriver. Its language is its machine's, which has English alone. */
export async function openWebkit(binary: string): Promise<OpenBrowser> {
  const screen = spawn(XVFB, ["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const display = await new Promise<string>((resolve, reject) => {
    screen.once("error", reject);
    screen.stdout.once("data", (line: Buffer) => resolve(`:${String(line).trim()}`));
  });
  const port = await choosePort(0, "PORT");
  const env = { ...process.env, DISPLAY: display, GDK_BACKEND: "x11", LANG: "C.UTF-8", LANGUAGE: "en" };
  const driver = spawn(DRIVER, [`--port=${port}`, "--host=127.0.0.1"], {
    // Its sandbox refuses to run as root.
    env: { ...env, LIBGL_ALWAYS_SOFTWARE: "1", WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" },
    stdio: "ignore",
  });
  const started = [driver, screen];
  try {
    const ask = await session(`http://127.0.0.1:${port}`, binary);
    const hands = handsOf(ask);
    return {
      language: "en",
      open: (address) => ask("POST", "/url", { url: address }).then(() => {}),
      address: async () => String(await ask("GET", "/url")),
      hands,
      inFrame: async () => {
        await untilDone(async () => {
          const frame = await ask("POST", "/element", { using: "css selector", value: "iframe" });
          await ask("POST", "/frame", { id: frame });
        });
        return hands;
      },
      close: async () => {
        await ask("DELETE", "").catch(() => {});
        await end(started);
      },
    };
  } catch (error) {
    await end(started);
    throw error;
  }
}

type AskDriver = (method: string, path: string, body?: object) => Promise<unknown>;

const Answer = z.object({ value: z.unknown() });
const Refusal = z.object({ error: z.string(), message: z.string() });

async function session(driver: string, binary: string): Promise<AskDriver> {
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await fetch(driver + path, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
    const { value } = Answer.parse(await answer.json());
    if (!answer.ok) throw new Error(Refusal.safeParse(value).data?.message ?? `${method} ${path}: ${answer.status}`);
    return value;
  };
  await untilDone(() => ask("GET", "/status"));
  const options = { "webkitgtk:browserOptions": { binary, args: ["--automation"] } };
  const made = await ask("POST", "/session", { capabilities: { alwaysMatch: options } });
  const { sessionId } = z.object({ sessionId: z.string() }).parse(made);
  return (method, path, body) => ask(method, `/session/${sessionId}${path}`, body);
}

/** Tries until it is done: a page may be on its way to the next one. The last refusal is told. */
async function untilDone<T>(act: () => Promise<T>): Promise<T> {
  const end = performance.now() + 45_000;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (performance.now() > end) throw error;
      await pause(100);
    }
  }
}

function handsOf(ask: AskDriver): Hands {
  const at = async (xpath: string) => {
    const found = z
      .record(z.string(), z.string())
      .parse(await ask("POST", "/element", { using: "xpath", value: xpath }));
    return `/element/${found[ELEMENT]}`;
  };
  const click = (xpath: string) => untilDone(async () => void (await ask("POST", `${await at(xpath)}/click`, {})));
  return {
    press: (button) => click(places.button(button)),
    type: (id, text) => untilDone(async () => void (await ask("POST", `${await at(places.box(id))}/value`, { text }))),
    choose: (account) => click(places.account(account)),
    sees: (text) => untilDone(async () => void (await at(places.text(text)))),
    isFocusedIn: async (role) => (await ask("POST", "/execute/sync", { script: FOCUSED_ROLE, args: [] })) === role,
  };
}

/** Ends processes of ours, and waits until they have. */
const end = (children: readonly ChildProcess[]) =>
  Promise.all(
    children
      .filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)
      .map((child) => {
        const ended = new Promise((resolve) => child.once("exit", resolve));
        child.kill();
        return ended;
      }),
  );
