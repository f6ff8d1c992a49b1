import type { ReactNode } from "react";
import type { LinkStatus } from "#lib/link/link-status.ts";
import type { Words } from "#lib/web/words.ts";
import { FrameMessages } from "./frame-messages.tsx";

type Props = {
  institution: { name: string; logo: string | null };
  help: string | null;
  words: Words;
  messages: { origins: readonly string[]; passcode: string | null; status: LinkStatus };
  children: ReactNode;
};

/** What a link page has around it: who and Sage above, help below, and messages to the page that has it in a frame. */
export function LinkFrame({ institution, help, words, messages, children }: Props) {
  return (
    <div className="mx-auto max-w-[32rem] px-4 pt-3 pb-6">
      <header className="flex min-h-10 items-center gap-3 border-b border-line pb-2">
        {institution.logo ? (
          <img src={institution.logo} alt={institution.name} className="max-h-8 max-w-48 object-contain" />
        ) : (
          <span className="font-semibold">{institution.name}</span>
        )}
        <span aria-hidden="true" className="h-6 border-l border-edge" />
        <span className="font-semibold">{words("frame.sage")}</span>
      </header>
      <main className="pt-2">{children}</main>
      {help && (
        <footer className="mt-6 border-t border-line pt-2 text-sm text-muted">
          {words("frame.help")} <span className="text-ink">{help}</span>
        </footer>
      )}
      <FrameMessages {...messages} />
    </div>
  );
}
