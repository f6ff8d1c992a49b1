import type { ReactNode } from "react";
import type { SnapshotAccount } from "#lib/journey/page-snapshot.ts";
import type { Translate } from "#lib/web/text/t.ts";
import { AccountLine } from "./account-line.tsx";

type Props = {
  t: Translate;
  institution: string;
  company: string;
  accounts: readonly SnapshotAccount[];
  consent: readonly string[];
  reauth: boolean;
  /** The form that confirms. */
  children: ReactNode;
};

/**
 * Says in plain words what the user is about to share, and what comes next in Sage. Warns users whom somebody sent
 * here.
 */
export function Review({ t, institution, company, accounts, consent, reauth, children }: Props) {
  const next = reauth ? ["review.nextReauth"] : ["review.nextChoose", "review.nextConfirm", "review.nextPending"];
  return (
    <>
      <dl className="mb-3 divide-y divide-line border-y border-line">
        <Row term={t("review.from")}>{institution}</Row>
        <Row term={t("review.company")}>{company}</Row>
        <Row term={t("review.accounts", { count: accounts.length })}>
          {accounts.map(({ id, name, type, lastFour, currency }) => (
            <span key={id} className="block">
              <AccountLine
                {...{ name, lastFour, currency }}
                kind={t(`account.types.${type}`)}
                ending={t("account.ending", { lastFour })}
              />
            </span>
          ))}
        </Row>
        <Row term={t("review.to")}>{t("review.toSage")}</Row>
      </dl>
      {!reauth && accounts.some(({ status }) => status === "connected") && (
        <p className="mb-2">{t("review.already")}</p>
      )}
      {consent.map((sentence) => (
        <p key={sentence} className="mb-2">
          {sentence}
        </p>
      ))}
      <p className="my-3 border-l-4 border-edge pl-3 font-semibold">
        {t(reauth ? "review.stopReauth" : "review.stop")}
      </p>
      <h2 className="mt-4 font-semibold">{t("review.next")}</h2>
      <ol className="mt-1 list-decimal space-y-1 pl-5 text-sm">
        {next.map((key) => (
          <li key={key}>{t(key as "review.nextChoose")}</li>
        ))}
      </ol>
      {children}
    </>
  );
}

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex gap-4 py-2">
      <dt className="w-30 shrink-0 text-muted">{term}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}
