"use client";

import { setNonce } from "get-nonce";
import { Dialog } from "radix-ui";
import type { ReactNode } from "react";

type Props = {
  trigger: ReactNode;
  title: string;
  description: string;
  close: string;
  onOpen?: (isOpen: boolean) => void;
  children: ReactNode;
};

/** A question that is asked over the page: focus stays in it, Escape leaves it. */
export function ConfirmDialog({ trigger, title, description, close, onOpen, children }: Props) {
  // The lock on the page's scrolling is a style of the library's: it carries the page's own nonce.
  if (typeof document !== "undefined") setNonce(document.querySelector<HTMLElement>("script[nonce]")?.nonce ?? "");
  return (
    <Dialog.Root {...(onOpen ? { onOpenChange: onOpen } : {})}>
      <Dialog.Trigger asChild>{trigger}</Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 bg-black/50" />
        <Dialog.Content className="fixed top-[10vh] left-1/2 max-h-[80vh] w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 overflow-y-auto rounded-lg border border-line bg-page p-5 shadow-xl">
          <Dialog.Title className="text-lg font-semibold">{title}</Dialog.Title>
          <Dialog.Description className="mt-1 text-muted">{description}</Dialog.Description>
          {children}
          <Dialog.Close className="absolute top-3 right-3 min-h-8 cursor-pointer rounded px-2 text-muted hover:bg-hover">
            <span className="sr-only">{close}</span>
            <span aria-hidden="true">✕</span>
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
