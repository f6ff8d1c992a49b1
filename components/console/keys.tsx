"use client";

import { useEffect } from "react";

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** `/` goes to the search box; the arrows go up and down the rows of a list. */
export function Keys() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "/" && !isTyping(event.target)) {
        event.preventDefault();
        document.querySelector<HTMLInputElement>("input[name=q]")?.focus();
      }
      if ((event.key !== "ArrowDown" && event.key !== "ArrowUp") || isTyping(event.target)) return;
      const rows = [...document.querySelectorAll<HTMLElement>("a[data-row]")];
      const at = rows.indexOf(document.activeElement as HTMLElement);
      const next = rows[at + (event.key === "ArrowDown" ? 1 : -1)] ?? (at === -1 ? rows[0] : undefined);
      if (!next) return;
      event.preventDefault();
      next.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return null;
}
