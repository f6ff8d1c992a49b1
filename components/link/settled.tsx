import type { ReactNode } from "react";

/** Buttons that appear by themselves: the page's script has them take no click at first. `id` tells them from others. */
export const Settled = ({ id, children }: { id: string; children: ReactNode }) => (
  <fieldset data-settle={id} className="contents">
    {children}
  </fieldset>
);
