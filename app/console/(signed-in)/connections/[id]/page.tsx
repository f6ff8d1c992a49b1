import { notFound } from "next/navigation";
import { Advice } from "#components/console/advice.tsx";
import { Copy } from "#components/console/copy.tsx";
import { Day } from "#components/console/day.tsx";
import { Facts, Id, Nothing, Section } from "#components/console/facts.tsx";
import { JourneyTable } from "#components/console/journey-table.tsx";
import { Status } from "#components/console/status.tsx";
import { SupportAction } from "#components/console/support-action.tsx";
import { Table } from "#components/console/table.tsx";
import { Time } from "#components/console/time.tsx";
import { Title } from "#components/console/title.tsx";
import { plusDays, utcDay } from "#lib/calendar-day.ts";
import { passcodeState } from "#lib/connection/passcode.ts";
import { FEED_DAYS, type ShownAccount, type ShownPasscode } from "#lib/console/ports.ts";
import { services } from "#lib/services.ts";
import { isId, type Query, readFeedPlace } from "#lib/web/console/console-list.ts";
import { consoleLocale, consoleWords, viewerWith } from "#lib/web/console/viewer.ts";
import type { Translate } from "#lib/web/text/t.ts";
import {
  askForReauthorisation,
  askSageAgain,
  issueForSupport,
  replayForSupport,
  unlinkForSupport,
  unmaskNumber,
} from "../../support-actions.ts";
import { FeedSections } from "./feed-sections.tsx";

