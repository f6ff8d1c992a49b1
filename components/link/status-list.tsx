import type { LinkStatus } from "#lib/link/link-status.ts";
import type { Translate } from "#lib/web/text/t.ts";

/** `frame` is the address of the same list for pages without script; null for none. */
type Props = { status: LinkStatus; t: Translate; institution: string; frame: string | null };

const STEPS = ["waiting", "arrived", "chosen", "connected"] as const;

/** The four steps, each with its mark and word: done, now, or still to come. Without script a frame keeps them fresh. */
export function StatusList({ status, t, institution, frame }: Props) {
  // Beside a connected account, the steps are those of another one.
  const reached = status === "arrived" || status === "chosen" ? STEPS.indexOf(status) : 0;
  return (
    <>
      {/* Shown where script runs; the frame below says the same where it does not. */}
      <ol className={`mt-2 space-y-1 ${frame ? "noscript:hidden" : ""}`}>
        {STEPS.map((step, place) => {
          const mark = place < reached ? "done" : place === reached ? "now" : "todo";
          return (
            <li key={step} aria-current={mark === "now" ? "step" : undefined} className="flex items-baseline gap-2">
              <span aria-hidden="true" className={`w-5 text-center ${mark === "todo" ? "text-muted" : "text-accent"}`}>
                {MARKS[mark]}
              </span>
              <span className={mark === "now" ? "font-semibold" : mark === "todo" ? "text-muted" : ""}>
                {t(`link.steps.${step}`, { institution })} <span className="sr-only">({t(`link.${mark}`)})</span>
              </span>
            </li>
          );
        })}
      </ol>
      {frame && (
        <noscript>
          <iframe src={frame} title={t("link.status")} className="mt-2 h-40 w-full border-0" />
        </noscript>
      )}
    </>
  );
}

const MARKS = { done: "✓", now: "●", todo: "○" } as const;
