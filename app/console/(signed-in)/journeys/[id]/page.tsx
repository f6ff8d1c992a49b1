import { notFound } from "next/navigation";
import { Advice } from "#components/console/advice.tsx";
import { Copy } from "#components/console/copy.tsx";
import { Facts, Id, Nothing, Section } from "#components/console/facts.tsx";
import { SageAnswerDetails } from "#components/console/sage-answer.tsx";
import { SeenPages } from "#components/console/seen-pages.tsx";
import { Status } from "#components/console/status.tsx";
import { SupportAction } from "#components/console/support-action.tsx";
import { Time } from "#components/console/time.tsx";
import { Timeline } from "#components/console/timeline.tsx";
import { Title } from "#components/console/title.tsx";
import { type Cause, explain, type Whose } from "#lib/console/explain.ts";
import { shownAnswer, supportPacket } from "#lib/console/support-packet.ts";
import { isOpen, isOpened, type JourneyState } from "#lib/journey/journey.ts";
import { paths } from "#lib/paths.ts";
import { services } from "#lib/services.ts";
import { isId, type Query } from "#lib/web/console/console-list.ts";
import { consoleLocale, consoleWords, viewerWith } from "#lib/web/console/viewer.ts";
import { cancelForSupport, issueForSupport } from "../../support-actions.ts";

/** One journey: its outcome and why, its events, the pages that its user saw, and the packet for Sage's support. */
export default async function JourneyDetailPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: Promise<Query>;
}) {
  const [who, t, locale, { id }, query] = await Promise.all([
    viewerWith(),
    consoleWords(),
    consoleLocale(),
    params,
    searchParams,
  ]);
  const { support, pageSnapshots, connections, audit, clock, env } = services();
  const row = isId(id) ? await support.journey(who.institutionId, id) : null;
  if (!row) notFound();
  const { journey } = row;
  const answer = shownAnswer(journey);
  const connectionId = journey.connectionId ?? row.triedConnectionId;
  const [timeline, seen, accounts] = await Promise.all([
    support.timeline(id, connectionId),
    pageSnapshots.all(id),
    journey.institutionId && journey.connectionId
      ? connections.accounts(journey.institutionId, journey.connectionId)
      : [],
    audit.add({
      action: "journey-viewed",
      actor: who.id,
      institutionId: journey.institutionId,
      subject: `journey:${id}`,
    }),
  ]);
  const shared = accounts.filter((account) => journey.accountIds.includes(account.id));
  const now = {
    connected: shared.filter(({ status }) => status === "connected").length,
    ended: shared.filter(({ status }) => status === "disconnected").length,
  };
  const own = timeline.filter(({ type }) => type !== "passcode-issued");
  const { cause, whose } = explain(journey, own, now, clock());
  const packet = JSON.stringify(supportPacket(journey, own, env.PUBLIC_URL), null, 2);
  const at = (date: Date) => <Time at={date.toISOString()} locale={locale} />;
  return (
    <>
      <Title of={journey.supportCode} />
      <div className="flex flex-wrap items-baseline gap-x-4">
        <h1 className="text-xl font-semibold">
          {t("console.journey.title")} <span className="font-mono">{journey.supportCode}</span>
        </h1>
        <Status state={journey.state}>{t(`console.states.${journey.state}`)}</Status>
      </div>
      <Advice tone={toneOf(journey.state, whose)} label={t(`console.whose.${whose}`)}>
        <p className="font-medium">{t(`console.causes.${cause}.what`)}</p>
        <p className="mt-1">{t(`console.causes.${cause}.next`)}</p>
      </Advice>
      <div className="mt-4 flex flex-wrap gap-2">
        {connectionId && (
          <SupportAction
            kind="issue"
            look={PASSWORD_HELPS.has(cause) ? "primary" : "secondary"}
            t={t}
            fields={{ connectionId }}
            action={issueForSupport}
            gone={!isOpen(journey.state)}
          />
        )}
        <SupportAction
          kind="cancel"
          t={t}
          fields={{ journeyId: id }}
          action={cancelForSupport}
          gone={!isOpened(journey) || !isOpen(journey.state)}
        />
      </div>
      <div className="gap-8 xl:grid xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="min-w-0">
          <Section title={t("console.journey.facts")}>
            <Facts
              facts={[
                [t("console.columns.company"), row.companyName ?? row.triedCompanyName ?? "–"],
                [t("console.columns.institution"), row.institutionName ?? "–"],
                [
                  t("console.columns.connectionId"),
                  connectionId ? (
                    <span key="connection">
                      <a href={paths.console.connection(connectionId)} className="underline underline-offset-4">
                        <Id>{connectionId}</Id>
                      </a>{" "}
                      {!journey.connectionId && <span className="text-muted">{t("console.journey.tried")}</span>}
                    </span>
                  ) : (
                    "–"
                  ),
                ],
                [
                  t("console.columns.accounts"),
                  shared.map(({ name, lastFour }) => `${name} •••• ${lastFour}`).join(", ") || "–",
                ],
                [t("console.journey.kind"), t(`console.kinds.${journey.kind}`)],
                [t("console.journey.authorisation"), <Id key="id">{journey.authorisationId}</Id>],
                [t("console.journey.bank"), journey.bankId ? <Id key="id">{journey.bankId}</Id> : "–"],
                [t("console.columns.region"), journey.region?.toUpperCase() ?? "–"],
                [t("console.find.host"), row.returnHost ?? "–"],
                [t("console.columns.language"), (journey.locale ?? seen[0]?.locale)?.toUpperCase() ?? "–"],
                [t("console.journey.announced"), at(journey.announcedAt)],
                [t("console.journey.expires"), at(journey.expiresAt)],
              ]}
            />
            {answer && <SageAnswerDetails answer={answer} t={t} locale={locale} />}
          </Section>
          <Section title={t("console.journey.timeline")}>
            <Timeline events={timeline} t={t} locale={locale} />
          </Section>
          <Section title={t("console.journey.handOver")}>
            <p className="mb-2 text-muted">{t("console.journey.handOverHint")}</p>
            <Copy text={packet} copy={t("link.copy")} copied={t("link.copied")} what={t("console.journey.handOver")} />
            <a
              className="ml-4 inline-flex min-h-11 items-center underline underline-offset-4"
              href={paths.console.packet(id)}
              download
            >
              {t("console.journey.download")}
            </a>
          </Section>
        </div>
        <Section title={t("console.journey.seen")}>
          {seen.length > 0 ? (
            <SeenPages
              journeyId={id}
              seen={seen}
              chosen={seen.find((one) => String(one.id) === query.seen) ?? seen[seen.length - 1] ?? null}
              t={t}
              locale={locale}
            />
          ) : (
            <Nothing>{t(`console.journey.${NOTHING_SEEN[row.erasedAt ? "erased" : "never"]}`)}</Nothing>
          )}
        </Section>
      </div>
    </>
  );
}

/** Where a fresh one-time password is what helps. */
const PASSWORD_HELPS: ReadonlySet<Cause> = new Set(["at-identify", "wrong-code", "code-expired", "code-blocked"]);

function toneOf(state: JourneyState, whose: Whose) {
  if (whose === "nobody") return "good";
  if (state === "failed" || whose === "us") return "bad";
  return state === "cancelled" || state === "expired" ? "quiet" : "warn";
}

const NOTHING_SEEN = { erased: "seenErased", never: "nothingSeen" } as const;
