"use client";

import { unstable_isUnrecognizedActionError as isUnknownAction } from "next/navigation";
import { type ReactNode, useEffect } from "react";
import { keepWhatIsSent, sendAgain } from "./send-again.ts";

/** Stands in a layout: keeps what is sent, for a page that has to send it again. */
export function KeepSent() {
  useEffect(keepWhatIsSent, []);
  return null;
}

/**
 * Stands in for a page that failed. When another release answers by now, it moves on to that release's page. There it
 * sends again what was sent last, or, when a script file is gone, loads the page once more.
 */
export function Renewal({ error, children }: { error: Error; children: ReactNode }) {
  const isUnknown = isUnknownAction(error);
  const isGone = error.name === "ChunkLoadError" && !wasReloaded();
  useEffect(() => {
    if (isUnknown) sendAgain();
    else if (isGone) window.location.reload();
  }, [isUnknown, isGone]);
  return isUnknown || isGone ? null : children;
}

function wasReloaded() {
  const [navigation] = typeof performance === "undefined" ? [] : performance.getEntriesByType("navigation");
  return navigation instanceof PerformanceNavigationTiming && navigation.type === "reload";
}
