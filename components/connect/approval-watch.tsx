"use client";

import { useEffect, useRef } from "react";

type Props = { poll: string; take: () => Promise<void> };

const EVERY_MS = 2_000;

/** Moves on by itself once the person has said on the link page that this window is theirs. */
export function ApprovalWatch({ poll, take }: Props) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const timer = setInterval(async () => {
      if (document.hidden) return;
      const answer = await fetch(poll).catch(() => null);
      if (answer?.status !== 200) return;
      clearInterval(timer);
      form.current?.requestSubmit();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [poll]);
  return <form ref={form} action={take} hidden />;
}
