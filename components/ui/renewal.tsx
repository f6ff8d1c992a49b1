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
 * Stands in for a page that failed. Where it failed because another release answers by now, it is left for that release's page:
 * with what was sent last, or, where a file of the script is not to be had any more, loaded once more.
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
