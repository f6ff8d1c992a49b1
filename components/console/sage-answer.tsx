import type { SageAnswer } from "#lib/connection/sage-answer.ts";
import type { Translate } from "#lib/web/text/t.ts";
import { Facts } from "./facts.tsx";
import { Time } from "./time.tsx";

type Props = { answer: SageAnswer; t: Translate; locale: string };

/** Sage's own answer as it is kept, closed at first. */
export function SageAnswerDetails({ answer, t, locale }: Props) {
  const { httpStatus, code, message, targets, requestId, at } = answer;
  const facts = [
    [t("console.sageAnswer.httpStatus"), httpStatus === null ? t("console.sageAnswer.silence") : String(httpStatus)],
    [t("console.sageAnswer.code"), code && <Exact key="code">{code}</Exact>],
    // In Sage's words and language.
    [t("console.sageAnswer.message"), message && <q key="message">{message}</q>],
    [
      t("console.sageAnswer.targets"),
      targets.length > 0 && targets.map((target) => <Exact key={target}>{target}</Exact>),
    ],
    [t("console.sageAnswer.requestId"), requestId && <Exact key="id">{requestId}</Exact>],
    [t("console.sageAnswer.at"), <Time key="at" at={at} locale={locale} />],
  ] as const;
  return (
    <details className="max-w-96 text-sm">
      <summary className="min-h-8 cursor-pointer py-1 text-muted">{t("console.sageAnswer.title")}</summary>
      <Facts facts={facts.filter(([, value]) => value)} />
    </details>
  );
}

/** Word for word, in lines of its own: tables keep code on one line. */
const Exact = ({ children }: { children: string }) => (
  <span className="block font-mono text-[0.9286em] wrap-anywhere">{children}</span>
);
