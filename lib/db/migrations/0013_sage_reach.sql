CREATE TABLE "sage_reach" (
	"region" text PRIMARY KEY NOT NULL,
	"unanswered" integer NOT NULL,
	"away_since" timestamp (3) with time zone,
	"probe_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "feeds" ADD COLUMN "awaits_sage" text;--> statement-breakpoint
ALTER TABLE "feeds" ADD COLUMN "resume_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "feeds_resume" ON "feeds" USING btree ("resume_at") WHERE resume_at is not null;--> statement-breakpoint
CREATE INDEX "feeds_awaits_sage" ON "feeds" USING btree ("awaits_sage") WHERE awaits_sage is not null;