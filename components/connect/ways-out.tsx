import type { Translate } from "#lib/web/text/t.ts";
import { SubmitButton } from "../ui/submit-button.tsx";

type Props = {
  t: Translate;
  cancel: () => Promise<void>;
  back?: string;
  /** True where going home to Sage is all that is left: it is the page's main button then. */
  home?: boolean;
};

/** Back and Cancel, as text under a step's main button. */
export function WaysOut({ t, cancel, back, home = false }: Props) {
  const leave = (
    <form action={cancel} className={home ? "mt-4" : ""}>
      <SubmitButton variant={home ? "primary" : "text"} working={t("frame.working")}>
        {t(home ? "frame.returnToSage" : "frame.cancel")}
      </SubmitButton>
    </form>
  );
  return (
    <>
      {home && leave}
      <div className="mt-1 flex gap-6">
        {back && (
          <a
            href={back}
            className="-mx-2 inline-flex min-h-11 items-center rounded-md px-2 text-muted underline underline-offset-4 hover:text-ink"
          >
            {t("frame.back")}
          </a>
        )}
        {!home && leave}
      </div>
    </>
  );
}
