"use client";

import { useEffect, useState } from "react";

type Props = { until: string; secondsLeft: number; left: readonly string[]; over: string };

/** How long a password still works, minute by minute, where script counts; and that it does not any more. */
export function PasscodeLeft({ until, secondsLeft, left, over }: Props) {
  const [minutes, setMinutes] = useState<number | null>(null);
  useEffect(() => {
    const end = performance.now() + secondsLeft * 1000;
    const count = () => {
      const left = (end - performance.now()) / 60_000;
      setMinutes(left < 0 ? -1 : left < 1 ? 0 : Math.ceil(left));
    };
    count();
    const timer = setInterval(count, 1_000);
    return () => clearInterval(timer);
  }, [secondsLeft, until]);
  if (minutes === null) return null;
  return (
    <p role="status" className={`text-sm ${minutes < 0 ? "font-semibold text-danger" : "text-muted"}`}>
      {minutes < 0 ? over : left[Math.min(minutes, left.length - 1)]}
    </p>
  );
}
