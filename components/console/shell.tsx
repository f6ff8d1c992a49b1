import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { RailLink } from "./rail-link.tsx";

type Props = {
  /** Its places, each with what else belongs to it. */
  rail: readonly (readonly [address: string, name: string, also?: readonly string[]])[];
  find: string;
  account: string;
  who: { name: string; role: string };
  otherLocale: string;
  actions: {
    signOut: () => Promise<void>;
    signOutEverywhere: () => Promise<void>;
    switchLocale: (data: FormData) => Promise<void>;
  };
  words: Record<
    | "skip"
    | "navigation"
    | "search"
    | "searchHint"
    | "account"
    | "signOut"
    | "signOutEverywhere"
    | "switchLanguage"
    | "version",
    string
  >;
  children: ReactNode;
};

/** The console's frame: a rail to go by, one search box, who is there; at the foot, the version. */
export function Shell({ rail, find, account, who, otherLocale, actions, words, children }: Props) {
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[220px_1fr]">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-10 focus:rounded focus:bg-page focus:p-2"
      >
        {words.skip}
      </a>
      <nav
        aria-label={words.navigation}
        className="flex flex-wrap items-center gap-x-1 border-line bg-rail px-3 py-2 max-lg:border-b lg:flex-col lg:items-stretch lg:border-r lg:py-4"
      >
        <p className="px-2 font-semibold lg:pb-3">Connect Bank</p>
        {rail.map(([address, name, also], index) => (
          <RailLink key={address} href={address} home={index === 0} {...(also ? { also } : {})}>
            {name}
          </RailLink>
        ))}
      </nav>
      <div className="flex min-w-0 flex-col">
        <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-2 lg:px-6">
          <search className="min-w-0 grow basis-full sm:basis-40">
            <form action={find}>
              <input
                type="search"
                name="q"
                aria-label={words.search}
                placeholder={words.searchHint}
                autoComplete="off"
                className="min-h-9 w-full max-w-2xl rounded-md border border-edge bg-page px-3 placeholder:text-muted placeholder:text-ellipsis"
              />
            </form>
          </search>
          <details className="relative">
            <summary className="flex min-h-9 cursor-pointer list-none items-center rounded-md px-2 hover:bg-hover">
              {who.name} <span className="ml-2 text-muted max-sm:hidden">{who.role}</span>
              <span aria-hidden="true" className="ml-1.5 text-muted">
                ▾
              </span>
            </summary>
            <div className="absolute z-10 max-sm:left-0 sm:right-0 mt-1 flex w-56 flex-col items-stretch rounded-md border border-line bg-page p-2 shadow-lg">
              <a
                href={account}
                className="flex min-h-9 items-center justify-center rounded-md px-3 font-medium underline underline-offset-4 hover:bg-hover"
              >
                {words.account}
              </a>
              <form action={actions.switchLocale} className="contents">
                <Button look="plain" name="locale" value={otherLocale}>
                  {words.switchLanguage}
                </Button>
              </form>
              <form action={actions.signOut} className="contents">
                <Button look="plain">{words.signOut}</Button>
              </form>
              <form action={actions.signOutEverywhere} className="contents">
                <Button look="plain">{words.signOutEverywhere}</Button>
              </form>
            </div>
          </details>
        </header>
        <main id="main" className="grow px-4 pt-4 pb-16 lg:px-6">
          {children}
        </main>
        <footer className="border-t border-line px-4 py-2 text-sm text-muted lg:px-6">{words.version}</footer>
      </div>
    </div>
  );
}
