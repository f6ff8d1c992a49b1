"use client";

import { Renewal } from "../ui/renewal.tsx";
import { PageTitle } from "./page-title.tsx";

/** A fault of ours, with script on; both languages, since the page's words are out of reach here. */
export function FailurePage({ error, en, fr }: { error: Error; en: string; fr: string }) {
  return (
    <Renewal error={error}>
      <main className="mx-auto max-w-[32rem] px-4 py-6">
        <PageTitle>Something of ours failed · Un incident est survenu chez nous</PageTitle>
        <p>Nothing is lost. {en}</p>
        <p lang="fr">Rien n’est perdu. {fr}</p>
      </main>
    </Renewal>
  );
}
