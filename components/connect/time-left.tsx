"use client";

import { useEffect, useState } from "react";

type Props = {
  secondsLeft: number;
  /** "n minutes left", for 0 to 4. */
  exact: readonly string[];
  /** True for as long as fewer than five minutes are left; what is said where no script counts. */
  few: string;
};

const WARN_MINUTES = 5;

/** Says how long is left once it is less than five minutes, counting down where script runs. */
export function TimeLeft({ secondsLeft, exact, few }: Props) {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const end = performance.now() + secondsLeft * 1000;
    const count = () => setLeft(Math.max(0, (end - performance.now()) / 1000));
    count();
    const timer = setInterval(count, 5_000);
    return () => clearInterval(timer);
  }, [secondsLeft]);
  const minutes = Math.floor((left ?? secondsLeft) / 60);
  if (minutes < WARN_MINUTES) return <Notice>{exact[minutes] ?? few}</Notice>;
  if (left !== null) return null;
  return <Notice className={`shown-later in-${Math.min(15, minutes - WARN_MINUTES + 1)}`}>{few}</Notice>;
}

function Notice({ children, className = "" }: { children: string; className?: string }) {
  return (
    <p role="status" className={`mt-4 rounded-md border border-edge px-3 py-2 text-sm ${className}`}>
      {children}
    </p>
  );
}
