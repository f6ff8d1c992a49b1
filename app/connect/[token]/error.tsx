"use client";

import { FailurePage } from "#components/connect/failure-page.tsx";

export default function Failure({ error }: { error: Error }) {
  return (
    <FailurePage
      error={error}
      en="Reload this page; if it comes back, call your bank."
      fr="Rechargez cette page ; si elle réapparaît, appelez votre banque."
    />
  );
}
