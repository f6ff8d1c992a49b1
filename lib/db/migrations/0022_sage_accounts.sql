-- Altered first: nobody connects, ends or unlinks anything from here on until all is written down.
ALTER TABLE "source_accounts" ADD COLUMN "disconnected_by" text;--> statement-breakpoint
ALTER TABLE "source_accounts" ADD COLUMN "disconnected_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "unlinked_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE TABLE "sage_accounts" (
	"connection_id" uuid NOT NULL,
	"sage_bank_account_id" uuid NOT NULL,
	"connected_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "sage_accounts_connection_id_sage_bank_account_id_pk" PRIMARY KEY("connection_id","sage_bank_account_id")
);
--> statement-breakpoint
ALTER TABLE "sage_accounts" ADD CONSTRAINT "sage_accounts_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- The timeline alone had these facts, and they decide: it is read for them this once.
INSERT INTO "sage_accounts" ("connection_id", "sage_bank_account_id", "connected_at", "ended_at")
SELECT "event"."connection_id", ("event"."detail" ->> 'sageBankAccountId')::uuid,
	max("event"."at") FILTER (WHERE "event"."type" = 'account-connected'),
	max("event"."at") FILTER (WHERE "event"."type" = 'account-disconnected')
FROM "events" AS "event" JOIN "connections" ON "connections"."id" = "event"."connection_id"
WHERE "event"."type" IN ('account-connected', 'account-disconnected')
	AND "event"."detail" ->> 'sageBankAccountId' ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
GROUP BY 1, 2;--> statement-breakpoint
-- Early releases did not write down which account an institution ended: such an end may be of each of the connection's accounts.
WITH "past" AS (
	SELECT "account"."id",
		max("event"."at") FILTER (WHERE "event"."type" = 'account-connected') AS "began",
		max("event"."at") FILTER (WHERE "event"."type" = 'account-disconnected' AND "event"."actor" = 'sage') AS "in_sage",
		max("event"."at") FILTER (WHERE "event"."type" = 'account-disconnected' AND "event"."actor" = 'institution'
			AND "event"."detail" ? 'sourceAccountId') AS "here",
		max("event"."at") FILTER (WHERE "event"."type" = 'account-disconnected' AND "event"."actor" = 'institution'
			AND NOT "event"."detail" ? 'sourceAccountId') AS "unnamed"
	FROM "source_accounts" AS "account" JOIN "events" AS "event" ON "event"."connection_id" = "account"."connection_id"
		AND "event"."type" IN ('account-connected', 'account-disconnected')
		AND coalesce("event"."detail" ->> 'sourceAccountId', "account"."id"::text) = "account"."id"::text
	WHERE "account"."status" = 'disconnected'
	GROUP BY "account"."id"
), "ended" AS (
	SELECT "id", "in_sage",
		CASE WHEN "here" >= coalesce("began", '-infinity') THEN "here" END AS "here",
		CASE WHEN "unnamed" >= coalesce("began", '-infinity') THEN "unnamed" END AS "unnamed"
	FROM "past"
)
UPDATE "source_accounts" SET "disconnected_at" = coalesce("here", "unnamed", "in_sage"),
	"disconnected_by" = CASE WHEN "here" IS NOT NULL THEN 'institution' WHEN "unnamed" IS NOT NULL THEN 'unknown'
		WHEN "in_sage" IS NOT NULL THEN 'sage' END
FROM "ended" WHERE "ended"."id" = "source_accounts"."id";--> statement-breakpoint
UPDATE "connections" SET "unlinked_at" = "unlinked"."at"
FROM (SELECT "connection_id", max("at") AS "at" FROM "events" WHERE "type" = 'connection-unlinked' GROUP BY 1) AS "unlinked"
WHERE "connections"."id" = "unlinked"."connection_id";