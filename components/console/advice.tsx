import type { ReactNode } from "react";

const EDGES = { good: "border-good", warn: "border-warn", bad: "border-danger", quiet: "border-edge" } as const;
const TEXTS = { good: "text-good", warn: "text-warn", bad: "text-danger", quiet: "text-muted" } as const;

type Props = { tone: keyof typeof EDGES; label?: string; children: ReactNode };

/** Says what is wrong and what to do about it; on top it says who has to act. */
export function Advice({ tone, label, children }: Props) {
  return (
    <div className={`mt-3 max-w-3xl rounded-md border-l-4 bg-rail px-4 py-3 ${EDGES[tone]}`}>
      {label && <p className={`mb-1 text-sm font-semibold ${TEXTS[tone]}`}>{label}</p>}
      {children}
    </div>
  );
}
