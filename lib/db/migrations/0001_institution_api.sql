CREATE TABLE "repeats" (
	"institution_id" uuid NOT NULL,
	"key" uuid NOT NULL,
	"fingerprint" text NOT NULL,
	"claim" uuid NOT NULL,
	"status" integer,
	"sealed_answer" text,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "repeats_institution_id_key_pk" PRIMARY KEY("institution_id","key")
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"institution_id" uuid NOT NULL,
	"url" text NOT NULL,
	"disabled" boolean NOT NULL,
	"event_types" jsonb NOT NULL,
	"company_tags" jsonb NOT NULL,
	"sealed_secret" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
DROP INDEX "companies_institution";--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "last_used_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "description" text;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "tags" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "source_accounts" ADD COLUMN "shape" text DEFAULT 'v2' NOT NULL;--> statement-breakpoint
ALTER TABLE "source_accounts" ADD COLUMN "wire_type" text;--> statement-breakpoint
ALTER TABLE "source_accounts" ADD COLUMN "balance" numeric DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "source_accounts" ADD COLUMN "info" jsonb;--> statement-breakpoint
ALTER TABLE "source_accounts" ADD COLUMN "modified_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "repeats" ADD CONSTRAINT "repeats_institution_id_institutions_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institutions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_institution_id_institutions_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institutions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "repeats_expiry" ON "repeats" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "webhooks_institution" ON "webhooks" USING btree ("institution_id");--> statement-breakpoint
CREATE INDEX "connections_linked" ON "connections" USING btree ("institution_id","company_id") WHERE status = 'Linked';--> statement-breakpoint
CREATE INDEX "companies_institution" ON "companies" USING btree ("institution_id","created_at","id");