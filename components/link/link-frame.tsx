import type { ReactNode } from "react";
import type { LinkStatus } from "#lib/link/link-status.ts";
import type { Translate } from "#lib/web/text/t.ts";
import { FrameHeader, type ShownInstitution } from "../connect/frame-header.tsx";
import { WithPhone } from "../ui/with-phone.tsx";
import { FrameMessages } from "./frame-messages.tsx";

type Props = {
  institution: ShownInstitution;
  help: string | null;
  t: Translate;
  messages: { origins: readonly string[]; passcode: string | null; status: LinkStatus };
  children: ReactNode;
};

/**
 * The frame of a link page: the institution and Sage above, help below. It also sends messages to the page that frames
 * it.
 */
export function LinkFrame({ institution, help, t, messages, children }: Props) {
  return (
    <div className="mx-auto max-w-[32rem] px-4 pt-3 pb-6">
      <FrameHeader institution={institution} sage={t("frame.sage")} />
      <main className="pt-2">{children}</main>
      {help && (
        <footer className="mt-6 border-t border-line pt-2 text-sm text-muted">
          {t("frame.help")}{" "}
          <span className="text-ink">
            <WithPhone>{help}</WithPhone>
          </span>
        </footer>
      )}
      <FrameMessages {...messages} />
    </div>
  );
}
