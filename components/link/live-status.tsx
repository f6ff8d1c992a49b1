"use client";

import { useEffect } from "react";

type Props = {
  poll: string;
  secret: string;
  status: string;
  arrival: string | null;
  denied: string | null;
  form: string;
};

const SOON_MS = 2_500;
const LATER_MS = 10_000;
/** After so many looks without news they become fewer. */
const PATIENT_AFTER = 60;

/**
 * Looks for news while the page is seen, and has the page shown anew when there are any. The view's secret goes in the
 * body, never in an address.
 */
export function LiveStatus({ poll, secret, status, arrival, denied, form }: Props) {
  useEffect(() => {
    let looks = 0;
    let timer: ReturnType<typeof setTimeout>;
    const ended = new AbortController();
    const again = () => {
      timer = setTimeout(look, ++looks > PATIENT_AFTER ? LATER_MS : SOON_MS);
    };
    async function look() {
      if (document.hidden) return again();
      const news = await fetch(poll, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ view: secret, denied }),
        signal: ended.signal,
      })
        .then((answer) => (answer.ok ? answer.json() : null))
        .catch(() => null);
      if (ended.signal.aborted) return;
      if (news && (news.status !== status || (news.arrival ?? null) !== arrival)) {
        const element = document.getElementById(form) as HTMLFormElement | null;
        element?.requestSubmit(element.querySelector<HTMLButtonElement>("button[value=check]"));
        looks = 0;
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
