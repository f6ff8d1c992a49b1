"use client";

import type { ComponentProps } from "react";
import { BUTTON, LOOKS } from "./button.tsx";
import { CopyButton } from "./copy-button.tsx";

/** Copies, as one of the console's own buttons. */
export const Copy = (props: Omit<ComponentProps<typeof CopyButton>, "className">) => (
  <CopyButton {...props} className={`${BUTTON} ${LOOKS.secondary}`} />
);
