"use client";

import { useActionState, useEffect, useId, useRef } from "react";
import type { OwnPasswordState } from "#lib/console/own-password.ts";
import { Button } from "./button.tsx";

type Problem = NonNullable<OwnPasswordState["problem"]>;
type Field = "current" | "wanted" | "again";

type Props = {
  action: (previous: OwnPasswordState, data: FormData) => Promise<OwnPasswordState>;
  username: string;
  next: string;
  shortest: number;
  /** Why somebody has to; gone once they have. */
  lead: string | null;
  words: Record<Field | "hint" | "change" | "working" | "done" | "onwards", string> & {
    problems: Record<Problem, string>;
  };
};

/** Which box a fault belongs to. */
const FIELD_OF: Record<Problem, Field> = {
  wrong: "current",
  "too-many": "current",
  "by-provider": "current",
  short: "wanted",
  long: "wanted",
  weak: "wanted",
  same: "wanted",
  different: "again",
};

/** Three boxes: the old password, and the new one twice. Each box shows its own error. */
export function OwnPasswordForm({ action, username, next, shortest, lead, words }: Props) {
  const [state, submit, pending] = useActionState(action, { problem: null, ended: null });
  const place = useRef<HTMLDivElement>(null);
  // A person who cannot see the page is taken to the words to read, or to the box to mend.
  useEffect(() => {
    if (state.ended !== null) place.current?.focus();
    else if (state.problem) document.querySelector<HTMLElement>("form [aria-invalid]")?.focus();
  }, [state]);
  if (state.ended !== null)
    return (
      <div ref={place} tabIndex={-1} role="status" className="mt-4 outline-none">
        <p className="font-medium text-good">{words.done}</p>
        <p className="mt-3">
          <a href={next} className="font-medium underline underline-offset-4">
            {words.onwards}
          </a>
        </p>
      </div>
    );
  const problemAt = (field: Field) =>
    state.problem && !pending && FIELD_OF[state.problem] === field ? words.problems[state.problem] : null;
  return (
    <form action={submit} className="mt-4 space-y-4">
      {lead && <p>{lead}</p>}
      {/* Password managers keep a password under a name. */}
      <input type="text" name="username" value={username} readOnly autoComplete="username" hidden />
      <PasswordBox name="current" label={words.current} problem={problemAt("current")} />
      <PasswordBox
        name="wanted"
        label={words.wanted}
        hint={words.hint}
        problem={problemAt("wanted")}
        minLength={shortest}
      />
      <PasswordBox name="again" label={words.again} problem={problemAt("again")} />
      <Button look="primary" busy={pending}>
        {pending ? words.working : words.change}
      </Button>
    </form>
  );
}

type BoxProps = { name: Field; label: string; hint?: string; problem: string | null; minLength?: number };

function PasswordBox({ name, label, hint, problem, minLength }: BoxProps) {
  const id = useId();
  const about = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ");
  return (
    <div>
      <label htmlFor={id} className="block font-medium">
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} role="alert" className="text-danger">
          {problem}
        </p>
      )}
      <input
        id={id}
        name={name}
        type="password"
        required
        minLength={minLength}
        maxLength={256}
        autoComplete={name === "current" ? "current-password" : "new-password"}
        aria-invalid={problem !== null || undefined}
        aria-describedby={about || undefined}
        className="mt-1 block min-h-10 w-full rounded-md border border-edge bg-page px-3 aria-[invalid]:border-danger"
      />
    </div>
  );
}
