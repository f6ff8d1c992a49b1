CREATE TABLE "sage_calls" (
	"hour" timestamp (3) with time zone NOT NULL,
	"region" text NOT NULL,
	"outcome" text NOT NULL,
	"calls" integer NOT NULL,
	"milliseconds" bigint NOT NULL,
	CONSTRAINT "sage_calls_hour_region_outcome_pk" PRIMARY KEY("hour","region","outcome")
);
--> statement-breakpoint
ALTER TABLE "banks" ADD COLUMN "external_ref" text;--> statement-breakpoint
ALTER TABLE "banks" ADD COLUMN "country_code" text;--> statement-breakpoint
ALTER TABLE "banks" ADD COLUMN "removed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "journeys" ADD COLUMN "erased_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "events_refused" ON "events" USING btree ("at") WHERE type = 'arrival-refused';--> statement-breakpoint
CREATE INDEX "journeys_to_erase" ON "journeys" USING btree ("expires_at") WHERE erased_at is null;