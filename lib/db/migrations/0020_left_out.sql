-- Lines of a feed's first day that were left out while that day was kept as a moment later on it: they go to Sage as new ones do.
-- Only what is certain: a moment written with its zone, a statement of that time that passed the line by, a warning for each line
-- of its push from before the moment. Those that Sage would call too late, and those of the newest day, stay: they were warned of.
WITH "began" AS (
	SELECT "account"."id", "account"."sage_bank_account_id", date_trunc('day', "account"."feed_start_date", 'UTC') AS "first_day",
		CASE WHEN "account"."feed_start_date" <> date_trunc('day', "account"."feed_start_date", 'UTC') THEN "account"."feed_start_date"
			WHEN "told"."written" ~ '^(19|20|21)\d\d-((0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-](0\d|1[0-4]):?[0-5]\d)$'
				THEN "told"."written"::timestamptz
		END AS "moment"
	FROM "source_accounts" AS "account"
	LEFT JOIN LATERAL (
		SELECT trim("additional_data" ->> 'requestedStartDate') AS "written" FROM "notifications"
		WHERE "type" = 'resourceCreated' AND "resource_type" = 'bankAccount' AND "resource_id" = "account"."sage_bank_account_id"::text
	) AS "told" ON true
	WHERE "account"."feed_start_date" IS NOT NULL AND "account"."sage_bank_account_id" IS NOT NULL
), "wanted" AS (
	SELECT "line"."seq", "line"."at", "line"."push_id", "began".*,
		CASE WHEN "feeds"."sent_to" = "began"."sage_bank_account_id" THEN "feeds"."sent_through" ELSE 0 END AS "sent"
	FROM "began"
	JOIN "feeds" ON "feeds"."source_account_id" = "began"."id"
	JOIN "bank_lines" AS "line" ON "line"."source_account_id" = "began"."id"
		AND "line"."at" >= "began"."first_day" AND "line"."at" < "began"."moment"
), "left_out" AS (
	SELECT "wanted"."seq" FROM "wanted"
	JOIN "push_operations" AS "push" ON "push"."id" = "wanted"."push_id"
	CROSS JOIN LATERAL (
		SELECT date_trunc('day', max("at"), 'UTC') AS "day" FROM "bank_lines" WHERE "source_account_id" = "wanted"."id"
	) AS "newest"
	WHERE "wanted"."seq" <= "wanted"."sent"
		AND "wanted"."at" <> date_trunc('day', "wanted"."at", 'UTC')
		AND "wanted"."at" >= "newest"."day" - interval '14 days' AND "wanted"."at" < "newest"."day"
		AND (SELECT count(*) FROM "bank_lines" AS "own" WHERE "own"."push_id" = "push"."id" AND "own"."at" < "wanted"."moment")
			= (SELECT count(*) FROM jsonb_array_elements("push"."warnings") AS "warning" WHERE "warning" ->> 'validatorName' = 'start')
		AND EXISTS (
			SELECT FROM "statements" AS "passing" WHERE "passing"."source_account_id" = "wanted"."id"
				AND "passing"."sage_bank_account_id" = "wanted"."sage_bank_account_id" AND "passing"."kind" = 'lines'
				AND "passing"."finished_at" IS NOT NULL AND "passing"."refusal" IS NULL
				AND "passing"."last_line" >= "wanted"."seq" AND "passing"."wanted_from" IS NULL)
	ORDER BY "wanted"."seq"
), "moved" AS (
	UPDATE "bank_lines" SET "seq" = nextval(pg_get_serial_sequence('bank_lines', 'seq'))
	FROM "left_out" WHERE "bank_lines"."seq" = "left_out"."seq"
	RETURNING "bank_lines"."source_account_id"
)
UPDATE "feeds" SET "looked_at" = coalesce("looked_at", now())
WHERE "source_account_id" IN (SELECT "source_account_id" FROM "moved")
	OR "source_account_id" IN (SELECT "id" FROM "wanted" WHERE "seq" > "sent");
