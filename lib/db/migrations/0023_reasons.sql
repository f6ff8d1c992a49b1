-- Altered first: no release before this one writes a sentence from here on until all are mapped.
ALTER TABLE "push_operations" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "statements" ADD COLUMN "reason" text;--> statement-breakpoint
-- Every sentence that earlier releases stored, by its code; all others are Sage's own.
UPDATE "statements" SET "reason" = CASE "refusal"
	WHEN 'the account was connected anew' THEN 'reconnected'
	WHEN 'Sage has some of its transactions already; they are posted again in smaller parts.' THEN 'has-some'
	WHEN 'Sage has been at the statement before it for minutes.' THEN 'behind-another'
	WHEN 'The account is not connected any more.' THEN 'not-connected'
	WHEN 'the account is not connected any more' THEN 'not-connected'
	WHEN 'The connection is Unlinked: its user has to connect again.' THEN 'unlinked'
	WHEN 'Sage did not say which bank the account is at.' THEN 'no-bank'
	ELSE 'refused-by-sage' END
WHERE "refusal" IS NOT NULL;--> statement-breakpoint
UPDATE "statements" SET "refusal" = "reason" WHERE "reason" <> 'refused-by-sage';--> statement-breakpoint
UPDATE "push_operations" SET "reason" = CASE "error_message"
	WHEN 'The account is not connected any more.' THEN 'not-connected'
	WHEN 'the account is not connected any more' THEN 'not-connected'
	WHEN 'The connection is Unlinked: its user has to connect again.' THEN 'unlinked'
	WHEN 'Sage did not say which bank the account is at.' THEN 'no-bank'
	WHEN 'They are from before the account’s new start date; Sage does not want them.' THEN 'not-wanted'
	WHEN 'It repeats transactions that Sage does not want any more.' THEN 'not-wanted'
	WHEN 'It repeats transactions from before the account’s new start date, which Sage does not want. Push the others anew.' THEN 'not-wanted'
	WHEN 'None of the transactions was delivered: all are from before the feed’s start date.' THEN 'nothing-wanted'
	WHEN 'None of the transactions was taken: see validation.errors.' THEN 'against-the-rules'
	ELSE 'refused-by-sage' END
WHERE "error_message" IS NOT NULL;--> statement-breakpoint
UPDATE "push_operations" SET "error_message" = CASE
	WHEN "reason" <> 'refused-by-sage' THEN NULL
	WHEN starts_with("error_message", 'Sage did not take them: ') THEN substr("error_message", 25)
	ELSE "error_message" END
WHERE "error_message" IS NOT NULL;
