-- Lines of a feed's first day that a statement of the release before has passed by, and that 0020 did not see while it was under way:
-- they go to Sage behind it. Lines that Sage would call too late, and those of the newest day, stay as they do there.
WITH "passed" AS (
	SELECT "line"."seq" FROM "statements" AS "held"
	JOIN "source_accounts" AS "account" ON "account"."id" = "held"."source_account_id"
		AND "account"."sage_bank_account_id" = "held"."sage_bank_account_id"
	JOIN "feeds" ON "feeds"."source_account_id" = "account"."id"
	JOIN "bank_lines" AS "line" ON "line"."source_account_id" = "account"."id" AND "line"."seq" < "held"."first_line"
		AND "line"."at" >= date_trunc('day', "account"."feed_start_date", 'UTC')
	CROSS JOIN LATERAL (
		SELECT date_trunc('day', max("at"), 'UTC') AS "day" FROM "bank_lines" WHERE "source_account_id" = "account"."id"
	) AS "newest"
	WHERE "held"."finished_at" IS NULL AND "held"."kind" = 'lines' AND "held"."wanted_from" IS NULL
		AND "line"."seq" > CASE WHEN "feeds"."sent_to" = "account"."sage_bank_account_id" THEN "feeds"."sent_through" ELSE 0 END
		AND "line"."at" >= "newest"."day" - interval '14 days' AND "line"."at" < "newest"."day"
	ORDER BY "line"."seq"
)
UPDATE "bank_lines" SET "seq" = nextval(pg_get_serial_sequence('bank_lines', 'seq'))
FROM "passed" WHERE "bank_lines"."seq" = "passed"."seq";
