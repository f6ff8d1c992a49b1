import { Id, Nothing, Section } from "#components/console/facts.tsx";
import { FigureOrNothing } from "#components/console/overview.tsx";
import { SageAnswerDetails } from "#components/console/sage-answer.tsx";
import { Status } from "#components/console/status.tsx";
import { Table } from "#components/console/table.tsx";
import { Time } from "#components/console/time.tsx";
import {
  type FeedPlace,
  NEWEST,
  type ShownConnection,
  type ShownFeed,
  type ShownPush,
  type ShownStatement,
} from "#lib/console/ports.ts";
import type { Reason } from "#lib/feed/reason.ts";
import { whyStuck } from "#lib/feed/stuck.ts";
import type { Locale } from "#lib/institution/institution.ts";
import { paths } from "#lib/paths.ts";
import { addressWith, cursorText, type Query } from "#lib/web/console/console-list.ts";
import { feedFigures } from "#lib/web/console/feed-figures.ts";
import type { Translate } from "#lib/web/text/t.ts";

type Props = {
  connection: ShownConnection;
  feed: ShownFeed;
  /** Where in its lists the page is, and what its address says of that. */
  after: FeedPlace;
  query: Query;
  now: Date;
  t: Translate;
  locale: Locale;
};

/** The institution's pushes, the statements with Sage's answers, and the accounts' balances. */
export function FeedSections({ connection, feed, after, query, now, t, locale }: Props) {
  const at = (date: Date | null) => (date ? <Time at={date.toISOString()} locale={locale} /> : "–");
  const isAtNewest = !after.pushes && !after.statements;
  if (isAtNewest && feed.pushes.length === 0 && feed.statements.length === 0)
    return (
      <Section title={t("console.connection.pushes")}>
        <Nothing>{t("console.connection.noPushes")}</Nothing>
      </Section>
    );
  const waiting = new Set(
    connection.accounts.flatMap(({ id, reauthorisation }) => (reauthorisation === "required" ? [id] : [])),
  );
  const stateOf = (push: ShownPush) => {
    if (push.status === "Pending" && waiting.has(push.sourceAccountId)) return "WaitsForCustomer";
    if (push.status === "TimedOut" && push.completedAt) return "InSageLate";
    if (push.reason?.code === "nothing-wanted") return "BeforeStart";
    return push.status === "Success" && push.held > 0 && push.beforeStart === push.held ? "BeforeStart" : push.status;
  };
  const notSent = ({ status, beforeStart, repeats }: ShownPush) =>
    status === "Failed"
      ? []
      : (
          [
            ["start", beforeStart],
            ["repeat", repeats],
          ] as const
        ).flatMap(([why, count]) => (count > 0 ? [t(`console.feed.notSent.${why}`, { count })] : []));
  /** Our own words in the reader's language; Sage's as Sage said them. */
  const wordsOf = (reason: Reason | null) =>
    reason && ("said" in reason ? reason.said : t(`console.feed.own.${reason.code}`));
  const whyFailed = ({ reason }: ShownPush) =>
    reason && "said" in reason ? t("console.feed.sageDidNot", { why: reason.said }) : wordsOf(reason);
  /** The way to those before, and back to the newest. */
  const older = (list: keyof FeedPlace) => {
    const next = feed.older[list];
    const to = (cursor: string | null) =>
      `${addressWith(paths.console.connection(connection.id), query, { [list]: cursor })}#${list}`;
    if (!next && !after[list]) return null;
    return (
      <p className="mt-3 flex flex-wrap gap-6">
        {after[list] && (
          <a className="underline underline-offset-4" href={to(null)}>
            {t("console.connection.newest")}
          </a>
        )}
        {next && (
          <a className="underline underline-offset-4" href={to(cursorText(next))}>
            {t("console.find.older")}
          </a>
        )}
      </p>
    );
  };
  const figures = feedFigures(connection.accounts, feed.days, now, t, locale);
  return (
    <>
      <Section id="pushes" title={t("console.connection.pushes")}>
        <div className="mb-6 grid items-start gap-4 xl:grid-cols-2">
          <FigureOrNothing shown={figures.balances} tableLabel={t("console.overview.table")} />
          <FigureOrNothing shown={figures.transactions} tableLabel={t("console.overview.table")} />
        </div>
        {figures.left.length > 0 && (
          <p className="mb-6 text-muted">{t("console.feed.left", { accounts: figures.left.join(", ") })}</p>
        )}
        {feed.older.pushes && !after.pushes && (
          <p className="mb-2 text-muted">{t("console.connection.newestPushes", { count: NEWEST })}</p>
        )}
        {feed.pushes.length > 0 && (
          <Table
            label={t("console.connection.pushes")}
            columns={[
              t("console.columns.when"),
              t("console.columns.account"),
              t("console.columns.lines"),
              t("console.columns.status"),
              t("console.columns.done"),
            ]}
            rows={feed.pushes.map((push) => ({
              key: push.id,
              cells: [
                at(push.requestedAt),
                push.accountName,
                String(push.lines),
                <span key="status">
                  <Status state={PUSHED[stateOf(push)]}>{t(`console.pushes.${stateOf(push)}`)}</Status>
                  <Why>{whyFailed(push)}</Why>
                  {notSent(push).map((why) => (
                    <Why key={why}>{why}</Why>
                  ))}
                  {push.errors.slice(0, 3).map(({ itemId, message }) => (
                    // In the words, and the language, that its institution was told.
                    <Why key={itemId + message} lang="en">{`${itemId} ${message}`}</Why>
                  ))}
                  <span className="block text-sm text-muted">
                    {t("console.columns.pushId")} <Id>{push.id}</Id>
                  </span>
                </span>,
                at(push.completedAt),
              ],
            }))}
          />
        )}
        {older("pushes")}
      </Section>
      <Section id="statements" title={t("console.connection.statements")}>
        {feed.statements.length === 0 ? (
          <Nothing>{t("console.connection.noStatements")}</Nothing>
        ) : (
          <Table
            label={t("console.connection.statements")}
            columns={[
              t("console.columns.when"),
              t("console.columns.account"),
              t("console.columns.lines"),
              t("console.columns.sageSaid"),
              t("console.columns.attempts"),
              t("console.columns.done"),
            ]}
            rows={feed.statements.map((statement) => ({
              key: statement.id,
              cells: [
                at(statement.createdAt),
                statement.accountName,
                statement.kind === "lines" ? String(statement.lines) : t("console.feed.reauthorise"),
                <div key="said">
                  <Status state={SAID[answerOf(statement, now)]}>
                    {t(`console.statements.${answerOf(statement, now)}`)}
                  </Status>
                  <Why>{wordsOf(statement.reason)}</Why>
                  {statement.sageStatementId && (
                    <span className="block text-sm text-muted">
                      {t("console.columns.statementId")} <Id>{statement.sageStatementId}</Id>
                    </span>
                  )}
                  {statement.sageAnswer && <SageAnswerDetails answer={statement.sageAnswer} t={t} locale={locale} />}
                </div>,
                String(statement.attempts),
                at(statement.finishedAt),
              ],
            }))}
          />
        )}
        {older("statements")}
      </Section>
    </>
  );
}

const Why = ({ children, lang }: { children: string | null; lang?: string }) =>
  children && (
    <span lang={lang} className="block max-w-96 text-sm wrap-anywhere text-muted">
      {children}
    </span>
  );

const PUSHED = {
  Pending: "linking",
  WaitsForCustomer: "notified",
  Success: "linked",
  InSageLate: "linked",
  BeforeStart: "expired",
  Failed: "failed",
  TimedOut: "expired",
} as const;

const SAID = {
  unsent: "notified",
  working: "linking",
  unfinished: "failed",
  untaken: "failed",
  unclear: "failed",
  taken: "linked",
  refused: "failed",
  givenUp: "expired",
} as const;

/** Sage's answer, in one word. */
function answerOf(statement: ShownStatement, now: Date): keyof typeof SAID {
  const { finishedAt, reason, postedAt } = statement;
  if (finishedAt && reason) return "said" in reason ? "refused" : "givenUp";
  if (finishedAt) return "taken";
  const stuck = whyStuck(statement, now);
  if (stuck) return stuck;
  return postedAt ? "working" : "unsent";
}
