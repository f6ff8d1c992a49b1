ALTER TABLE "statements" ADD COLUMN "wanted_from" date;--> statement-breakpoint
-- First days that Sage named with a time or a zone: the day as it was written. Rows at midnight, all but these, stay untouched.
UPDATE "source_accounts" SET "feed_start_date" = (left(ltrim(told."additional_data" ->> 'requestedStartDate'), 10) || 'T00:00:00Z')::timestamptz
FROM "notifications" AS told
WHERE "source_accounts"."feed_start_date" <> date_trunc('day', "source_accounts"."feed_start_date", 'UTC')
	AND told."type" = 'resourceCreated' AND told."resource_type" = 'bankAccount'
	AND told."resource_id" = "source_accounts"."sage_bank_account_id"::text
	AND ltrim(told."additional_data" ->> 'requestedStartDate') ~ '^(19|20|21)\d\d-((0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)([T ]|$)';
