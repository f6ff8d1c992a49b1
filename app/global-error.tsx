"use client";

import { Renewal } from "#components/console/renewal.tsx";

/** Shown where the frame of a page has failed, with script on; in both languages. */
export default function GlobalError({ error }: { error: Error }) {
  return (
    <html lang="en">
      <body>
        <Renewal error={error}>
          <main>
            <title>Connect Bank</title>
            <h1>Something of ours failed · Un incident est survenu chez nous</h1>
            <p>Nothing is lost. Reload this page.</p>
            <p lang="fr">Rien n’est perdu. Rechargez cette page.</p>
          </main>
        </Renewal>
      </body>
    </html>
  );
}
