import { PageTitle } from "./page-title.tsx";

/** A page that has no journey: what happened and what to do next. */
export function ProblemPage({ title, body }: { title: string; body: string }) {
  return (
    <main className="mx-auto max-w-[32rem] px-4 py-6">
      <PageTitle>{title}</PageTitle>
      <p>{body}</p>
    </main>
  );
}
