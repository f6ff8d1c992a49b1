"use client";

import { FailurePage } from "#components/connect/failure-page.tsx";

/** The link opens once: a reload would show nothing. */
export default function Failure({ error }: { error: Error }) {
  return (
    <FailurePage
      error={error}
      en="Open this page again from your bank’s app or website."
      fr="Ouvrez de nouveau cette page depuis l’application ou le site de votre banque."
    />
  );
}
