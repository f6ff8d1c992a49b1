ALTER TABLE "sage_reach" ADD COLUMN "back_at" timestamp (3) with time zone;
