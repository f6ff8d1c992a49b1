"use client";

import { useEffect, useState } from "react";

type Props = { text: string; copy: string; copied: string; what: string; className?: string };

const LOOK = "min-h-11 cursor-pointer rounded-md border border-edge px-4 text-sm hover:border-ink";

/** Copies a text where the browser lets it; where it does not, there is no button. */
export function CopyButton({ text, copy, copied, what, className = LOOK }: Props) {
  const [state, setState] = useState<"absent" | "ready" | "done">("absent");
  useEffect(() => {
    if (navigator.clipboard) setState("ready");
  }, []);
  if (state === "absent") return null;
  const onClick = () =>
    navigator.clipboard.writeText(text).then(
      () => setState("done"),
      () => setState("absent"),
    );
  return (
    <button type="button" onClick={onClick} aria-label={`${copy}: ${what}`} className={className}>
      <span aria-live="polite">{state === "done" ? copied : copy}</span>
    </button>
  );
}
