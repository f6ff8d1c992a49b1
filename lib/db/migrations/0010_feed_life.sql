CREATE TABLE "pace_places" (
	"name" text NOT NULL,
	"place" integer NOT NULL,
	"free_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "pace_places_name_place_pk" PRIMARY KEY("name","place")
);
--> statement-breakpoint
ALTER TABLE "feeds" ADD COLUMN "runner" uuid;--> statement-breakpoint
ALTER TABLE "feeds" ADD COLUMN "runner_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "feeds" ADD COLUMN "reauthorisation" text;--> statement-breakpoint
ALTER TABLE "feeds" ADD COLUMN "reauthorisation_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "push_operations" ADD COLUMN "shared" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "source_accounts" ADD COLUMN "offered_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "statements" ADD COLUMN "kind" text DEFAULT 'lines' NOT NULL;--> statement-breakpoint
ALTER TABLE "statements" ADD COLUMN "refusals" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "bank_lines_at" ON "bank_lines" USING btree ("source_account_id","at");--> statement-breakpoint
CREATE INDEX "source_accounts_offered" ON "source_accounts" USING btree ("offered_at") WHERE offered_at is not null;