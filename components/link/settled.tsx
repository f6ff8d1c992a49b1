"use client";

import { type ReactNode, useEffect, useState } from "react";

/** Long enough that a click which was under way when the page moved does not land here. */
const SETTLE_MS = 800;

/** Buttons that appear by themselves take no click at first: it was meant for what stood there before. */
export function Settled({ children }: { children: ReactNode }) {
  const [moving, setMoving] = useState(false);
  useEffect(() => {
    setMoving(true);
    const timer = setTimeout(() => setMoving(false), SETTLE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <fieldset disabled={moving} className="contents">
      {children}
    </fieldset>
  );
}
