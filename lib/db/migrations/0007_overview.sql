CREATE TABLE "sage_calls" (
	"hour" timestamp (3) with time zone NOT NULL,
	"region" text NOT NULL,
	"outcome" text NOT NULL,
	"calls" integer NOT NULL,
	"milliseconds" bigint NOT NULL,
	CONSTRAINT "sage_calls_hour_region_outcome_pk" PRIMARY KEY("hour","region","outcome")
);
--> statement-breakpoint
DROP INDEX "journeys_state_announced";--> statement-breakpoint
DROP INDEX "journeys_institution";--> statement-breakpoint
DROP INDEX "journeys_announced";--> statement-breakpoint
ALTER TABLE "banks" ADD COLUMN "external_ref" text;--> statement-breakpoint
ALTER TABLE "banks" ADD COLUMN "country_code" text;--> statement-breakpoint
ALTER TABLE "banks" ADD COLUMN "removed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "journeys" ADD COLUMN "erased_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "journeys" ADD COLUMN "opened_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "journeys" ADD COLUMN "identified_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "journeys" ADD COLUMN "chosen_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "journeys" ADD COLUMN "confirmed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "journeys" ADD COLUMN "linked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "journeys" ADD COLUMN "connected_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit" USING btree ("at");--> statement-breakpoint
CREATE INDEX "connections_created" ON "connections" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "connections_institution" ON "connections" USING btree ("institution_id","created_at","id");--> statement-breakpoint
CREATE INDEX "events_troubles" ON "events" USING btree ("at","journey_id") WHERE type in ('passcode-refused', 'passcode-expired', 'passcode-blocked', 'link-failed', 'sage-not-told');--> statement-breakpoint
CREATE INDEX "events_refused" ON "events" USING btree ("at") WHERE type = 'arrival-refused';--> statement-breakpoint
CREATE INDEX "journeys_to_erase" ON "journeys" USING btree ("expires_at") WHERE erased_at is null;--> statement-breakpoint
CREATE INDEX "journeys_untouched" ON "journeys" USING btree ("expires_at") WHERE return_address is null and connection_id is null;--> statement-breakpoint
CREATE INDEX "journeys_institution" ON "journeys" USING btree ("institution_id","announced_at","id","state","region","locale");--> statement-breakpoint
CREATE INDEX "journeys_announced" ON "journeys" USING btree ("announced_at","id","institution_id","state","region","locale");--> statement-breakpoint
UPDATE "journeys" j SET
	"opened_at" = e.opened, "identified_at" = e.identified, "chosen_at" = e.chosen, "confirmed_at" = e.confirmed, "linked_at" = e.linked,
	"connected_at" = CASE WHEN j."state" = 'linked' THEN (
		SELECT min(a."connected_at") FROM "source_accounts" a
		WHERE a."connection_id" = j."connection_id" AND j."account_ids" ? a."id"::text) END
FROM (SELECT "journey_id",
	min("at") FILTER (WHERE "type" IN ('opened', 'authorised')) AS opened,
	min("at") FILTER (WHERE "type" IN ('identified', 'authorised')) AS identified,
	min("at") FILTER (WHERE "type" IN ('chosen', 'confirmed', 'authorised')) AS chosen,
	min("at") FILTER (WHERE "type" IN ('confirmed', 'authorised')) AS confirmed,
	min("at") FILTER (WHERE "type" = 'linked') AS linked
	FROM "events" WHERE "journey_id" IS NOT NULL GROUP BY "journey_id") e
WHERE e."journey_id" = j."id";
--> statement-breakpoint
CREATE FUNCTION audit_personal_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'UPDATE' OR (SELECT "at" FROM "audit" WHERE "seq" = OLD."seq") > now() - interval '1 day' THEN
		RAISE EXCEPTION 'the audit log is append-only: what is personal in it goes as a whole, and not before a day';
	END IF;
	RETURN OLD;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_personal_rows_are_kept BEFORE UPDATE OR DELETE ON "audit_personal" FOR EACH ROW EXECUTE FUNCTION audit_personal_is_kept();
