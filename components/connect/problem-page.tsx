import { PageTitle } from "./page-title.tsx";

type Props = { title: string; body: string; supportCode?: { label: string; code: string } | null };

/** A page that has no journey: what happened and what to do next. */
export function ProblemPage({ title, body, supportCode }: Props) {
  return (
    <main className="mx-auto max-w-[32rem] px-4 py-6">
      <PageTitle>{title}</PageTitle>
      <p>{body}</p>
      {supportCode && (
        <p className="mt-4 border-t border-line pt-2 text-sm text-muted">
          {supportCode.label} <span className="font-mono text-ink">{supportCode.code}</span>
        </p>
      )}
    </main>
  );
}
