ALTER TABLE "statements" ADD COLUMN "sage_answer" jsonb;--> statement-breakpoint
ALTER TABLE "journeys" ADD COLUMN "sage_answer" jsonb;