DROP INDEX "journeys_institution";--> statement-breakpoint
DROP INDEX "journeys_announced";--> statement-breakpoint
ALTER TABLE "journeys" ADD COLUMN "return_host" text GENERATED ALWAYS AS (lower(substring(return_address->>'redirectUri' from '(?i)^https?://(\[[^]]*\]|[^/:?#]+)'))) STORED;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "must_change_password" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "audit_action" ON "audit" USING btree ("action","seq");--> statement-breakpoint
CREATE INDEX "audit_institution_action" ON "audit" USING btree ("institution_id","action","seq");--> statement-breakpoint
CREATE INDEX "journeys_institution" ON "journeys" USING btree ("institution_id","announced_at","id","state","region","locale","return_host");--> statement-breakpoint
CREATE INDEX "journeys_announced" ON "journeys" USING btree ("announced_at","id","institution_id","state","region","locale","return_host");