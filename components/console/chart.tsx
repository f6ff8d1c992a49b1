"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import type { Figure } from "#lib/web/console/overview-figures.ts";

// The library for drawing is large, and the table below says the same: it comes after everything else.
const ChartDrawing = dynamic(() => import("./chart-drawing.tsx"), { ssr: false });

type Props = {
  /** Says the finding. */
  title: string;
  /** Says what the axes measure. */
  note: string;
  tableLabel: string;
  drawing: Figure["drawing"];
  /** The same numbers as a table. */
  children: ReactNode;
};

/** A chart whose title says what it shows, with its table behind it. Its place is kept while it is drawn. */
export function Chart({ title, note, tableLabel, drawing, children }: Props) {
  const height = drawing.kind === "bars" ? Math.max(120, drawing.data.length * 40 + 40) : 220;
  return (
    <figure className="h-full min-w-0 rounded-md border border-line p-4">
      <figcaption>
        <h2 className="font-semibold">{title}</h2>
        <p className="text-sm text-muted">{note}</p>
      </figcaption>
      <div aria-hidden="true" className={`overflow-hidden ${HEIGHTS[height] ?? "h-[220px]"}`}>
        <ChartDrawing {...drawing} />
      </div>
      <details className="mt-2">
        <summary className="cursor-pointer text-accent underline underline-offset-4">{tableLabel}</summary>
        <div className="mt-2">{children}</div>
      </details>
    </figure>
  );
}

// Written out, for a height in a style attribute would be refused.
const HEIGHTS: Record<number, string> = {
  120: "h-[120px]",
  160: "h-[160px]",
  200: "h-[200px]",
  220: "h-[220px]",
  240: "h-[240px]",
  280: "h-[280px]",
  320: "h-[320px]",
  360: "h-[360px]",
  400: "h-[400px]",
};
