import type { ReactNode } from "react";

/** Named facts in two columns. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-1 gap-x-4 sm:grid-cols-[minmax(7rem,auto)_1fr]">
      {facts.map(([name, value]) => (
        <div
          key={name}
          className="grid min-h-8 items-center border-b border-line py-1 sm:col-span-2 sm:grid-cols-subgrid"
        >
          <dt className="text-muted">{name}</dt>
          <dd className="min-w-0 wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** An id, in a face that tells its characters apart. */
export function Id({ children }: { children: string }) {
  return <code className="font-mono text-[0.9286em] wrap-anywhere">{children}</code>;
}

/** A part of a page under its heading. */
export function Section({ id, title, children }: { id?: string; title: string; children: ReactNode }) {
  return (
    <section id={id} className="mt-6 scroll-mt-4">
      <h2 className="mb-1 text-base font-semibold">{title}</h2>
      {children}
    </section>
  );
}

/** The sentence of a list that has nothing to show. */
export function Nothing({ children }: { children: ReactNode }) {
  return <p className="rounded-md border border-dashed border-line px-4 py-6 text-center text-muted">{children}</p>;
}
