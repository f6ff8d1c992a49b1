ALTER TABLE "source_accounts" ADD COLUMN "balance_told_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "bank_lines" ADD COLUMN "reckoned_from" text;