CREATE TABLE "store_facts" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "feeds" ADD COLUMN "most_lines" integer;--> statement-breakpoint
ALTER TABLE "statements" ADD COLUMN "restored" boolean DEFAULT false NOT NULL;