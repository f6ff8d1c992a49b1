CREATE TABLE "branding_drafts" (
	"institution_id" uuid PRIMARY KEY NOT NULL,
	"content" jsonb NOT NULL,
	"logo_type" text,
	"logo" "bytea",
	"hash" text NOT NULL,
	"revision" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "branding_versions" (
	"institution_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"content" jsonb NOT NULL,
	"logo_type" text,
	"logo" "bytea",
	"hash" text NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"restored_from" integer,
	CONSTRAINT "branding_versions_institution_id_number_pk" PRIMARY KEY("institution_id","number")
);
--> statement-breakpoint
ALTER TABLE "branding_drafts" ADD CONSTRAINT "branding_drafts_institution_id_institutions_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institutions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "branding_versions" ADD CONSTRAINT "branding_versions_institution_id_institutions_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institutions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "branding_versions_hash" ON "branding_versions" USING btree ("institution_id","hash");