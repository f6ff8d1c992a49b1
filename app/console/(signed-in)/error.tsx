"use client";

import { Renewal } from "#components/console/renewal.tsx";

/** A page that failed; in both languages, for what went wrong may be the words. */
export default function ErrorPage({ error }: { error: Error }) {
  return (
    <Renewal error={error}>
      <title>Connect Bank</title>
      <h1 className="text-xl font-semibold">This page could not be shown · Cette page n’a pas pu être affichée</h1>
      <p className="mt-1 max-w-prose">
        Reload it. If it stays, whoever runs this application finds the reason in the log. Rechargez-la. Si cela
        persiste, la personne qui exploite cette application en trouve la raison dans le journal.
      </p>
    </Renewal>
  );
}
