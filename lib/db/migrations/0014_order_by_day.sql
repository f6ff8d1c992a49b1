ALTER TABLE "statements" ADD COLUMN "closing_day" date;--> statement-breakpoint
ALTER TABLE "statements" ADD COLUMN "closing_balance" numeric;--> statement-breakpoint
ALTER TABLE "institutions" ADD COLUMN "time_zone" text;--> statement-breakpoint
ALTER TABLE "institutions" ADD COLUMN "strict_order" boolean DEFAULT false NOT NULL;