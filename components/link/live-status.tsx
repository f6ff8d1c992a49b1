"use client";

import { useEffect } from "react";
import { nextLook } from "./next-look.ts";

type Props = {
  poll: string;
  secret: string;
  status: string;
  arrival: string | null;
  denied: string | null;
  form: string;
};

/**
 * Looks for news while the page is visible, and has the page shown again when there are any. The view's secret goes in
 * the body, never in an address.
 */
export function LiveStatus({ poll, secret, status, arrival, denied, form }: Props) {
  useEffect(() => {
    const looks = { count: 0, tookMs: null as number | null, failed: 0 };
    let timer: ReturnType<typeof setTimeout>;
    const ended = new AbortController();
    const again = () => {
      looks.count++;
      timer = setTimeout(look, nextLook(looks, Math.random()));
    };
    async function look() {
      if (document.hidden) return again();
      const asked = performance.now();
      const news = await fetch(poll, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ view: secret, denied }),
        signal: ended.signal,
      })
        .then((answer) => (answer.ok ? answer.json() : null))
        .catch(() => null);
      if (ended.signal.aborted) return;
      looks.tookMs = performance.now() - asked;
      looks.failed = news ? 0 : looks.failed + 1;
      if (news && (news.status !== status || (news.arrival ?? null) !== arrival)) {
        const element = document.getElementById(form) as HTMLFormElement | null;
        element?.requestSubmit(element.querySelector<HTMLButtonElement>("button[value=check]"));
        looks.count = 0;
      }
      again();
    }
    if (status !== "connected") again();
    return () => {
      ended.abort();
      clearTimeout(timer);
    };
  }, [poll, secret, status, arrival, denied, form]);
  return null;
}
