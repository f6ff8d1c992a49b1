ALTER TABLE "institutions" ADD COLUMN "authorization_redirect_url" text;--> statement-breakpoint
ALTER TABLE "institutions" ADD COLUMN "link_origins" jsonb DEFAULT '[]'::jsonb NOT NULL;