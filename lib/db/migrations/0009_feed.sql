CREATE TABLE "bank_lines" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"source_account_id" uuid NOT NULL,
	"push_id" uuid NOT NULL,
	"id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"description" text NOT NULL,
	"amount" numeric NOT NULL,
	"balance" numeric NOT NULL,
	"type" text NOT NULL,
	"counterparty" text,
	"reference" text,
	"reconciled" boolean
);
--> statement-breakpoint
CREATE TABLE "feeds" (
	"source_account_id" uuid PRIMARY KEY NOT NULL,
	"sent_through" bigint DEFAULT 0 NOT NULL,
	"sent_to" uuid,
	"singly_through" bigint DEFAULT 0 NOT NULL,
	"looked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "push_operations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"institution_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"source_account_id" uuid NOT NULL,
	"status" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"completed_at" timestamp (3) with time zone,
	"timeout_minutes" integer,
	"times_out_at" timestamp (3) with time zone,
	"error_message" text,
	"errors" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"warnings" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"lines" integer NOT NULL,
	"last_line" bigint
);
--> statement-breakpoint
CREATE TABLE "statements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"institution_id" uuid NOT NULL,
	"source_account_id" uuid NOT NULL,
	"sage_bank_account_id" uuid NOT NULL,
	"bank_id" uuid NOT NULL,
	"region" text NOT NULL,
	"first_line" bigint NOT NULL,
	"last_line" bigint NOT NULL,
	"lines" integer NOT NULL,
	"sage_statement_id" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"uncertain" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"posted_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"refusal" text
);
--> statement-breakpoint
ALTER TABLE "bank_lines" ADD CONSTRAINT "bank_lines_source_account_id_source_accounts_id_fk" FOREIGN KEY ("source_account_id") REFERENCES "public"."source_accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_lines" ADD CONSTRAINT "bank_lines_push_id_push_operations_id_fk" FOREIGN KEY ("push_id") REFERENCES "public"."push_operations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feeds" ADD CONSTRAINT "feeds_source_account_id_source_accounts_id_fk" FOREIGN KEY ("source_account_id") REFERENCES "public"."source_accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_operations" ADD CONSTRAINT "push_operations_institution_id_institutions_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institutions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_operations" ADD CONSTRAINT "push_operations_source_account_id_source_accounts_id_fk" FOREIGN KEY ("source_account_id") REFERENCES "public"."source_accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statements" ADD CONSTRAINT "statements_institution_id_institutions_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institutions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statements" ADD CONSTRAINT "statements_source_account_id_source_accounts_id_fk" FOREIGN KEY ("source_account_id") REFERENCES "public"."source_accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "bank_lines_id" ON "bank_lines" USING btree ("source_account_id","id");--> statement-breakpoint
CREATE INDEX "bank_lines_order" ON "bank_lines" USING btree ("source_account_id","seq");--> statement-breakpoint
CREATE INDEX "bank_lines_push" ON "bank_lines" USING btree ("push_id");--> statement-breakpoint
CREATE INDEX "feeds_looked" ON "feeds" USING btree ("looked_at") WHERE looked_at is not null;--> statement-breakpoint
CREATE INDEX "push_operations_company" ON "push_operations" USING btree ("institution_id","company_id","requested_at","id");--> statement-breakpoint
CREATE INDEX "push_operations_waiting" ON "push_operations" USING btree ("source_account_id","last_line") WHERE completed_at is null;--> statement-breakpoint
CREATE INDEX "push_operations_time" ON "push_operations" USING btree ("times_out_at") WHERE status = 'Pending' and times_out_at is not null;--> statement-breakpoint
CREATE INDEX "statements_account" ON "statements" USING btree ("source_account_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "statements_one_underway" ON "statements" USING btree ("source_account_id") WHERE finished_at is null;