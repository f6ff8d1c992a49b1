"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/** One place of the console; it says when it is where one is. `home` is only itself, other places are all below them. */
export function RailLink({ href, home = false, children }: { href: string; home?: boolean; children: ReactNode }) {
  const here = usePathname();
  const isHere = here === href || (!home && here.startsWith(`${href}/`));
  return (
    <a
      href={href}
      aria-current={isHere ? "page" : undefined}
      className="flex min-h-9 items-center rounded-md px-2 hover:bg-hover aria-[current]:bg-hover aria-[current]:font-semibold"
    >
      {children}
    </a>
  );
}
