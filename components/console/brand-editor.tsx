"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, startTransition, useActionState, useEffect, useId, useRef, useState } from "react";
import type { ActionState } from "#lib/web/console/console-action.ts";
import { orRenewed } from "./or-renewed.ts";

type Props = {
  institutionId: string;
  /** The version that pages show. */
  published: number;
  /** The draft's revision; 0 for none. */
  revision: number;
  save: (previous: ActionState, data: FormData) => Promise<ActionState>;
  logoAddress: string;
  hasLogo: boolean;
  /** The preview's address, without page and language. */
  preview: string;
  pages: readonly (readonly [name: string, title: string])[];
  words: Record<
    | "saving"
    | "renewed"
    | "saved"
    | "save"
    | "logo"
    | "logoHint"
    | "removeLogo"
    | "currentLogo"
    | "noLogo"
    | "preview"
    | "page"
    | "language"
    | "theme"
    | "light"
    | "dark",
    string
  >;
  /** The boxes, drawn where the words are. */
  children: ReactNode;
};

/** Long enough that a word is typed, short enough to seem at once. */
const PAUSE_MS = 500;
const SELECT = "min-h-9 rounded-md border border-edge bg-page px-2";

/** Look and words of an institution, beside every page that shows them. Saves typed values into the draft at once. */
export function BrandEditor({ published, ...props }: Props) {
  const { revision } = props;
  const [shown, setShown] = useState({ published, revision, times: 0 });
  // The typed text goes with a draft that was taken away or published; one that has just come takes nothing.
  if (shown.published !== published || shown.revision !== revision)
    setShown({ published, revision, times: revision === 0 ? shown.times + 1 : shown.times });
  return <Boxes key={shown.times} {...props} />;
}

function Boxes({
  institutionId,
  revision,
  save,
  logoAddress,
  hasLogo,
  preview,
  pages,
  words,
  children,
}: Omit<Props, "published">) {
  const [state, dispatch, pending] = useActionState(orRenewed(save, words.renewed), { answers: 0 });
  const [isDirty, setDirty] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  // Text that was typed before this script had come is not lost.
  useEffect(() => {
    const boxes = form.current?.querySelectorAll("input:not([type=hidden])") ?? [];
    if ([...boxes].some((box) => box instanceof HTMLInputElement && box.value !== box.defaultValue)) setDirty(true);
  }, []);

  // One at a time, each with the revision that the one before made.
  useEffect(() => {
    if (!isDirty || pending) return;
    const timer = setTimeout(() => {
      const typed = form.current && new FormData(form.current);
      setDirty(false);
      if (typed) startTransition(() => dispatch(typed));
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [isDirty, pending, dispatch]);

  return (
    <div className="gap-8 xl:grid xl:grid-cols-[minmax(0,1fr)_minmax(0,30rem)]">
      <div>
        <form
          ref={form}
          onChange={() => setDirty(true)}
          onSubmit={(event) => {
            event.preventDefault();
            setDirty(true);
          }}
          className="max-w-xl space-y-4"
        >
          <input type="hidden" name="institutionId" value={institutionId} />
          <input type="hidden" name="revision" value={revision} />
          {children}
          <p aria-live="polite" className="min-h-6">
            {state.problem ? (
              <span className="text-danger">{state.problem}</span>
            ) : (
              <span className="text-muted">
                {pending || isDirty ? words.saving : state.answers > 0 ? words.saved : ""}
              </span>
            )}
          </p>
        </form>
        <LogoBox address={logoAddress} hasLogo={hasLogo} words={words} />
      </div>
      <Preview key={revision} preview={preview} pages={pages} words={words} />
    </div>
  );
}

function LogoBox({ address, hasLogo, words }: { address: string; hasLogo: boolean; words: Props["words"] }) {
  const router = useRouter();
  const box = useId();
  const [problem, setProblem] = useState<string>();
  async function send(method: "POST" | "DELETE", file?: File) {
    const sent = await fetch(address, {
      method,
      ...(file ? { body: file, headers: { "content-type": file.type } } : {}),
    });
    const answer = (await sent.json().catch(() => ({}))) as { problem?: string };
    setProblem(sent.ok ? undefined : (answer.problem ?? String(sent.status)));
    router.refresh();
  }
  return (
    <div className="mt-4 max-w-xl">
      <label htmlFor={box} className="font-medium">
        {words.logo}
      </label>
      <input
        id={box}
        type="file"
        accept="image/svg+xml,image/png"
        aria-describedby={`${box}-hint`}
        onChange={({ target }) => target.files?.[0] && send("POST", target.files[0])}
        className="mt-1 block w-full rounded-md border border-edge bg-page px-3 py-1"
      />
      <p id={`${box}-hint`} className="mt-1 text-sm text-muted">
        {hasLogo ? words.currentLogo : words.noLogo} {words.logoHint}
      </p>
      {hasLogo && (
        <button
          type="button"
          onClick={() => send("DELETE")}
          className="min-h-9 cursor-pointer underline underline-offset-4"
        >
          {words.removeLogo}
        </button>
      )}
      <p role="alert" className="text-danger">
        {problem}
      </p>
    </div>
  );
}

function Preview({ preview, pages, words }: Pick<Props, "preview" | "pages" | "words">) {
  const [page, setPage] = useState(pages[0]?.[0] ?? "");
  const [locale, setLocale] = useState("en");
  const [theme, setTheme] = useState<"light" | "dark">("light");
  return (
    <section aria-label={words.preview} className="mt-6 xl:mt-0">
      <div className="mb-2 flex flex-wrap gap-2">
        <select
          aria-label={words.page}
          value={page}
          onChange={({ target }) => setPage(target.value)}
          className={SELECT}
        >
          {pages.map(([name, title]) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
        <select
          aria-label={words.language}
          value={locale}
          onChange={({ target }) => setLocale(target.value)}
          className={SELECT}
        >
          <option value="en">EN</option>
          <option value="fr">FR</option>
        </select>
        <select
          aria-label={words.theme}
          value={theme}
          onChange={({ target }) => setTheme(target.value === "dark" ? "dark" : "light")}
          className={SELECT}
        >
          <option value="light">{words.light}</option>
          <option value="dark">{words.dark}</option>
        </select>
      </div>
      {/* A frame takes over the colour scheme of what holds it. */}
      <iframe
        title={words.preview}
        src={`${preview}/${page}?locale=${locale}`}
        sandbox="allow-same-origin"
        className={`h-[50rem] w-full rounded-md border border-line ${theme === "dark" ? "[color-scheme:dark]" : "[color-scheme:light]"}`}
      />
    </section>
  );
}