/** One connection: how it stands and what that means, its accounts and their Sage side, passcodes, journeys, webhooks. */
export default async function ConnectionPage({
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
  const { support, audit, clock } = services();
  const found = isId(id) ? await support.connection(who.institutionId, id) : null;
  if (!found) notFound();
  const { institutionId } = found;
  await audit.add({ action: "connection-viewed", actor: who.id, institutionId, subject: `connection:${id}` });
  const at = (date: Date | null) => (date ? <Time at={date.toISOString()} locale={locale} /> : "–");
  const fields = { connectionId: id };
  const now = clock();
  const after = readFeedPlace(query);
  const since = plusDays(utcDay(now), -FEED_DAYS);
  const feed = await support.feed(who.institutionId, id, since, after);
  return (
    <>
      <Title of={found.companyName} />
      <div className="flex flex-wrap items-baseline gap-x-4">
        <h1 className="text-xl font-semibold">{found.companyName}</h1>
        <Status state={found.status}>{t(`console.statuses.${found.status}`)}</Status>
      </div>
      <Advice tone={TONES[found.status]}>
        <p className="font-medium">{t(`console.statusMeans.${found.status}`)}</p>
        <p className="mt-1">
          {found.accounts.some(({ reauthorisation }) => reauthorisation === "required")
            ? t("console.connection.waitsForCustomer")
            : t(`console.statusHelps.${found.status}`)}
        </p>
      </Advice>
      <div className="mt-4 flex flex-wrap gap-2">
        <SupportAction
          kind="issue"
          look={found.status === "Linked" ? "secondary" : "primary"}
          t={t}
          fields={fields}
          action={issueForSupport}
        />
        <SupportAction kind="askSage" t={t} fields={fields} action={askSageAgain} />
        <SupportAction kind="unlink" t={t} fields={fields} action={unlinkForSupport} gone={found.status !== "Linked"} />
      </div>
      <Section title={t("console.connection.facts")}>
        <div className="max-w-3xl">
          <Facts
            facts={[
              [
                t("console.columns.connectionId"),
                <span key="id" className="flex flex-wrap items-center gap-3">
                  <Id>{id}</Id>
                  <Copy
                    text={id}
                    copy={t("link.copy")}
                    copied={t("link.copied")}
                    what={t("console.columns.connectionId")}
                  />
                </span>,
              ],
              [t("console.columns.institution"), found.institutionName],
              [t("console.connection.companyId"), <Id key="company">{found.companyId}</Id>],
              [t("console.connection.created"), at(found.createdAt)],
            ]}
          />
        </div>
      </Section>
      <Section title={t("console.connection.accounts")}>
        {found.accounts.length === 0 ? (
          <Nothing>{t("console.connection.noAccounts")}</Nothing>
        ) : (
          <Table
            label={t("console.connection.accounts")}
            columns={[
              t("console.columns.account"),
              t("console.columns.number"),
              t("console.columns.status"),
              t("console.columns.sageAccount"),
              t("console.columns.connected"),
            ]}
            rows={found.accounts.map((account) => ({
              key: account.id,
              cells: [
                <span key="name">
                  <span className="block min-w-40 font-medium">{account.name}</span>
                  <span className="text-sm text-muted">
                    {t(`account.types.${account.type}`)} · {account.currency}
                  </span>
                </span>,
                <span key="number" className="flex items-center gap-3 whitespace-nowrap">
                  •••• {account.lastFour}
                  <SupportAction
                    kind="unmask"
                    t={t}
                    fields={{ ...fields, accountId: account.id }}
                    action={unmaskNumber}
                  />
                </span>,
                <span key="status">
                  <Status state={account.status}>{t(`console.accountStatuses.${account.status}`)}</Status>
                  {account.reauthorisation && (
                    <span className="block min-w-40 text-sm text-muted">
                      {t(`console.reauthorisations.${account.reauthorisation}`)}
                    </span>
                  )}
                  {account.status === "connected" && (
                    <span className="mt-1 block">
                      <SupportAction
                        kind="reauthorise"
                        subject={account.name}
                        t={t}
                        fields={{ ...fields, accountId: account.id }}
                        action={askForReauthorisation}
                        gone={isAsked(account) || found.status !== "Linked"}
                      />
                    </span>
                  )}
                </span>,
                account.sageBankAccountId ? <Id key="sage">{account.sageBankAccountId}</Id> : "–",
                <span key="connected">
                  {at(account.connectedAt)}
                  {account.feedStartDate && (
                    <span className="block text-sm text-muted">
                      {t("console.columns.startDate")} <Day day={account.feedStartDate} locale={locale} />
                    </span>
                  )}
                </span>,
              ],
            }))}
          />
        )}
      </Section>
      <Section title={t("console.connection.passcodes")}>
        {found.passcodes.length === 0 ? (
          <Nothing>{t("console.connection.noPasscodes")}</Nothing>
        ) : (
          <Table
            label={t("console.connection.passcodes")}
            columns={[
              t("console.columns.issued"),
              t("console.columns.status"),
              t("console.columns.wrongTries"),
              t("console.columns.expires"),
            ]}
            rows={found.passcodes.map((passcode) => ({
              key: passcode.id,
              cells: [
                at(passcode.createdAt),
                t(`console.passcodes.${passcodeStatus(passcode, now)}`),
                String(passcode.failures),
                at(passcode.expiresAt),
              ],
            }))}
          />
        )}
      </Section>
      <Section title={t("console.find.journeys")}>
        {found.journeys.length === 0 ? (
          <Nothing>{t("console.connection.noJourneys")}</Nothing>
        ) : (
          <JourneyTable journeys={found.journeys} t={t} locale={locale} label={t("console.find.journeys")} />
        )}
      </Section>
      <FeedSections connection={found} feed={feed} after={after} query={query} now={now} t={t} locale={locale} />
      <Section title={t("console.connection.deliveries")}>
        {found.deliveries.length === 0 ? (
          <Nothing>{t("console.connection.noDeliveries")}</Nothing>
        ) : (
          <Table
            label={t("console.connection.deliveries")}
            columns={[
              t("console.columns.when"),
              t("console.columns.event"),
              t("console.columns.status"),
              t("console.columns.attempts"),
              t("console.columns.lastAnswer"),
              t("console.columns.action"),
            ]}
            rows={found.deliveries.map((delivery) => ({
              key: delivery.id,
              cells: [
                at(delivery.createdAt),
                <Id key="event">{delivery.eventType}</Id>,
                <Status key="status" state={delivery.status}>
                  {t(`console.deliveries.${delivery.status}`)}
                </Status>,
                String(delivery.attempts),
                deliveryError(t, delivery.lastError) ??
                  (delivery.lastStatus === null ? "–" : String(delivery.lastStatus)),
                <SupportAction
                  key="replay"
                  kind="replay"
                  t={t}
                  fields={{ ...fields, webhookId: delivery.webhookId, deliveryId: delivery.id }}
                  action={replayForSupport}
                />,
              ],
            }))}
          />
        )}
      </Section>
    </>
  );
}

const isAsked = ({ reauthorisation }: ShownAccount) => reauthorisation === "asked" || reauthorisation === "required";

const TONES = { PendingAuth: "warn", Linked: "good", Unlinked: "quiet", Deauthorized: "bad" } as const;

/** Why a delivery did not arrive, where there are words for it. */
function deliveryError(t: Translate, error: string | null) {
  const key = `console.deliveryErrors.${error}` as "console.deliveryErrors.timeout";
  return error && t.has(key) ? t(key) : error;
}

const passcodeStatus = ({ redeemedAt, revokedAt, ...life }: ShownPasscode, now: Date) =>
  passcodeState({ ...life, isRedeemed: redeemedAt !== null, isRevoked: revokedAt !== null }, now);
