"use client";

import { useEffect } from "react";

type Props = { origins: readonly string[]; passcode: string | null; status: string };

/**
 * Tells the page that frames this one what happens here. Each listed origin gets its own message; the wildcard is never
 * used. No password is ever in a message.
 */
export function FrameMessages({ origins, passcode, status }: Props) {
  const to = origins.join(" ");
  useEffect(() => {
    const tell = teller(to);
    tell({ type: "ready" });
    const observer = new ResizeObserver(() => tell({ type: "resize", height: document.body.scrollHeight }));
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [to]);
  useEffect(() => {
    if (passcode) teller(to)({ type: "passcode", expires: passcode });
  }, [to, passcode]);
  useEffect(() => {
    if (status === "connected") teller(to)({ type: "connected" });
  }, [to, status]);
  return null;
}

const teller = (origins: string) => (message: object) => {
  if (window.parent === window) return;
  for (const origin of origins.split(" ").filter(Boolean))
    window.parent.postMessage({ source: "connect-bank", ...message }, origin);
};
