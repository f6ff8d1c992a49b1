"use client";

import { type ReactNode, startTransition, useActionState, useEffect, useId, useRef, useState } from "react";
import type { ActionState } from "#lib/web/console/console-action.ts";
import { BUTTON, Button, LOOKS } from "./button.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { Copy } from "./copy.tsx";
import { orRenewed } from "./or-renewed.ts";

type Props = {
  action: (previous: ActionState, data: FormData) => Promise<ActionState>;
  look?: "primary" | "secondary" | "danger";
  /** There is nothing to do any more: no button, while an answer that is being read stays. */
  gone?: boolean;
  words: {
    open: string;
    title: string;
    description: string;
    until: string;
    reason: string;
    reasonHint: string;
    confirm: string;
    close: string;
    copy: string;
    copied: string;
    renewed: string;
  };
  /** Whom or what it changes, by its name. */
  subject?: string;
  /** Hidden fields that say what the action is about; and boxes of its own. */
  fields?: Record<string, string>;
  children?: ReactNode;
};

/** An action: asked for, confirmed with a reason, and answered in place. A secret in the answer is shown once. */
export function ActionForm({ look = "secondary", words, gone = false, ...rest }: Props) {
  // The action that was opened is answered: the page behind it may offer the opposite by then.
  const [opened, setOpened] = useState<Pick<Props, "words" | "fields" | "subject"> | null>(null);
  const { subject } = rest;
  const shown = { words, ...rest, ...opened };
  return (
    <ConfirmDialog
      trigger={
        <button type="button" hidden={gone} className={`${BUTTON} ${LOOKS[look]} ${gone ? "hidden" : ""}`}>
          {words.open}
        </button>
      }
      onOpen={(isOpen) =>
        setOpened(
          isOpen ? { words, ...(rest.fields ? { fields: rest.fields } : {}), ...(subject ? { subject } : {}) } : null,
        )
      }
      title={shown.subject ? `${shown.words.title} – ${shown.subject}` : shown.words.title}
      description={shown.words.description}
      close={words.close}
    >
      <Inside look={look} {...shown} />
    </ConfirmDialog>
  );
}

/** State lasts as long as the dialog is open: a reopened dialog begins again. */
function Inside({ action, look, words, fields = {}, children }: Omit<Props, "gone" | "subject">) {
  const [state, submit, pending] = useActionState(orRenewed(action, words.renewed), { answers: 0 });
  const reason = useId();
  const form = useRef<HTMLFormElement>(null);
  // The box that does not fit is marked and gone to, as a form's own errors are.
  useEffect(() => {
    for (const box of form.current?.querySelectorAll("[aria-invalid]") ?? []) box.removeAttribute("aria-invalid");
    const box = state.field ? form.current?.elements.namedItem(state.field) : null;
    if (!(box instanceof HTMLElement)) return;
    box.setAttribute("aria-invalid", "true");
    box.focus();
  }, [state]);
  const isDone = state.done !== undefined || state.secret !== undefined;
  return (
    <>
      <div aria-live="polite" className="mt-3">
        {state.problem && !pending && <p className="mb-2 text-danger">{state.problem}</p>}
        {state.done && <p className="font-medium text-good">{state.done}</p>}
        {state.secret && (
          <div className="flex flex-wrap items-center gap-3">
            <output
              className={`rounded-md border border-edge px-3 py-2 font-mono break-all ${state.secret.text.length > 12 ? "" : "text-2xl tracking-[0.2em]"}`}
            >
              {state.secret.text}
            </output>
            <Copy text={state.secret.text} copy={words.copy} copied={words.copied} what={words.title} />
            <p className="basis-full text-muted">
              {state.secret.note}
              {state.secret.until && (
                <>
                  {" "}
                  {words.until} <ClockTime at={state.secret.until} />.
                </>
              )}
            </p>
          </div>
        )}
      </div>
      {!isDone && (
        // Not as the form's action: what was typed would be taken away by an answer that refuses it.
        <form
          ref={form}
          onSubmit={(event) => {
            event.preventDefault();
            const typed = new FormData(event.currentTarget);
            if (!pending) startTransition(() => submit(typed));
          }}
          className="mt-2 space-y-3"
        >
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {children}
          <div>
            <label htmlFor={reason} className="block font-medium">
              {words.reason}
            </label>
            <textarea
              id={reason}
              name="reason"
              rows={2}
              minLength={3}
              maxLength={500}
              required
              aria-describedby={`${reason}-hint`}
              className="mt-1 block w-full rounded-md border border-edge bg-page px-3 py-2"
            />
            <p id={`${reason}-hint`} className="mt-1 text-sm text-muted">
              {words.reasonHint}
            </p>
          </div>
          <Button look={look === "danger" ? "danger" : "primary"} busy={pending}>
            {words.confirm}
          </Button>
        </form>
      )}
    </>
  );
}

/** A time of today, as a clock where the reader is shows it. */
const ClockTime = ({ at }: { at: string }) => (
  <time dateTime={at} className="font-medium text-ink tabular-nums">
    {new Date(at).toLocaleTimeString(document.documentElement.lang === "fr" ? "fr" : "en-GB", { timeStyle: "short" })}
  </time>
);
