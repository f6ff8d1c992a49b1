"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

type Props = { href: string; home?: boolean; also?: readonly string[]; children: ReactNode };

/** One place of the console; it says when it is where one is. `home` is only itself, other places are all below them, and `also`. */
export function RailLink({ href, home = false, also = [], children }: Props) {
  const here = usePathname();
  const isHere = here === href || (!home && [href, ...also].some((place) => here.startsWith(`${place}/`)));
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
