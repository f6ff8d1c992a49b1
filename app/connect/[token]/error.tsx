"use client";

import { PageTitle } from "#components/connect/page-title.tsx";

/** A fault of ours, with script on; both languages, since the page's words are out of reach here. */
export default function Failure() {
  return (
    <main className="mx-auto max-w-[32rem] px-4 py-6">
      <PageTitle>Something of ours failed · Un incident est survenu chez nous</PageTitle>
      <p>Nothing is lost. Reload this page; if it comes back, call your bank.</p>
      <p lang="fr">Rien n’est perdu. Rechargez cette page ; si elle réapparaît, appelez votre banque.</p>
    </main>
  );
}
