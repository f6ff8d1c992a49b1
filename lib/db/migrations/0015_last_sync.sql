ALTER TABLE "companies" ADD COLUMN "details_changed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "moved_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "source_accounts" ADD COLUMN "last_sync_at" timestamp (3) with time zone;