import { Id, Nothing, Section } from "#components/console/facts.tsx";
import { FigureOrNothing } from "#components/console/overview.tsx";
import { Status } from "#components/console/status.tsx";
import { Table } from "#components/console/table.tsx";
import { Time } from "#components/console/time.tsx";
import type { ShownConnection, ShownFeed, ShownStatement } from "#lib/console/ports.ts";
import type { Locale } from "#lib/institution/institution.ts";
import { feedFigures } from "#lib/web/feed-figures.ts";
import type { Words } from "#lib/web/words.ts";

type Props = { connection: ShownConnection; feed: ShownFeed; now: Date; words: Words; locale: Locale };

/** What the institution pushed, what went to Sage and what Sage said, and how the accounts' balances went. */
export function FeedSections({ connection, feed, now, words, locale }: Props) {
  const at = (date: Date | null) => (date ? <Time at={date.toISOString()} locale={locale} /> : "–");
  if (feed.pushes.length === 0 && feed.statements.length === 0)
    return (
      <Section title={words("console.connection.pushes")}>
        <Nothing>{words("console.connection.noPushes")}</Nothing>
      </Section>
    );
  const figures = feedFigures(connection.accounts, feed.days, now, words, locale);
  return (
    <>
      <Section title={words("console.connection.pushes")}>
        <div className="mb-6 grid items-start gap-4 xl:grid-cols-2">
          <FigureOrNothing shown={figures.balances} tableLabel={words("console.overview.table")} />
          <FigureOrNothing shown={figures.transactions} tableLabel={words("console.overview.table")} />
        </div>
        {figures.left.length > 0 && (
          <p className="mb-6 text-muted">{words("console.feed.left", { accounts: figures.left.join(", ") })}</p>
        )}
        {feed.pushes.length > 0 && (
          <Table
            label={words("console.connection.pushes")}
            columns={[
              words("console.columns.when"),
              words("console.columns.account"),
              words("console.columns.lines"),
              words("console.columns.status"),
              words("console.columns.done"),
            ]}
            rows={feed.pushes.map((push) => ({
              key: push.id,
              cells: [
                at(push.requestedAt),
                push.accountName,
                String(push.lines),
                <span key="status">
                  <Status state={PUSHED[push.status]}>{words(`console.pushes.${push.status}`)}</Status>
                  <Why>{push.errorMessage}</Why>
                  {push.errors.slice(0, 3).map(({ itemId, message }) => (
                    <Why key={itemId + message}>{`${itemId} ${message}`}</Why>
                  ))}
                  <span className="block text-sm text-muted">
                    {words("console.columns.pushId")} <Id>{push.id}</Id>
                  </span>
                </span>,
                at(push.completedAt),
              ],
            }))}
          />
        )}
      </Section>
      <Section title={words("console.connection.statements")}>
        {feed.statements.length === 0 ? (
          <Nothing>{words("console.connection.noStatements")}</Nothing>
        ) : (
          <Table
            label={words("console.connection.statements")}
            columns={[
              words("console.columns.when"),
              words("console.columns.account"),
              words("console.columns.lines"),
              words("console.columns.sageSaid"),
              words("console.columns.attempts"),
              words("console.columns.done"),
            ]}
            rows={feed.statements.map((statement) => ({
              key: statement.id,
              cells: [
                at(statement.createdAt),
                statement.accountName,
                statement.kind === "lines" ? String(statement.lines) : words("console.feed.reauthorise"),
                <span key="said">
                  <Status state={SAID[answerOf(statement)]}>
                    {words(`console.statements.${answerOf(statement)}`)}
                  </Status>
                  <Why>{statement.refusal}</Why>
                  {statement.sageStatementId && (
                    <span className="block text-sm text-muted">
                      {words("console.columns.statementId")} <Id>{statement.sageStatementId}</Id>
                    </span>
                  )}
                </span>,
                String(statement.attempts),
                at(statement.finishedAt),
              ],
            }))}
          />
        )}
      </Section>
    </>
  );
}

const Why = ({ children }: { children: string | null }) =>
  children && <span className="block max-w-96 text-sm wrap-anywhere text-muted">{children}</span>;

const PUSHED = { Pending: "linking", Success: "linked", Failed: "failed", TimedOut: "expired" } as const;
const SAID = { unsent: "notified", working: "linking", taken: "linked", refused: "failed" } as const;

/** Sage's answer, in one word. */
function answerOf({ finishedAt, refusal, postedAt }: ShownStatement): keyof typeof SAID {
  if (refusal !== null) return "refused";
  if (finishedAt) return "taken";
  return postedAt ? "working" : "unsent";
}
