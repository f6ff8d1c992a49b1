-- A store of release 0.1.0 (commit fd6c018), as that code made it: how, and what is in it, says test/earlier-release.ts.
-- Everything in it is made up.
SELECT pg_catalog.set_config('search_path', '', false);
CREATE SCHEMA drizzle;
CREATE FUNCTION public.audit_is_final() RETURNS trigger
	LANGUAGE plpgsql
	AS $$
BEGIN
	RAISE EXCEPTION 'the audit log is append-only';
END $$;
CREATE FUNCTION public.audit_personal_is_kept() RETURNS trigger
	LANGUAGE plpgsql
	AS $$
BEGIN
	IF TG_OP = 'UPDATE' OR (SELECT "at" FROM "audit" WHERE "seq" = OLD."seq") > now() - interval '1 day' THEN
		RAISE EXCEPTION 'the audit log is append-only: what is personal in it goes as a whole, and not before a day';
	END IF;
	RETURN OLD;
END $$;
CREATE TABLE drizzle.__drizzle_migrations (
	id integer NOT NULL,
	hash text NOT NULL,
	created_at bigint
);
CREATE SEQUENCE drizzle.__drizzle_migrations_id_seq AS integer
	START WITH 1
	INCREMENT BY 1
	NO MINVALUE
	NO MAXVALUE
	CACHE 1;
ALTER SEQUENCE drizzle.__drizzle_migrations_id_seq OWNED BY drizzle.__drizzle_migrations.id;
CREATE TABLE public.api_keys (
	id uuid DEFAULT gen_random_uuid() NOT NULL,
	institution_id uuid NOT NULL,
	hash text NOT NULL,
	prefix text NOT NULL,
	created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
	revoked_at timestamp(3) with time zone,
	name text DEFAULT ''::text NOT NULL,
	last_used_at timestamp(3) with time zone
);
CREATE TABLE public.audit (
	seq bigint NOT NULL,
	at timestamp(3) with time zone NOT NULL,
	action text NOT NULL,
	actor text NOT NULL,
	institution_id uuid,
	subject text NOT NULL,
	reason text,
	detail jsonb NOT NULL,
	commitment text,
	previous_hash text NOT NULL,
	hash text NOT NULL
);
CREATE TABLE public.audit_personal (
	seq bigint NOT NULL,
	salt text NOT NULL,
	data jsonb NOT NULL
);
CREATE TABLE public.bank_lines (
	seq bigint NOT NULL,
	source_account_id uuid NOT NULL,
	push_id uuid NOT NULL,
	id text NOT NULL,
	at timestamp(3) with time zone NOT NULL,
	description text NOT NULL,
	amount numeric NOT NULL,
	balance numeric NOT NULL,
	type text NOT NULL,
	counterparty text,
	reference text,
	reconciled boolean
);
CREATE SEQUENCE public.bank_lines_seq_seq START WITH 1
	INCREMENT BY 1
	NO MINVALUE
	NO MAXVALUE
	CACHE 1;
ALTER SEQUENCE public.bank_lines_seq_seq OWNED BY public.bank_lines.seq;
CREATE TABLE public.banks (
	id uuid NOT NULL,
	institution_id uuid NOT NULL,
	region text NOT NULL,
	name text NOT NULL,
	created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
	external_ref text,
	country_code text,
	removed_at timestamp(3) with time zone
);
CREATE TABLE public.branding_drafts (
	institution_id uuid NOT NULL,
	content jsonb NOT NULL,
	logo_type text,
	logo bytea,
	hash text NOT NULL,
	revision integer NOT NULL,
	updated_at timestamp(3) with time zone NOT NULL
);
CREATE TABLE public.branding_versions (
	institution_id uuid NOT NULL,
	number integer NOT NULL,
	content jsonb NOT NULL,
	logo_type text,
	logo bytea,
	hash text NOT NULL,
	published_at timestamp(3) with time zone NOT NULL,
	restored_from integer
);
CREATE TABLE public.companies (
	id uuid DEFAULT gen_random_uuid() NOT NULL,
	institution_id uuid NOT NULL,
	name text NOT NULL,
	created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
	description text,
	tags jsonb DEFAULT '{}'::jsonb NOT NULL
);
CREATE TABLE public.connections (
	id uuid DEFAULT gen_random_uuid() NOT NULL,
	institution_id uuid NOT NULL,
	company_id uuid NOT NULL,
	status text DEFAULT 'PendingAuth'::text NOT NULL,
	created_at timestamp(3) with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.console_sessions (
	id uuid NOT NULL,
	person_id uuid NOT NULL,
	created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
	seen_at timestamp(3) with time zone NOT NULL,
	ended_at timestamp(3) with time zone
);
CREATE TABLE public.events (
	id bigint NOT NULL,
	at timestamp(3) with time zone NOT NULL,
	type text NOT NULL,
	actor text NOT NULL,
	institution_id uuid,
	journey_id uuid,
	connection_id uuid,
	support_code text,
	detail jsonb DEFAULT '{}'::jsonb NOT NULL
);
CREATE SEQUENCE public.events_id_seq START WITH 1
	INCREMENT BY 1
	NO MINVALUE
	NO MAXVALUE
	CACHE 1;
ALTER SEQUENCE public.events_id_seq OWNED BY public.events.id;
CREATE TABLE public.feeds (
	source_account_id uuid NOT NULL,
	sent_through bigint DEFAULT 0 NOT NULL,
	sent_to uuid,
	singly_through bigint DEFAULT 0 NOT NULL,
	looked_at timestamp(3) with time zone,
	runner uuid,
	runner_until timestamp(3) with time zone,
	reauthorisation text,
	reauthorisation_at timestamp(3) with time zone,
	asked_in_vain integer DEFAULT 0 NOT NULL
);
CREATE TABLE public.institutions (
	id uuid DEFAULT gen_random_uuid() NOT NULL,
	name text NOT NULL,
	accent_light text NOT NULL,
	accent_dark text NOT NULL,
	logo_type text,
	logo bytea,
	brand_version text NOT NULL,
	account_choice text DEFAULT 'one'::text NOT NULL,
	help jsonb DEFAULT '{}'::jsonb NOT NULL,
	call_to_action jsonb DEFAULT '{}'::jsonb NOT NULL,
	passcode_minutes integer,
	created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
	authorization_redirect_url text,
	link_origins jsonb DEFAULT '[]'::jsonb NOT NULL,
	brand_revision integer DEFAULT 0 NOT NULL
);
CREATE TABLE public.journey_tokens (
	hash text NOT NULL,
	journey_id uuid NOT NULL,
	grants text NOT NULL,
	created_at timestamp(3) with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.journey_views (
	id bigint NOT NULL,
	journey_id uuid NOT NULL,
	at timestamp(3) with time zone NOT NULL,
	page text NOT NULL,
	locale text NOT NULL,
	brand_version text NOT NULL,
	seen jsonb NOT NULL
);
CREATE SEQUENCE public.journey_views_id_seq START WITH 1
	INCREMENT BY 1
	NO MINVALUE
	NO MAXVALUE
	CACHE 1;
ALTER SEQUENCE public.journey_views_id_seq OWNED BY public.journey_views.id;
CREATE TABLE public.journey_visitors (
	journey_id uuid NOT NULL,
	visitor text NOT NULL,
	at timestamp(3) with time zone NOT NULL
);
CREATE TABLE public.journeys (
	id uuid DEFAULT gen_random_uuid() NOT NULL,
	authorisation_id uuid NOT NULL,
	support_code text NOT NULL,
	state text NOT NULL,
	kind text NOT NULL,
	institution_id uuid,
	bank_id uuid,
	region text,
	return_address jsonb,
	locale text,
	connection_id uuid,
	account_ids jsonb DEFAULT '[]'::jsonb NOT NULL,
	consent jsonb,
	linking_since timestamp(3) with time zone,
	ambiguous boolean DEFAULT false NOT NULL,
	failure text,
	announced_at timestamp(3) with time zone NOT NULL,
	expires_at timestamp(3) with time zone NOT NULL,
	version integer NOT NULL,
	erased_at timestamp(3) with time zone,
	opened_at timestamp(3) with time zone,
	identified_at timestamp(3) with time zone,
	chosen_at timestamp(3) with time zone,
	confirmed_at timestamp(3) with time zone,
	linked_at timestamp(3) with time zone,
	connected_at timestamp(3) with time zone,
	return_host text GENERATED ALWAYS AS (lower("substring"((return_address ->> 'redirectUri'::text), '(?i)^https?://(\[[^]]*\]|[^/:?#]+)'::text))) STORED
);
CREATE TABLE public.limits (
	key text NOT NULL,
	points integer NOT NULL,
	expire timestamp(3) with time zone
);
CREATE TABLE public.link_approvals (
	journey_id uuid NOT NULL,
	connection_id uuid NOT NULL,
	visitor text NOT NULL,
	expires_at timestamp(3) with time zone NOT NULL,
	used_at timestamp(3) with time zone
);
CREATE TABLE public.link_tokens (
	hash text NOT NULL,
	institution_id uuid NOT NULL,
	connection_id uuid NOT NULL,
	locale text,
	created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
	expires_at timestamp(3) with time zone NOT NULL,
	used_at timestamp(3) with time zone
);
CREATE TABLE public.link_views (
	id uuid NOT NULL,
	hash text NOT NULL,
	institution_id uuid NOT NULL,
	connection_id uuid NOT NULL,
	locale text,
	visitor text NOT NULL,
	created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
	expires_at timestamp(3) with time zone NOT NULL,
	seen_at timestamp(3) with time zone NOT NULL
);
CREATE TABLE public.notifications (
	type text NOT NULL,
	resource_type text NOT NULL,
	resource_id text NOT NULL,
	additional_data jsonb DEFAULT '{}'::jsonb NOT NULL,
	received_at timestamp(3) with time zone NOT NULL,
	times integer DEFAULT 1 NOT NULL
);
CREATE TABLE public.pace (
	name text NOT NULL,
	next_at timestamp(3) with time zone NOT NULL
);
CREATE TABLE public.pace_places (
	name text NOT NULL,
	place integer NOT NULL,
	free_at timestamp(3) with time zone NOT NULL
);
CREATE TABLE public.passcodes (
	id uuid DEFAULT gen_random_uuid() NOT NULL,
	institution_id uuid NOT NULL,
	connection_id uuid NOT NULL,
	hash text NOT NULL,
	failures integer DEFAULT 0 NOT NULL,
	created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
	expires_at timestamp(3) with time zone NOT NULL,
	redeemed_at timestamp(3) with time zone,
	redeemed_by uuid,
	revoked_at timestamp(3) with time zone
);
CREATE TABLE public.people (
	id uuid DEFAULT gen_random_uuid() NOT NULL,
	email text NOT NULL,
	name text NOT NULL,
	role text NOT NULL,
	institution_id uuid,
	password_hash text,
	issuer text,
	subject text,
	created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
	disabled_at timestamp(3) with time zone,
	must_change_password boolean DEFAULT false NOT NULL
);
CREATE TABLE public.push_operations (
	id uuid NOT NULL,
	institution_id uuid NOT NULL,
	company_id uuid NOT NULL,
	connection_id uuid NOT NULL,
	source_account_id uuid NOT NULL,
	status text NOT NULL,
	requested_at timestamp(3) with time zone NOT NULL,
	completed_at timestamp(3) with time zone,
	timeout_minutes integer,
	times_out_at timestamp(3) with time zone,
	error_message text,
	errors jsonb DEFAULT '[]'::jsonb NOT NULL,
	warnings jsonb DEFAULT '[]'::jsonb NOT NULL,
	lines integer NOT NULL,
	last_line bigint,
	shared jsonb DEFAULT '[]'::jsonb NOT NULL
);
CREATE TABLE public.repeats (
	institution_id uuid NOT NULL,
	key uuid NOT NULL,
	fingerprint text NOT NULL,
	claim uuid NOT NULL,
	status integer,
	sealed_answer text,
	expires_at timestamp(3) with time zone NOT NULL
);
CREATE TABLE public.sage_calls (
	hour timestamp(3) with time zone NOT NULL,
	region text NOT NULL,
	outcome text NOT NULL,
	calls integer NOT NULL,
	milliseconds bigint NOT NULL
);
CREATE TABLE public.source_accounts (
	id uuid DEFAULT gen_random_uuid() NOT NULL,
	institution_id uuid NOT NULL,
	connection_id uuid NOT NULL,
	external_id text NOT NULL,
	name text NOT NULL,
	type text NOT NULL,
	sealed_numbers text NOT NULL,
	last_four text NOT NULL,
	currency text NOT NULL,
	status text DEFAULT 'pending'::text NOT NULL,
	sage_bank_account_id uuid,
	sage_bank_id uuid,
	feed_start_date timestamp(3) with time zone,
	connected_at timestamp(3) with time zone,
	created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
	shape text DEFAULT 'v2'::text NOT NULL,
	wire_type text,
	balance numeric DEFAULT '0'::numeric NOT NULL,
	info jsonb,
	modified_at timestamp(3) with time zone,
	offered_at timestamp(3) with time zone
);
CREATE TABLE public.statements (
	id uuid NOT NULL,
	institution_id uuid NOT NULL,
	source_account_id uuid NOT NULL,
	sage_bank_account_id uuid NOT NULL,
	bank_id uuid NOT NULL,
	region text NOT NULL,
	first_line bigint NOT NULL,
	last_line bigint NOT NULL,
	lines integer NOT NULL,
	sage_statement_id text,
	attempts integer DEFAULT 0 NOT NULL,
	uncertain boolean DEFAULT false NOT NULL,
	created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
	posted_at timestamp(3) with time zone,
	finished_at timestamp(3) with time zone,
	refusal text,
	kind text DEFAULT 'lines'::text NOT NULL,
	refusals integer DEFAULT 0 NOT NULL
);
CREATE TABLE public.webhook_attempts (
	id bigint NOT NULL,
	delivery_id uuid NOT NULL,
	at timestamp(3) with time zone NOT NULL,
	status_code integer,
	error text,
	milliseconds integer NOT NULL
);
CREATE SEQUENCE public.webhook_attempts_id_seq START WITH 1
	INCREMENT BY 1
	NO MINVALUE
	NO MAXVALUE
	CACHE 1;
ALTER SEQUENCE public.webhook_attempts_id_seq OWNED BY public.webhook_attempts.id;
CREATE TABLE public.webhook_deliveries (
	id uuid NOT NULL,
	institution_id uuid NOT NULL,
	webhook_id uuid NOT NULL,
	event_id uuid NOT NULL,
	status text DEFAULT 'pending'::text NOT NULL,
	failures integer DEFAULT 0 NOT NULL,
	next_attempt_at timestamp(3) with time zone,
	turn integer DEFAULT 0 NOT NULL,
	created_at timestamp(3) with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.webhook_events (
	id uuid NOT NULL,
	institution_id uuid NOT NULL,
	type text NOT NULL,
	sealed_body text NOT NULL,
	created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
	connection_id uuid
);
CREATE TABLE public.webhooks (
	id uuid NOT NULL,
	institution_id uuid NOT NULL,
	url text NOT NULL,
	disabled boolean NOT NULL,
	event_types jsonb NOT NULL,
	company_tags jsonb NOT NULL,
	sealed_secret text NOT NULL,
	created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
	failing_since timestamp(3) with time zone,
	disabled_reason text,
	paused_until timestamp(3) with time zone
);
ALTER TABLE ONLY drizzle.__drizzle_migrations ALTER COLUMN id SET DEFAULT nextval('drizzle.__drizzle_migrations_id_seq'::regclass);
ALTER TABLE ONLY public.bank_lines ALTER COLUMN seq SET DEFAULT nextval('public.bank_lines_seq_seq'::regclass);
ALTER TABLE ONLY public.events ALTER COLUMN id SET DEFAULT nextval('public.events_id_seq'::regclass);
ALTER TABLE ONLY public.journey_views ALTER COLUMN id SET DEFAULT nextval('public.journey_views_id_seq'::regclass);
ALTER TABLE ONLY public.webhook_attempts ALTER COLUMN id SET DEFAULT nextval('public.webhook_attempts_id_seq'::regclass);
INSERT INTO drizzle.__drizzle_migrations VALUES
	(1, '481845f50d3e4b00e1c45a6d824ab110aacaa4f8049d5c75019ec42b31a24081', 1795215137140),
	(2, '7d3ed7d3e9c4398fccb14c2b5be47f28b9e717485bfa9664cb3a995477e6aa14', 1795218300835),
	(3, '37565cfd58fd49fce736fef4d27df4c65a82ef14edbd3c6511382eaa6775b6ad', 1795230531777),
	(4, '5adb0f7e16b4b3ab07c0f81623e0f518aa8ed050c53393bb66c44a46c2efd6db', 1795232679460),
	(5, '5591ab928a952d436b13cd92486c0a8a1b64b7fa12afa78fb6381e129b4dcb53', 1795233512621),
	(6, 'c31974a0ff3a577198fc14eef5f7d3853536b7cd228aae05de078bd5e96ded8f', 1795234640542),
	(7, 'a062d798bd2bd3851b6f337eab78edfe22bdc91f5e3fb8b97bd1e457af13c5eb', 1795246605276),
	(8, 'e5be7d0406998390583257d6b23d0891519fd9f5691e27ce67be377ca89c5801', 1795255374523),
	(9, '37d7fc78ad70322f97a16bf538f170e7856c94eadf2456a45c9c39fc4b92ba01', 1795265364473),
	(10, 'e2c601423b410edd13483a9d0cf0dd8b4364c8b18ea40be923c5ba58d3a2d421', 1795265654114),
	(11, 'c548c0bd961674931e91ebed75eca9690944cede20337c3295b8c8387ae7fd0a', 1795278720449),
	(12, '330e4a216fa313adef84ab9512b56833e6cbf40cc484a52d1bb5095ae96cb37b', 1795290153131);
INSERT INTO public.api_keys VALUES
	('2a2f9a9c-162e-4229-97b4-47f5d19fb02b', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'e176bba784496cecb2008216af3ec0738250ab3b28d5d145840b2819f65e3c7b', 'cbk_CxHzWI', '2026-03-02 09:00:00+00', NULL, 'test', '2026-03-02 10:48:00+00');
INSERT INTO public.audit VALUES
	(1, '2026-03-02 10:47:00+00', 'consented', 'journey:eb1c865d-a9b1-4596-8409-576797b196bc', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'connection:1cba2efc-6e51-47d2-b3eb-6f5d3574ebcb', NULL, '{"kind": "onboard", "locale": "en", "version": "v1", "accounts": 1, "authorisationId": "b598c204-f919-4516-95c1-75c719a8de73"}', '23e909808474a7ce83e3ec2c1e9afc484e6eee4218643ac86aa86a0d63c06183', '0000000000000000000000000000000000000000000000000000000000000000', '529ec07cc2e29b9a1864166a286e47a9c1ddc8674ae196f1afd4fe6bbb200404'),
	(2, '2026-03-02 10:48:00+00', 'consented', 'journey:e63a55fa-fd58-4faa-9440-56ff814ae9e0', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'connection:5a346e32-3f11-4d0b-b27e-93500ebe80be', NULL, '{"kind": "onboard", "locale": "en", "version": "v1", "accounts": 1, "authorisationId": "6f92ae8b-0721-43d5-a0fa-e3432dae1b27"}', '64dc14734a327f60ae9453748b7d114ebd16144812e931df344adbca63650882', '529ec07cc2e29b9a1864166a286e47a9c1ddc8674ae196f1afd4fe6bbb200404', '1c48f302f035f4b3dce0c3244fd2836bd9667ccd425df9b567cca2fc7f695180');
INSERT INTO public.audit_personal VALUES
	(1, '98f979a900e860d04b829668ca390294', '{"words": "Yes, share this account."}'),
	(2, 'efcfee5623f14f4af6f4741bae8d4863', '{"words": "Yes, share this account."}');
INSERT INTO public.bank_lines VALUES
	(1, '6304d716-6aae-435e-b1bf-8dfa9384e15d', 'cd9f014d-1ddf-449a-88bf-f6de657c4a2e', 'waiting-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(2, '6304d716-6aae-435e-b1bf-8dfa9384e15d', 'cd9f014d-1ddf-449a-88bf-f6de657c4a2e', 'waiting-1-1', '2026-02-05 00:01:00+00', 'Line 1', -3.3, 101, 'Debit', NULL, NULL, NULL),
	(3, '6304d716-6aae-435e-b1bf-8dfa9384e15d', '11dd5acf-3e21-4a58-94f7-b539e91cdb4e', 'waiting-more-0', '2026-02-06 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(4, '12bad8fb-2552-4227-9d4a-dbbe53fb4e45', 'fdfa256d-d57d-4cb0-aa39-75b3117fd32b', 'waiting-us-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(5, 'c9bf5e52-cec8-440b-ad8e-387a39f5b642', 'c26f0920-8d15-4b31-a073-39375f903c91', 'opened-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(6, 'c9bf5e52-cec8-440b-ad8e-387a39f5b642', 'c26f0920-8d15-4b31-a073-39375f903c91', 'opened-1-1', '2026-02-05 00:01:00+00', 'Line 1', -3.3, 101, 'Debit', NULL, NULL, NULL),
	(7, 'c9bf5e52-cec8-440b-ad8e-387a39f5b642', 'dee0f9d8-401e-43f7-aafc-fcc5aa73e2cb', 'opened-2-0', '2026-02-06 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(8, 'dcc8b37a-d923-46b8-8de8-053244532db0', '68352352-bf00-4495-9fdb-5d7330071ea7', 'unanswered-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(9, 'dcc8b37a-d923-46b8-8de8-053244532db0', 'bcc6d621-f904-40d9-bb35-79466ea5dff0', 'unanswered-2-0', '2026-02-06 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(10, 'ba674531-2e2d-42fd-b4ee-cdb5f2a31b11', 'be31ea51-1830-46c4-9cfe-bc326ff87558', 'taken-unanswered-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(11, 'ba674531-2e2d-42fd-b4ee-cdb5f2a31b11', 'be31ea51-1830-46c4-9cfe-bc326ff87558', 'taken-unanswered-1-1', '2026-02-05 00:01:00+00', 'Line 1', -3.3, 101, 'Debit', NULL, NULL, NULL),
	(12, 'ba674531-2e2d-42fd-b4ee-cdb5f2a31b11', '06d7edab-fe47-4e31-b631-1aac698f418f', 'taken-unanswered-2-0', '2026-02-06 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(13, '0d75920c-2624-4534-a005-c47171f5c2de', '1415736a-e127-4673-ae1e-30e0e35cc7d5', 'left-open-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(14, '3f6bd3bb-e039-4339-bc68-bf797a6b4932', 'f5510030-1f53-4749-a6aa-a6f5842dde0c', 'left-open-taken-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(15, 'f0c2c6ee-1be6-446d-811c-36a9b7ee2ea9', 'bfdc2948-2a91-4cfe-a7ec-fe689f134694', 'refused-twice-in-doubt-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(16, 'a98dadc6-4f7e-4c45-ba1c-ae4b447cda20', '13afd7c4-2a90-41b0-8947-db42c5f7199d', 'settling-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(17, 'a98dadc6-4f7e-4c45-ba1c-ae4b447cda20', 'dda8f0b7-5157-4250-8337-132cac3a60d5', 'settling-2-0', '2026-02-06 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(18, 'b9a2e4de-8290-4649-bfee-20626cc73a2e', '1755bedb-2d86-4fe8-aada-2f8c7ce27b24', 'settling-to-fail-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(19, 'ce95c104-8425-40cc-8784-b461429672d3', '03cea0c1-44ba-4e60-85b0-bbddd7fa3764', 'rate-limited-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(20, '9e718ed5-3c15-4e5d-bb3d-edd04c665c5d', '18d9720c-0979-4285-b80f-14ed11d8b97b', 'refused-together-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(22, '9e718ed5-3c15-4e5d-bb3d-edd04c665c5d', 'b42ced28-3e72-46e2-8d52-77ec16d3806d', 'refused-together-3-0', '2026-02-07 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(23, '684aca40-82c9-4e42-9135-0665a17b08a6', '42ff2ed5-3d11-4e85-b3e9-9a772050c3a7', 'refused-together-taken-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(24, '684aca40-82c9-4e42-9135-0665a17b08a6', '42dcb923-5621-4db9-9d94-d59739d80a59', 'refused-together-taken-2-0', '2026-02-06 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(25, 'c8ea51a9-542a-4053-822b-f21c08305ded', 'cd48771b-d6b7-462f-9e03-842793e35ec5', 'over-skipped', '2025-12-30 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(26, 'c8ea51a9-542a-4053-822b-f21c08305ded', '991d71be-eef5-40e4-bc85-32fa94a820d4', 'over-early', '2025-12-31 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(27, 'c8ea51a9-542a-4053-822b-f21c08305ded', '991d71be-eef5-40e4-bc85-32fa94a820d4', 'over-wanted', '2026-01-02 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(28, 'c8ea51a9-542a-4053-822b-f21c08305ded', '302ea1be-4e3f-4c10-81f8-6e9b011b974c', 'over-first', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(29, 'c8ea51a9-542a-4053-822b-f21c08305ded', '302ea1be-4e3f-4c10-81f8-6e9b011b974c', 'over-second', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(30, 'c8ea51a9-542a-4053-822b-f21c08305ded', 'e1769a4f-645f-494c-a057-6f61d24110da', 'over-offset', '2026-02-06 23:30:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(31, 'c8ea51a9-542a-4053-822b-f21c08305ded', 'e1e9d7b1-adcf-4107-b0bb-975de390cfae', 'over-time', '2026-02-08 10:30:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(34, 'c8ea51a9-542a-4053-822b-f21c08305ded', 'f908f900-e717-4137-ba23-b81aa25183ed', 'over-late', '2026-02-11 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(35, '61ccd04e-cf82-4eb9-9d18-84bdf0ad0cab', '7750146e-0083-4ca7-9a30-e3ce8dc14917', 'timed-out-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(36, '1c5313f7-9736-4680-9dc9-4e4b554d5403', '37697665-773a-461b-ae90-46f770cfb53d', 'ended-here-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(38, '4cc34e68-1c6a-4bec-9b96-c456f948497e', '5b904fb4-07fe-4f46-8bbd-4431b1d5cb71', 'beside-ended-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(39, '40474236-5971-43df-8cdd-5b0f90150195', 'ed733a15-e30d-41ce-92fb-7df2fc571be4', 'ended-here-unheard-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(40, '80cf7c7a-29e4-44d0-a83e-cb57340daf1f', '792ec8e7-bacc-4968-a72e-e7c7b6ff4367', 'ended-here-settling-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(41, '80cf7c7a-29e4-44d0-a83e-cb57340daf1f', 'd3c307b6-9106-4409-9871-a57688c57bb9', 'ended-here-settling-2-0', '2026-02-06 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(42, '5a6e1bb0-7b5b-4898-9c9a-87d30b584c35', 'afaf3468-3437-468d-9ff6-62b78f879d5f', 'ended-here-taken-unanswered-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(43, '8d32b4ed-24d6-4ada-8105-17aa6c5d258a', '592fef33-624d-49c2-ac9f-4ceaebd59242', 'ended-here-stands-still-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(44, '44efe207-9088-472e-8bd1-49a232261404', '46c0b342-85c7-4a2e-ac25-836ee1ef80b2', 'ended-by-sage-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(46, 'e7f53944-0bbc-46d6-a81d-9ea6433227c6', '0a6dc095-72e6-4b29-a31d-8f6a05b4a48d', 'ended-by-sage-unheard-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(47, '0dfb7910-ec54-48fd-bef6-9280707c1692', '81107cd8-f56d-4dd1-8524-5b3662f52f55', 'ended-by-sage-unanswered-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(48, '3b08e976-1445-4a22-8228-a2eef8cf8c34', 'd3e27cba-04a8-4433-8145-9a59f994d3da', 'unlinked-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(50, '09d13185-369f-4dee-a13b-eaddf6b74838', '4fb128d6-a452-46db-8f17-14f5adb9e666', 'unlinked-settling-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(51, '09d13185-369f-4dee-a13b-eaddf6b74838', '905d4776-3b39-4e54-83b6-60c7bd591811', 'unlinked-settling-2-0', '2026-02-06 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(53, 'a2c7b0eb-2673-4b9d-9c90-e030f69c4d07', 'c107c900-03c1-42b5-a39e-736fd747ce16', 'not-wanted-1-0', '2026-01-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(54, 'a2c7b0eb-2673-4b9d-9c90-e030f69c4d07', '35e29517-7391-4176-87e5-33e11f9b1514', 'not-wanted-2-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(55, '6a2fea0e-b82a-45e0-a113-06773c5ca482', '5ac2faf1-1ae4-4ff3-a08c-f490ed25437b', 'reconnected-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(56, '6a2fea0e-b82a-45e0-a113-06773c5ca482', '26a12097-6027-4de1-b352-e6e93f5dab6b', 'reconnected-2-0', '2026-02-06 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(57, '6a2fea0e-b82a-45e0-a113-06773c5ca482', '5aeb4228-75f8-41f5-90a8-7fad71c0b685', 'reconnected-3-0', '2026-02-07 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(58, 'cee395e1-a68b-4c45-8413-c90f9a6ada6c', '11316654-a53b-4e2b-8729-9e59840d8dc9', 'reconnected-settling-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(59, 'cee395e1-a68b-4c45-8413-c90f9a6ada6c', '9fe3ad32-7c91-458f-a191-a991fbc39f23', 'reconnected-settling-2-0', '2026-02-06 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(60, 'cee395e1-a68b-4c45-8413-c90f9a6ada6c', 'a96e72a9-b260-445f-b3d1-54799097848e', 'reconnected-settling-3-0', '2026-02-07 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(61, '52b1c990-ad1a-496d-8ea8-0b83b0eaa573', '40c85ebc-f623-4f63-9ec1-ffe1447300aa', 'reconnected-refused-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(62, '52b1c990-ad1a-496d-8ea8-0b83b0eaa573', '1e0d813d-0c12-4761-9f5c-060964b80ba3', 'reconnected-refused-2-0', '2026-02-06 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(63, '52b1c990-ad1a-496d-8ea8-0b83b0eaa573', '599b81c3-6592-47f3-a98f-7498ecf72dae', 'reconnected-refused-3-0', '2026-02-07 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(64, 'c869a885-79fd-4be1-b148-29c8b26301fd', 'f76d1357-df2e-49b7-adcb-8d481722260e', 'taken-elsewhere-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(65, 'c869a885-79fd-4be1-b148-29c8b26301fd', 'fd995db6-06e4-48ef-bad7-8304c94a2ea5', 'taken-elsewhere-2-0', '2026-02-06 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(66, '3aca0b9d-97a5-4bb9-afd9-c5f8972ec181', 'f6a717d5-efab-4101-a912-368e6afd203f', 'left-behind-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(67, '3aca0b9d-97a5-4bb9-afd9-c5f8972ec181', 'ff6d8700-9f19-40bf-9dfa-c2c5e2ae0bb0', 'left-behind-2-0', '2026-02-06 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(68, 'a9a83f9e-081b-4868-aa4a-70b686863c66', 'a32c8500-6b8d-4907-96b7-e38521bade79', 'moment-before', '2026-01-05 08:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(69, 'a9a83f9e-081b-4868-aa4a-70b686863c66', 'a32c8500-6b8d-4907-96b7-e38521bade79', 'moment-after', '2026-01-05 12:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(70, 'a9a83f9e-081b-4868-aa4a-70b686863c66', 'a32c8500-6b8d-4907-96b7-e38521bade79', 'moment-next', '2026-01-06 08:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(71, 'ff599cb9-5001-48b6-aff1-f136fd123ea2', '3a5040ad-ca85-4452-9826-ecae25b33c99', 'moment-newest-before', '2026-01-05 08:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(72, 'ff599cb9-5001-48b6-aff1-f136fd123ea2', '3a5040ad-ca85-4452-9826-ecae25b33c99', 'moment-newest-after', '2026-01-05 12:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(73, 'd2545ba5-5a1d-4e24-ba2e-9aff66f4edc5', 'dfbdf236-4b37-4518-b883-c5f80ae0c135', 'moment-settling-before', '2026-01-05 08:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(74, 'd2545ba5-5a1d-4e24-ba2e-9aff66f4edc5', 'dfbdf236-4b37-4518-b883-c5f80ae0c135', 'moment-settling-after', '2026-01-05 12:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(75, 'd2545ba5-5a1d-4e24-ba2e-9aff66f4edc5', 'dfbdf236-4b37-4518-b883-c5f80ae0c135', 'moment-settling-next', '2026-01-06 08:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(76, 'cb156692-3406-4e6d-b68e-d8879e0679bb', '23b45169-5660-4eeb-b4f6-6c583b173932', 'reauth-asked-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(77, 'cb156692-3406-4e6d-b68e-d8879e0679bb', '0ee3a6ca-f870-458f-b4e3-30a1a55f0d57', 'reauth-asked-2-0', '2026-02-06 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(78, 'e19b78ba-f7d3-4e6b-964c-44bb265514fb', 'c3cf53b6-615d-43b8-9c10-587eafe9533f', 'reauth-settling-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(79, 'b36664fb-e6f8-4da3-b99e-f799651c1a37', '96b83d87-e94f-4436-9036-d44d343daa42', 'reauth-required-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL),
	(80, 'b2029ecc-fed4-4873-a8e8-416d70525f71', '2bfd2291-caa2-411f-af02-d8567e5bfce0', 'reauth-given-1-0', '2026-02-05 00:00:00+00', 'Line 0', 10.1, 100, 'Credit', NULL, NULL, NULL);
INSERT INTO public.banks VALUES
	('6272886e-9a78-4873-ac84-cdfdfacf625f', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'eu', 'Test Bank', '2026-03-02 08:00:00+00', NULL, NULL, NULL),
	('576d82f6-cc16-4e2e-a15d-5c5b39dea62d', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'us', 'Test Bank', '2026-03-02 08:00:00+00', NULL, NULL, NULL);
INSERT INTO public.companies VALUES
	('b3dd88d2-5530-4c90-85f2-60777e5ae026', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'Test Company', '2026-03-02 08:00:00+00', NULL, '{}');
INSERT INTO public.connections VALUES
	('d42ff982-e1b5-4b40-bff2-d87311c4cd48', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', 'Linked', '2026-03-02 08:00:00+00'),
	('4a4e9712-a8f9-452d-b432-e00c017e6899', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', 'Deauthorized', '2026-03-02 08:00:00+00'),
	('9c0e458b-1e53-47b9-8377-dc7f1429442b', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', 'Linked', '2026-03-02 08:00:00+00'),
	('946a3082-e5aa-4e6c-ba1d-5f5fde796f4f', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', 'Deauthorized', '2026-03-02 08:00:00+00'),
	('d7a5636e-21f3-4a5c-8b8a-dc2725ff392d', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', 'Unlinked', '2026-03-02 08:00:00+00'),
	('550f3950-cb81-41de-8308-9d7ec66bbcda', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', 'Unlinked', '2026-03-02 08:00:00+00'),
	('98add388-2589-448c-ad69-130198d597eb', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', 'Linked', '2026-03-02 08:00:00+00'),
	('8c2bcf2e-c57e-4b5d-ae5c-1eb3f8bddc30', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', 'Linked', '2026-03-02 08:00:00+00'),
	('e210540e-f920-43cc-a2ad-498c8526f8e9', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', 'Linked', '2026-03-02 08:00:00+00'),
	('76e46da8-91ab-4bab-8106-7a9c49f3d102', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', 'Linked', '2026-03-02 08:00:00+00'),
	('687e0630-56f0-43e1-b44f-0ef5864144e8', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', 'Linked', '2026-03-02 08:00:00+00'),
	('041389fd-5db0-44da-89cd-ac46dc7a6301', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', 'Linked', '2026-03-02 08:00:00+00'),
	('0aa9e276-6c8c-4466-8a26-19522c4de1e7', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', 'Linked', '2026-03-02 08:00:00+00'),
	('fb2fbb3c-4961-455a-a0c7-2c14bc27c1c9', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', 'Linked', '2026-03-02 08:00:00+00'),
	('33cae3f8-c66a-46ef-91f3-ee6e82c5e7b5', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', 'Linked', '2026-03-02 08:00:00+00'),
	('4ddb1fea-94a2-4a92-83bd-fc70c4a484d9', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', 'Linked', '2026-03-02 08:00:00+00'),
	('1cba2efc-6e51-47d2-b3eb-6f5d3574ebcb', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', 'Linked', '2026-03-02 08:00:00+00'),
	('5a346e32-3f11-4d0b-b27e-93500ebe80be', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', 'PendingAuth', '2026-03-02 08:00:00+00');
INSERT INTO public.events VALUES
	(1, '2026-03-02 09:00:00+00', 'announced', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '47d673f4-4b91-4f98-a682-1a504e5db858', NULL, '4XTJ-9NJX', '{"bankId": "6272886e-9a78-4873-ac84-cdfdfacf625f"}'),
	(2, '2026-03-02 09:21:00+00', 'expired', 'system', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '47d673f4-4b91-4f98-a682-1a504e5db858', NULL, '4XTJ-9NJX', '{}'),
	(3, '2026-03-02 09:21:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "6304d716-6aae-435e-b1bf-8dfa9384e15d", "sageBankAccountId": "35d14737-3d96-4593-8d38-18ef450615da"}'),
	(4, '2026-03-02 09:23:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "12bad8fb-2552-4227-9d4a-dbbe53fb4e45", "sageBankAccountId": "59e33c7f-34cc-40a3-a7d3-8868a1d3c6f4"}'),
	(5, '2026-03-02 09:24:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "c9bf5e52-cec8-440b-ad8e-387a39f5b642", "sageBankAccountId": "b5a630a9-8f24-4dc8-b5f8-2dde2efafce6"}'),
	(6, '2026-03-02 09:26:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "dcc8b37a-d923-46b8-8de8-053244532db0", "sageBankAccountId": "91fe304c-16cd-4ea6-b8cf-071a1207ac6f"}'),
	(7, '2026-03-02 09:28:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "ba674531-2e2d-42fd-b4ee-cdb5f2a31b11", "sageBankAccountId": "ad20206d-1017-41a8-993f-3c6644734b22"}'),
	(8, '2026-03-02 09:30:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "0d75920c-2624-4534-a005-c47171f5c2de", "sageBankAccountId": "1432aebe-8d01-4aca-bff6-7883095edfa6"}'),
	(9, '2026-03-02 09:31:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "3f6bd3bb-e039-4339-bc68-bf797a6b4932", "sageBankAccountId": "e5f1616b-3230-42ae-8d20-81e99afc4768"}'),
	(10, '2026-03-02 09:32:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "f0c2c6ee-1be6-446d-811c-36a9b7ee2ea9", "sageBankAccountId": "fe7e1eef-fecb-4d7d-8ef3-4473facc61bb"}'),
	(11, '2026-03-02 09:33:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "a98dadc6-4f7e-4c45-ba1c-ae4b447cda20", "sageBankAccountId": "dbd0de32-9b4a-4144-be17-50a478be95e9"}'),
	(12, '2026-03-02 09:35:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "b9a2e4de-8290-4649-bfee-20626cc73a2e", "sageBankAccountId": "cb08f94a-d763-4639-a243-9bd3d6f73aa6"}'),
	(13, '2026-03-02 09:36:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "ce95c104-8425-40cc-8784-b461429672d3", "sageBankAccountId": "b6d702a3-b6a4-4b9d-bffd-e70c9c5d6747"}'),
	(14, '2026-03-02 09:37:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "9e718ed5-3c15-4e5d-bb3d-edd04c665c5d", "sageBankAccountId": "b57ff74b-c286-455a-bf6d-5aedc513d01a"}'),
	(15, '2026-03-02 09:40:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "684aca40-82c9-4e42-9135-0665a17b08a6", "sageBankAccountId": "df265c91-20a0-4ef6-8f7e-3a323fbb8e7d"}'),
	(16, '2026-03-02 09:42:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "c8ea51a9-542a-4053-822b-f21c08305ded", "sageBankAccountId": "8d749629-8d18-41cc-9039-bf30703e3281"}'),
	(17, '2026-03-02 09:54:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "61ccd04e-cf82-4eb9-9d18-84bdf0ad0cab", "sageBankAccountId": "0fb14b77-b37f-4605-b4e7-7ba5381ff387"}'),
	(18, '2026-03-02 09:57:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, 'd42ff982-e1b5-4b40-bff2-d87311c4cd48', NULL, '{"sourceAccountId": "1c5313f7-9736-4680-9dc9-4e4b554d5403", "sageBankAccountId": "15285201-5b6c-4cca-aff0-f0794a8ee8fc"}'),
	(19, '2026-03-02 09:59:00+00', 'account-disconnected', 'institution', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, 'd42ff982-e1b5-4b40-bff2-d87311c4cd48', NULL, '{"sourceAccountId": "1c5313f7-9736-4680-9dc9-4e4b554d5403"}'),
	(20, '2026-03-02 09:59:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, 'd42ff982-e1b5-4b40-bff2-d87311c4cd48', NULL, '{"sourceAccountId": "4cc34e68-1c6a-4bec-9b96-c456f948497e", "sageBankAccountId": "7790b6c0-076e-4d4f-9b00-a164a167d4fa"}'),
	(21, '2026-03-02 10:00:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "40474236-5971-43df-8cdd-5b0f90150195", "sageBankAccountId": "dd2e337e-ff2a-4c54-a356-596f4c5cc51a"}'),
	(22, '2026-03-02 10:01:00+00', 'account-disconnected', 'institution', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "40474236-5971-43df-8cdd-5b0f90150195"}'),
	(23, '2026-03-02 10:01:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "80cf7c7a-29e4-44d0-a83e-cb57340daf1f", "sageBankAccountId": "b007eed1-47bf-417d-9f3f-9ef965964a5d"}'),
	(24, '2026-03-02 10:03:00+00', 'account-disconnected', 'institution', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "80cf7c7a-29e4-44d0-a83e-cb57340daf1f"}'),
	(25, '2026-03-02 10:03:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "5a6e1bb0-7b5b-4898-9c9a-87d30b584c35", "sageBankAccountId": "babbe4e2-660a-4491-9e03-fd3921e3330c"}'),
	(26, '2026-03-02 10:04:00+00', 'account-disconnected', 'institution', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "5a6e1bb0-7b5b-4898-9c9a-87d30b584c35"}'),
	(27, '2026-03-02 10:04:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "8d32b4ed-24d6-4ada-8105-17aa6c5d258a", "sageBankAccountId": "1694ae07-6f90-4ae0-a359-7df4a5271ea8"}'),
	(28, '2026-03-02 10:05:00+00', 'account-disconnected', 'institution', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "8d32b4ed-24d6-4ada-8105-17aa6c5d258a"}'),
	(29, '2026-03-02 10:05:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '4a4e9712-a8f9-452d-b432-e00c017e6899', NULL, '{"sourceAccountId": "44efe207-9088-472e-8bd1-49a232261404", "sageBankAccountId": "534b8238-7e2a-44d2-b22c-721e63701cef"}'),
	(30, '2026-03-02 10:08:00+00', 'account-disconnected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '4a4e9712-a8f9-452d-b432-e00c017e6899', NULL, '{"sourceAccountId": "44efe207-9088-472e-8bd1-49a232261404", "sageBankAccountId": "534b8238-7e2a-44d2-b22c-721e63701cef"}'),
	(31, '2026-03-02 10:08:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '9c0e458b-1e53-47b9-8377-dc7f1429442b', NULL, '{"sourceAccountId": "e7f53944-0bbc-46d6-a81d-9ea6433227c6", "sageBankAccountId": "1a4047ba-c496-42b8-ab53-345130e3c8e9"}'),
	(32, '2026-03-02 10:09:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '946a3082-e5aa-4e6c-ba1d-5f5fde796f4f', NULL, '{"sourceAccountId": "0dfb7910-ec54-48fd-bef6-9280707c1692", "sageBankAccountId": "a3bca4f0-d659-4f0c-8a2e-649fdb93584d"}'),
	(33, '2026-03-02 10:11:00+00', 'account-disconnected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '946a3082-e5aa-4e6c-ba1d-5f5fde796f4f', NULL, '{"sourceAccountId": "0dfb7910-ec54-48fd-bef6-9280707c1692", "sageBankAccountId": "a3bca4f0-d659-4f0c-8a2e-649fdb93584d"}'),
	(34, '2026-03-02 10:11:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, 'd7a5636e-21f3-4a5c-8b8a-dc2725ff392d', NULL, '{"sourceAccountId": "3b08e976-1445-4a22-8228-a2eef8cf8c34", "sageBankAccountId": "85d61b31-fbce-498b-9684-faba2ecfec3a"}'),
	(35, '2026-03-02 10:13:00+00', 'connection-unlinked', 'institution', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, 'd7a5636e-21f3-4a5c-8b8a-dc2725ff392d', NULL, '{}'),
	(36, '2026-03-02 10:13:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '550f3950-cb81-41de-8308-9d7ec66bbcda', NULL, '{"sourceAccountId": "09d13185-369f-4dee-a13b-eaddf6b74838", "sageBankAccountId": "d28aa414-067e-454d-8e1a-4f91d7b2bc40"}'),
	(37, '2026-03-02 10:15:00+00', 'connection-unlinked', 'institution', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '550f3950-cb81-41de-8308-9d7ec66bbcda', NULL, '{}'),
	(38, '2026-03-02 10:15:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '98add388-2589-448c-ad69-130198d597eb', NULL, '{"sourceAccountId": "01bc1b3c-57b4-42cf-9dde-35971a3f44bf", "sageBankAccountId": "b17f1493-4984-4522-81e8-e1df06ea53d3"}'),
	(39, '2026-03-02 10:16:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '8c2bcf2e-c57e-4b5d-ae5c-1eb3f8bddc30', NULL, '{"sourceAccountId": "a2c7b0eb-2673-4b9d-9c90-e030f69c4d07", "sageBankAccountId": "cf6b3dcc-c217-4ef5-93f4-55122e357c2b"}'),
	(40, '2026-03-02 10:19:00+00', 'account-disconnected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '8c2bcf2e-c57e-4b5d-ae5c-1eb3f8bddc30', NULL, '{"sourceAccountId": "a2c7b0eb-2673-4b9d-9c90-e030f69c4d07", "sageBankAccountId": "cf6b3dcc-c217-4ef5-93f4-55122e357c2b"}'),
	(41, '2026-03-02 10:20:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '8c2bcf2e-c57e-4b5d-ae5c-1eb3f8bddc30', NULL, '{"sourceAccountId": "a2c7b0eb-2673-4b9d-9c90-e030f69c4d07", "sageBankAccountId": "7bf40d49-a39d-4b01-9834-c6819d7e9d5a"}'),
	(42, '2026-03-02 10:20:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, 'e210540e-f920-43cc-a2ad-498c8526f8e9', NULL, '{"sourceAccountId": "6a2fea0e-b82a-45e0-a113-06773c5ca482", "sageBankAccountId": "b591c2b3-d016-4845-af18-62d0c67a471b"}'),
	(43, '2026-03-02 10:23:00+00', 'account-disconnected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, 'e210540e-f920-43cc-a2ad-498c8526f8e9', NULL, '{"sourceAccountId": "6a2fea0e-b82a-45e0-a113-06773c5ca482", "sageBankAccountId": "b591c2b3-d016-4845-af18-62d0c67a471b"}'),
	(44, '2026-03-02 10:24:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, 'e210540e-f920-43cc-a2ad-498c8526f8e9', NULL, '{"sourceAccountId": "6a2fea0e-b82a-45e0-a113-06773c5ca482", "sageBankAccountId": "fceeab55-22c0-4c7d-8729-dd230f32769d"}'),
	(45, '2026-03-02 10:25:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '76e46da8-91ab-4bab-8106-7a9c49f3d102', NULL, '{"sourceAccountId": "cee395e1-a68b-4c45-8413-c90f9a6ada6c", "sageBankAccountId": "31c666cb-585f-45d1-9b0f-044f1c8b856d"}'),
	(46, '2026-03-02 10:28:00+00', 'account-disconnected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '76e46da8-91ab-4bab-8106-7a9c49f3d102', NULL, '{"sourceAccountId": "cee395e1-a68b-4c45-8413-c90f9a6ada6c", "sageBankAccountId": "31c666cb-585f-45d1-9b0f-044f1c8b856d"}'),
	(47, '2026-03-02 10:29:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '76e46da8-91ab-4bab-8106-7a9c49f3d102', NULL, '{"sourceAccountId": "cee395e1-a68b-4c45-8413-c90f9a6ada6c", "sageBankAccountId": "be8de846-0af2-45a8-ae01-caa1f2d0da3d"}'),
	(48, '2026-03-02 10:30:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '687e0630-56f0-43e1-b44f-0ef5864144e8', NULL, '{"sourceAccountId": "52b1c990-ad1a-496d-8ea8-0b83b0eaa573", "sageBankAccountId": "57c758e4-5a4b-4c22-a8af-dd2f16caecf9"}'),
	(49, '2026-03-02 10:33:00+00', 'account-disconnected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '687e0630-56f0-43e1-b44f-0ef5864144e8', NULL, '{"sourceAccountId": "52b1c990-ad1a-496d-8ea8-0b83b0eaa573", "sageBankAccountId": "57c758e4-5a4b-4c22-a8af-dd2f16caecf9"}'),
	(50, '2026-03-02 10:34:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '687e0630-56f0-43e1-b44f-0ef5864144e8', NULL, '{"sourceAccountId": "52b1c990-ad1a-496d-8ea8-0b83b0eaa573", "sageBankAccountId": "86ddce50-ceda-428e-b7c1-42677d03459f"}'),
	(51, '2026-03-02 10:35:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "c869a885-79fd-4be1-b148-29c8b26301fd", "sageBankAccountId": "bc729545-3d20-4ead-bbdb-d92b78c4710e"}'),
	(52, '2026-03-02 10:35:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "c869a885-79fd-4be1-b148-29c8b26301fd", "sageBankAccountId": "c8549817-2073-46f2-8b94-ca544581425c"}'),
	(53, '2026-03-02 10:36:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "c869a885-79fd-4be1-b148-29c8b26301fd", "sageBankAccountId": "bc729545-3d20-4ead-bbdb-d92b78c4710e"}'),
	(54, '2026-03-02 10:37:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "3aca0b9d-97a5-4bb9-afd9-c5f8972ec181", "sageBankAccountId": "94019d0a-0996-427f-be35-1ef23bc79d60"}'),
	(55, '2026-03-02 10:37:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "3aca0b9d-97a5-4bb9-afd9-c5f8972ec181", "sageBankAccountId": "6cc825ff-16a8-4387-8a9e-7475fb2e03d9"}'),
	(56, '2026-03-02 10:38:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "3aca0b9d-97a5-4bb9-afd9-c5f8972ec181", "sageBankAccountId": "94019d0a-0996-427f-be35-1ef23bc79d60"}'),
	(57, '2026-03-02 10:39:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "3aca0b9d-97a5-4bb9-afd9-c5f8972ec181", "sageBankAccountId": "6cc825ff-16a8-4387-8a9e-7475fb2e03d9"}'),
	(58, '2026-03-02 10:39:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "a9a83f9e-081b-4868-aa4a-70b686863c66", "sageBankAccountId": "27267bd6-07ff-4445-b8c8-0fbcc6fef22d"}'),
	(59, '2026-03-02 10:40:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "ff599cb9-5001-48b6-aff1-f136fd123ea2", "sageBankAccountId": "f29cec9e-7ede-4abb-b332-59b0ab710d27"}'),
	(60, '2026-03-02 10:41:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '041389fd-5db0-44da-89cd-ac46dc7a6301', NULL, '{"sourceAccountId": "d2545ba5-5a1d-4e24-ba2e-9aff66f4edc5", "sageBankAccountId": "171efb86-8c71-472e-9dbd-8c868e42bf72"}'),
	(61, '2026-03-02 10:42:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '0aa9e276-6c8c-4466-8a26-19522c4de1e7', NULL, '{"sourceAccountId": "cb156692-3406-4e6d-b68e-d8879e0679bb", "sageBankAccountId": "75ce70e9-a8eb-4b0d-a3a9-0eff6c8a2d10"}'),
	(62, '2026-03-02 10:44:00+00', 'reauthorisation-asked', 'institution', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '0aa9e276-6c8c-4466-8a26-19522c4de1e7', NULL, '{"sourceAccountId": "cb156692-3406-4e6d-b68e-d8879e0679bb"}'),
	(63, '2026-03-02 10:44:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, 'fb2fbb3c-4961-455a-a0c7-2c14bc27c1c9', NULL, '{"sourceAccountId": "e19b78ba-f7d3-4e6b-964c-44bb265514fb", "sageBankAccountId": "4f067289-e0c2-491e-87dd-6dcb87abcc41"}'),
	(64, '2026-03-02 10:44:00+00', 'reauthorisation-asked', 'institution', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, 'fb2fbb3c-4961-455a-a0c7-2c14bc27c1c9', NULL, '{"sourceAccountId": "e19b78ba-f7d3-4e6b-964c-44bb265514fb"}'),
	(65, '2026-03-02 10:45:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '33cae3f8-c66a-46ef-91f3-ee6e82c5e7b5', NULL, '{"sourceAccountId": "b36664fb-e6f8-4da3-b99e-f799651c1a37", "sageBankAccountId": "fdb378e4-d542-42ba-acb1-add395a7f856"}'),
	(66, '2026-03-02 10:45:00+00', 'reauthorisation-asked', 'institution', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '33cae3f8-c66a-46ef-91f3-ee6e82c5e7b5', NULL, '{"sourceAccountId": "b36664fb-e6f8-4da3-b99e-f799651c1a37"}'),
	(67, '2026-03-02 10:46:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '4ddb1fea-94a2-4a92-83bd-fc70c4a484d9', NULL, '{"sourceAccountId": "b2029ecc-fed4-4873-a8e8-416d70525f71", "sageBankAccountId": "4d07c240-5b98-419f-ad83-d9882d242925"}'),
	(68, '2026-03-02 10:46:00+00', 'reauthorisation-asked', 'institution', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '4ddb1fea-94a2-4a92-83bd-fc70c4a484d9', NULL, '{"sourceAccountId": "b2029ecc-fed4-4873-a8e8-416d70525f71"}'),
	(69, '2026-03-02 10:47:00+00', 'announced', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'eb1c865d-a9b1-4596-8409-576797b196bc', NULL, '67A7-4799', '{"bankId": "6272886e-9a78-4873-ac84-cdfdfacf625f"}'),
	(70, '2026-03-02 10:47:00+00', 'opened', 'user', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'eb1c865d-a9b1-4596-8409-576797b196bc', NULL, '67A7-4799', '{"kind": "onboard", "locale": null, "region": "eu", "returnHost": "snd01eu.sagebankdrive.com"}'),
	(71, '2026-03-02 10:47:00+00', 'passcode-issued', 'institution', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '1cba2efc-6e51-47d2-b3eb-6f5d3574ebcb', NULL, '{"expiresAt": "2026-03-02T10:57:00.000Z"}'),
	(72, '2026-03-02 10:47:00+00', 'identified', 'user', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'eb1c865d-a9b1-4596-8409-576797b196bc', '1cba2efc-6e51-47d2-b3eb-6f5d3574ebcb', '67A7-4799', '{"connectionId": "1cba2efc-6e51-47d2-b3eb-6f5d3574ebcb"}'),
	(73, '2026-03-02 10:47:00+00', 'chosen', 'user', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'eb1c865d-a9b1-4596-8409-576797b196bc', '1cba2efc-6e51-47d2-b3eb-6f5d3574ebcb', '67A7-4799', '{"accountIds": ["85a323df-dda0-479f-af30-1ddf8014b9aa"]}'),
	(74, '2026-03-02 10:47:00+00', 'confirmed', 'user', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'eb1c865d-a9b1-4596-8409-576797b196bc', '1cba2efc-6e51-47d2-b3eb-6f5d3574ebcb', '67A7-4799', '{"locale": "en", "accountIds": ["85a323df-dda0-479f-af30-1ddf8014b9aa"], "consentVersion": "v1"}'),
	(75, '2026-03-02 10:47:00+00', 'linked', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'eb1c865d-a9b1-4596-8409-576797b196bc', '1cba2efc-6e51-47d2-b3eb-6f5d3574ebcb', '67A7-4799', '{"answer": "taken", "accounts": 1}'),
	(76, '2026-03-02 10:48:00+00', 'account-connected', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '1cba2efc-6e51-47d2-b3eb-6f5d3574ebcb', NULL, '{"sourceAccountId": "85a323df-dda0-479f-af30-1ddf8014b9aa", "sageBankAccountId": "1e02434a-f534-42cb-a894-93db2db0de76"}'),
	(77, '2026-03-02 10:48:00+00', 'announced', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'e63a55fa-fd58-4faa-9440-56ff814ae9e0', NULL, '3KDQ-RKX3', '{"bankId": "6272886e-9a78-4873-ac84-cdfdfacf625f"}'),
	(78, '2026-03-02 10:48:00+00', 'opened', 'user', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'e63a55fa-fd58-4faa-9440-56ff814ae9e0', NULL, '3KDQ-RKX3', '{"kind": "onboard", "locale": null, "region": "eu", "returnHost": "snd01eu.sagebankdrive.com"}'),
	(79, '2026-03-02 10:48:00+00', 'passcode-issued', 'institution', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '5a346e32-3f11-4d0b-b27e-93500ebe80be', NULL, '{"expiresAt": "2026-03-02T10:58:00.000Z"}'),
	(80, '2026-03-02 10:48:00+00', 'identified', 'user', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'e63a55fa-fd58-4faa-9440-56ff814ae9e0', '5a346e32-3f11-4d0b-b27e-93500ebe80be', '3KDQ-RKX3', '{"connectionId": "5a346e32-3f11-4d0b-b27e-93500ebe80be"}'),
	(81, '2026-03-02 10:48:00+00', 'chosen', 'user', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'e63a55fa-fd58-4faa-9440-56ff814ae9e0', '5a346e32-3f11-4d0b-b27e-93500ebe80be', '3KDQ-RKX3', '{"accountIds": ["a4184dff-d6e4-472b-8690-0157dbc304bd"]}'),
	(82, '2026-03-02 10:48:00+00', 'confirmed', 'user', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'e63a55fa-fd58-4faa-9440-56ff814ae9e0', '5a346e32-3f11-4d0b-b27e-93500ebe80be', '3KDQ-RKX3', '{"locale": "en", "accountIds": ["a4184dff-d6e4-472b-8690-0157dbc304bd"], "consentVersion": "v1"}'),
	(83, '2026-03-02 10:48:00+00', 'link-failed', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'e63a55fa-fd58-4faa-9440-56ff814ae9e0', '5a346e32-3f11-4d0b-b27e-93500ebe80be', '3KDQ-RKX3', '{"answer": "503", "failure": "sage-unreachable", "ambiguous": true}'),
	(84, '2026-03-02 10:48:00+00', 'announced', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'a957e5cf-b2ba-42c4-8ca5-8cd99dfbf467', NULL, '33WD-73DD', '{"bankId": "6272886e-9a78-4873-ac84-cdfdfacf625f"}'),
	(85, '2026-03-02 10:48:00+00', 'opened', 'user', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'a957e5cf-b2ba-42c4-8ca5-8cd99dfbf467', NULL, '33WD-73DD', '{"kind": "onboard", "locale": null, "region": "eu", "returnHost": "snd01eu.sagebankdrive.com"}'),
	(86, '2026-03-02 10:48:00+00', 'passcode-issued', 'institution', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '5a346e32-3f11-4d0b-b27e-93500ebe80be', NULL, '{"expiresAt": "2026-03-02T10:58:00.000Z"}'),
	(87, '2026-03-02 10:48:00+00', 'identified', 'user', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'a957e5cf-b2ba-42c4-8ca5-8cd99dfbf467', '5a346e32-3f11-4d0b-b27e-93500ebe80be', '33WD-73DD', '{"connectionId": "5a346e32-3f11-4d0b-b27e-93500ebe80be"}'),
	(88, '2026-03-02 10:48:00+00', 'chosen', 'user', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'a957e5cf-b2ba-42c4-8ca5-8cd99dfbf467', '5a346e32-3f11-4d0b-b27e-93500ebe80be', '33WD-73DD', '{"accountIds": ["a4184dff-d6e4-472b-8690-0157dbc304bd"]}'),
	(89, '2026-03-02 10:48:00+00', 'announced', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '91f453eb-ba38-431e-b2d7-4520eb1ae2d1', NULL, 'EDX7-ARPQ', '{"bankId": "6272886e-9a78-4873-ac84-cdfdfacf625f"}'),
	(90, '2026-03-02 10:48:00+00', 'announced', 'sage', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '647e9845-8c18-4af4-828b-6645b93df40b', NULL, '7P6F-R39D', '{"bankId": "6272886e-9a78-4873-ac84-cdfdfacf625f"}'),
	(91, '2026-03-02 10:48:00+00', 'opened', 'user', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '647e9845-8c18-4af4-828b-6645b93df40b', NULL, '7P6F-R39D', '{"kind": "onboard", "locale": null, "region": "eu", "returnHost": "snd01eu.sagebankdrive.com"}'),
	(92, '2026-03-02 10:48:00+00', 'passcode-issued', 'institution', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', NULL, '5a346e32-3f11-4d0b-b27e-93500ebe80be', NULL, '{"expiresAt": "2026-03-02T10:58:00.000Z"}');
INSERT INTO public.feeds VALUES
	('6304d716-6aae-435e-b1bf-8dfa9384e15d', 0, NULL, 0, '2026-03-02 09:23:00+00', NULL, NULL, NULL, NULL, 0),
	('12bad8fb-2552-4227-9d4a-dbbe53fb4e45', 0, NULL, 0, '2026-03-02 09:24:00+00', NULL, NULL, NULL, NULL, 0),
	('3b08e976-1445-4a22-8228-a2eef8cf8c34', 48, '85d61b31-fbce-498b-9684-faba2ecfec3a', 0, NULL, NULL, NULL, NULL, NULL, 0),
	('09d13185-369f-4dee-a13b-eaddf6b74838', 0, 'd28aa414-067e-454d-8e1a-4f91d7b2bc40', 0, '2026-03-02 10:15:00+00', NULL, NULL, NULL, NULL, 0),
	('01bc1b3c-57b4-42cf-9dde-35971a3f44bf', 0, NULL, 0, NULL, NULL, NULL, NULL, NULL, 0),
	('a2c7b0eb-2673-4b9d-9c90-e030f69c4d07', 54, '7bf40d49-a39d-4b01-9834-c6819d7e9d5a', 0, NULL, NULL, NULL, NULL, NULL, 0),
	('6a2fea0e-b82a-45e0-a113-06773c5ca482', 56, 'b591c2b3-d016-4845-af18-62d0c67a471b', 0, '2026-03-02 10:25:00+00', NULL, NULL, NULL, NULL, 0),
	('cee395e1-a68b-4c45-8413-c90f9a6ada6c', 0, 'be8de846-0af2-45a8-ae01-caa1f2d0da3d', 0, '2026-03-02 10:30:00+00', NULL, NULL, NULL, NULL, 0),
	('61ccd04e-cf82-4eb9-9d18-84bdf0ad0cab', 0, NULL, 0, '2026-03-02 09:55:00+00', NULL, NULL, NULL, NULL, 0),
	('52b1c990-ad1a-496d-8ea8-0b83b0eaa573', 0, '86ddce50-ceda-428e-b7c1-42677d03459f', 62, '2026-03-02 10:35:00+00', NULL, NULL, NULL, NULL, 0),
	('c869a885-79fd-4be1-b148-29c8b26301fd', 0, 'c8549817-2073-46f2-8b94-ca544581425c', 0, '2026-03-02 10:37:00+00', NULL, NULL, NULL, NULL, 0),
	('e7f53944-0bbc-46d6-a81d-9ea6433227c6', 0, NULL, 0, '2026-03-02 10:09:00+00', NULL, NULL, NULL, NULL, 0),
	('4cc34e68-1c6a-4bec-9b96-c456f948497e', 0, NULL, 0, '2026-03-02 10:00:00+00', NULL, NULL, NULL, NULL, 0),
	('40474236-5971-43df-8cdd-5b0f90150195', 0, NULL, 0, '2026-03-02 10:01:00+00', NULL, NULL, NULL, NULL, 0),
	('3aca0b9d-97a5-4bb9-afd9-c5f8972ec181', 0, '94019d0a-0996-427f-be35-1ef23bc79d60', 0, '2026-03-02 10:39:00+00', NULL, NULL, NULL, NULL, 0),
	('a9a83f9e-081b-4868-aa4a-70b686863c66', 70, '27267bd6-07ff-4445-b8c8-0fbcc6fef22d', 0, NULL, NULL, NULL, NULL, NULL, 0),
	('c9bf5e52-cec8-440b-ad8e-387a39f5b642', 0, 'b5a630a9-8f24-4dc8-b5f8-2dde2efafce6', 0, '2026-03-02 09:26:00+00', NULL, NULL, NULL, NULL, 0),
	('dcc8b37a-d923-46b8-8de8-053244532db0', 0, '91fe304c-16cd-4ea6-b8cf-071a1207ac6f', 0, '2026-03-02 09:28:00+00', NULL, NULL, NULL, NULL, 0),
	('ba674531-2e2d-42fd-b4ee-cdb5f2a31b11', 0, 'ad20206d-1017-41a8-993f-3c6644734b22', 0, '2026-03-02 09:30:00+00', NULL, NULL, NULL, NULL, 0),
	('0d75920c-2624-4534-a005-c47171f5c2de', 0, '1432aebe-8d01-4aca-bff6-7883095edfa6', 0, '2026-03-02 09:31:00+00', NULL, NULL, NULL, NULL, 0),
	('3f6bd3bb-e039-4339-bc68-bf797a6b4932', 0, 'e5f1616b-3230-42ae-8d20-81e99afc4768', 0, '2026-03-02 09:32:00+00', NULL, NULL, NULL, NULL, 0),
	('f0c2c6ee-1be6-446d-811c-36a9b7ee2ea9', 0, 'fe7e1eef-fecb-4d7d-8ef3-4473facc61bb', 0, '2026-03-02 09:33:00+00', NULL, NULL, NULL, NULL, 0),
	('a98dadc6-4f7e-4c45-ba1c-ae4b447cda20', 0, 'dbd0de32-9b4a-4144-be17-50a478be95e9', 0, '2026-03-02 09:35:00+00', NULL, NULL, NULL, NULL, 0),
	('b9a2e4de-8290-4649-bfee-20626cc73a2e', 0, 'cb08f94a-d763-4639-a243-9bd3d6f73aa6', 0, '2026-03-02 09:36:00+00', NULL, NULL, NULL, NULL, 0),
	('ce95c104-8425-40cc-8784-b461429672d3', 0, 'b6d702a3-b6a4-4b9d-bffd-e70c9c5d6747', 0, '2026-03-02 09:37:00+00', NULL, NULL, NULL, NULL, 0),
	('9e718ed5-3c15-4e5d-bb3d-edd04c665c5d', 21, 'b57ff74b-c286-455a-bf6d-5aedc513d01a', 22, '2026-03-02 09:40:00+00', NULL, NULL, NULL, NULL, 0),
	('684aca40-82c9-4e42-9135-0665a17b08a6', 0, 'df265c91-20a0-4ef6-8f7e-3a323fbb8e7d', 24, '2026-03-02 09:42:00+00', NULL, NULL, NULL, NULL, 0),
	('ff599cb9-5001-48b6-aff1-f136fd123ea2', 72, 'f29cec9e-7ede-4abb-b332-59b0ab710d27', 0, NULL, NULL, NULL, NULL, NULL, 0),
	('c8ea51a9-542a-4053-822b-f21c08305ded', 34, '8d749629-8d18-41cc-9039-bf30703e3281', 0, NULL, NULL, NULL, NULL, NULL, 0),
	('1c5313f7-9736-4680-9dc9-4e4b554d5403', 36, '15285201-5b6c-4cca-aff0-f0794a8ee8fc', 0, NULL, NULL, NULL, NULL, NULL, 0),
	('80cf7c7a-29e4-44d0-a83e-cb57340daf1f', 0, 'b007eed1-47bf-417d-9f3f-9ef965964a5d', 0, '2026-03-02 10:03:00+00', NULL, NULL, NULL, NULL, 0),
	('5a6e1bb0-7b5b-4898-9c9a-87d30b584c35', 0, 'babbe4e2-660a-4491-9e03-fd3921e3330c', 0, '2026-03-02 10:04:00+00', NULL, NULL, NULL, NULL, 0),
	('8d32b4ed-24d6-4ada-8105-17aa6c5d258a', 0, '1694ae07-6f90-4ae0-a359-7df4a5271ea8', 0, '2026-03-02 10:05:00+00', NULL, NULL, NULL, NULL, 0),
	('44efe207-9088-472e-8bd1-49a232261404', 44, '534b8238-7e2a-44d2-b22c-721e63701cef', 0, NULL, NULL, NULL, NULL, NULL, 0),
	('0dfb7910-ec54-48fd-bef6-9280707c1692', 0, 'a3bca4f0-d659-4f0c-8a2e-649fdb93584d', 0, '2026-03-02 10:10:00+00', NULL, NULL, NULL, NULL, 0),
	('d2545ba5-5a1d-4e24-ba2e-9aff66f4edc5', 0, '171efb86-8c71-472e-9dbd-8c868e42bf72', 0, '2026-03-02 10:42:00+00', NULL, NULL, NULL, NULL, 0),
	('cb156692-3406-4e6d-b68e-d8879e0679bb', 76, '75ce70e9-a8eb-4b0d-a3a9-0eff6c8a2d10', 0, '2026-03-02 10:44:00+00', NULL, NULL, 'asked', '2026-03-02 10:44:00+00', 0),
	('e19b78ba-f7d3-4e6b-964c-44bb265514fb', 0, '4f067289-e0c2-491e-87dd-6dcb87abcc41', 0, '2026-03-02 10:45:00+00', NULL, NULL, 'asked', '2026-03-02 10:44:00+00', 0),
	('b36664fb-e6f8-4da3-b99e-f799651c1a37', 0, 'fdb378e4-d542-42ba-acb1-add395a7f856', 0, '2026-03-02 10:46:00+00', NULL, NULL, 'required', '2026-03-02 10:45:00+00', 0),
	('b2029ecc-fed4-4873-a8e8-416d70525f71', 0, '4d07c240-5b98-419f-ad83-d9882d242925', 0, '2026-03-02 10:47:00+00', NULL, NULL, 'given', '2026-03-02 10:47:00+00', 0);
INSERT INTO public.institutions VALUES
	('20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'Test Bank', '#1d4f91', '#8ab8f5', NULL, NULL, '1', 'one', '{}', '{}', NULL, '2026-03-02 08:00:00+00', NULL, '[]', 0);
INSERT INTO public.journey_tokens VALUES
	('7f104bbb551409139fc2235eca1cf003a13aa0d32e968461ae35b41b61a50d0e', 'eb1c865d-a9b1-4596-8409-576797b196bc', 'arrival', '2026-03-02 08:00:00+00'),
	('a73851118ee6147001e1b5f57a945a83f027a2a494fe07e8f454db622d3323a6', 'eb1c865d-a9b1-4596-8409-576797b196bc', 'identified', '2026-03-02 08:00:00+00'),
	('d2e64995722152fc91778ea521be8c63b1c8b5cd2dca7ad9de69fc86e42fd84a', 'e63a55fa-fd58-4faa-9440-56ff814ae9e0', 'arrival', '2026-03-02 08:00:00+00'),
	('88e587ee3ebfb13d5881226272b5753238ebc66535ecc5fb02179e7057e4bf8c', 'e63a55fa-fd58-4faa-9440-56ff814ae9e0', 'identified', '2026-03-02 08:00:00+00'),
	('7cc17d960a54def5ef6cd2e67ddd836e415b7fdfb1e6431d941c397686f314e0', 'a957e5cf-b2ba-42c4-8ca5-8cd99dfbf467', 'arrival', '2026-03-02 08:00:00+00'),
	('e90c988f98b6d75319e6cf0b4a6f2095c188c657f61e8b52606efdd27609ed18', 'a957e5cf-b2ba-42c4-8ca5-8cd99dfbf467', 'identified', '2026-03-02 08:00:00+00'),
	('915aeaf19de672c47da738c0a93a92efb1bbdeac04c2da2bcee357676eb24101', '647e9845-8c18-4af4-828b-6645b93df40b', 'arrival', '2026-03-02 08:00:00+00');
INSERT INTO public.journeys VALUES
	('47d673f4-4b91-4f98-a682-1a504e5db858', 'f7d583d9-875d-4a21-a840-435fa1fb1263', '4XTJ-9NJX', 'expired', 'onboard', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', NULL, NULL, NULL, '[]', NULL, NULL, false, NULL, '2026-03-02 09:00:00+00', '2026-03-02 09:20:00+00', 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT),
	('eb1c865d-a9b1-4596-8409-576797b196bc', 'b598c204-f919-4516-95c1-75c719a8de73', '67A7-4799', 'linked', 'onboard', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', '{"state": "ebb24ddc-af40-48b6-b4ed-c80d857f052c", "redirectUri": "https://snd01eu.sagebankdrive.com/api/v1/indirectredirect/abc1d889-0983-49ea-840d-ba27f132fcdc"}', NULL, '1cba2efc-6e51-47d2-b3eb-6f5d3574ebcb', '["85a323df-dda0-479f-af30-1ddf8014b9aa"]', '{"text": "Yes, share this account.", "locale": "en", "version": "v1"}', NULL, false, NULL, '2026-03-02 10:47:00+00', '2026-03-02 11:07:00+00', 5, NULL, '2026-03-02 10:47:00+00', '2026-03-02 10:47:00+00', '2026-03-02 10:47:00+00', '2026-03-02 10:47:00+00', '2026-03-02 10:47:00+00', '2026-03-02 10:48:00+00', DEFAULT),
	('e63a55fa-fd58-4faa-9440-56ff814ae9e0', '6f92ae8b-0721-43d5-a0fa-e3432dae1b27', '3KDQ-RKX3', 'failed', 'onboard', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', '{"state": "04164eff-aa20-4195-a8e4-33ba7eb90acc", "redirectUri": "https://snd01eu.sagebankdrive.com/api/v1/indirectredirect/7ca68a81-0f05-4678-a3d7-d22a474fc194"}', NULL, '5a346e32-3f11-4d0b-b27e-93500ebe80be', '["a4184dff-d6e4-472b-8690-0157dbc304bd"]', '{"text": "Yes, share this account.", "locale": "en", "version": "v1"}', NULL, true, 'sage-unreachable', '2026-03-02 10:48:00+00', '2026-03-02 11:08:00+00', 5, NULL, '2026-03-02 10:48:00+00', '2026-03-02 10:48:00+00', '2026-03-02 10:48:00+00', '2026-03-02 10:48:00+00', NULL, NULL, DEFAULT),
	('a957e5cf-b2ba-42c4-8ca5-8cd99dfbf467', 'f62b805f-e754-4430-acee-8fda3edc2ee3', '33WD-73DD', 'chosen', 'onboard', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', '{"state": "0ce7a658-2fa9-4694-b654-dac9f3bd9479", "redirectUri": "https://snd01eu.sagebankdrive.com/api/v1/indirectredirect/d5a59d36-31d1-4824-8d47-494b25e26920"}', NULL, '5a346e32-3f11-4d0b-b27e-93500ebe80be', '["a4184dff-d6e4-472b-8690-0157dbc304bd"]', NULL, NULL, false, NULL, '2026-03-02 10:48:00+00', '2026-03-02 11:08:00+00', 3, NULL, '2026-03-02 10:48:00+00', '2026-03-02 10:48:00+00', '2026-03-02 10:48:00+00', NULL, NULL, NULL, DEFAULT),
	('91f453eb-ba38-431e-b2d7-4520eb1ae2d1', '48036bc1-a74e-451e-bf7d-7e41ec236fb1', 'EDX7-ARPQ', 'notified', 'onboard', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', NULL, NULL, NULL, '[]', NULL, NULL, false, NULL, '2026-03-02 10:48:00+00', '2026-03-02 11:08:00+00', 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT),
	('647e9845-8c18-4af4-828b-6645b93df40b', '838e4bd4-f52f-44c6-b6c3-070ab6a809f9', '7P6F-R39D', 'opened', 'onboard', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', '{"state": "e7f27fbe-4ed5-4e99-ac38-698504c634a9", "redirectUri": "https://snd01eu.sagebankdrive.com/api/v1/indirectredirect/09971880-9df4-4d15-af09-a5fc3af30473"}', NULL, NULL, '[]', NULL, NULL, false, NULL, '2026-03-02 10:48:00+00', '2026-03-02 11:08:00+00', 1, NULL, '2026-03-02 10:48:00+00', NULL, NULL, NULL, NULL, NULL, DEFAULT);
INSERT INTO public.notifications VALUES
	('resourceDeleted', 'bankAccount', '534b8238-7e2a-44d2-b22c-721e63701cef', '{}', '2026-03-02 10:08:00+00', 1),
	('resourceDeleted', 'bankAccount', 'a3bca4f0-d659-4f0c-8a2e-649fdb93584d', '{}', '2026-03-02 10:11:00+00', 1),
	('resourceDeleted', 'bankAccount', 'cf6b3dcc-c217-4ef5-93f4-55122e357c2b', '{}', '2026-03-02 10:19:00+00', 1),
	('resourceCreated', 'bankAccount', '7bf40d49-a39d-4b01-9834-c6819d7e9d5a', '{"requestedStartDate": "2026-02-01T00:00:00.000Z"}', '2026-03-02 10:20:00+00', 1),
	('resourceDeleted', 'bankAccount', 'b591c2b3-d016-4845-af18-62d0c67a471b', '{}', '2026-03-02 10:23:00+00', 1),
	('resourceCreated', 'bankAccount', 'fceeab55-22c0-4c7d-8729-dd230f32769d', '{"requestedStartDate": "2026-01-01T00:00:00.000Z"}', '2026-03-02 10:24:00+00', 1),
	('resourceDeleted', 'bankAccount', '31c666cb-585f-45d1-9b0f-044f1c8b856d', '{}', '2026-03-02 10:28:00+00', 1),
	('resourceCreated', 'bankAccount', 'be8de846-0af2-45a8-ae01-caa1f2d0da3d', '{"requestedStartDate": "2026-01-01T00:00:00.000Z"}', '2026-03-02 10:29:00+00', 1),
	('resourceDeleted', 'bankAccount', '57c758e4-5a4b-4c22-a8af-dd2f16caecf9', '{}', '2026-03-02 10:33:00+00', 1),
	('resourceCreated', 'bankAccount', '86ddce50-ceda-428e-b7c1-42677d03459f', '{"requestedStartDate": "2026-01-01T00:00:00.000Z"}', '2026-03-02 10:34:00+00', 1),
	('resourceCreated', 'bankAccount', '27267bd6-07ff-4445-b8c8-0fbcc6fef22d', '{"requestedStartDate": "2026-01-05T10:00:00Z"}', '2026-03-02 10:39:00+00', 1),
	('resourceCreated', 'bankAccount', 'f29cec9e-7ede-4abb-b332-59b0ab710d27', '{"requestedStartDate": "2026-01-05T10:00:00Z"}', '2026-03-02 10:40:00+00', 1),
	('resourceCreated', 'bankAccount', '171efb86-8c71-472e-9dbd-8c868e42bf72', '{"requestedStartDate": "2026-01-05T10:00:00Z"}', '2026-03-02 10:41:00+00', 1),
	('resourceCreated', 'bankAccount', '1e02434a-f534-42cb-a894-93db2db0de76', '{"requestedStartDate": "2026-01-01T00:00:00.000Z"}', '2026-03-02 10:48:00+00', 1);
INSERT INTO public.passcodes VALUES
	('1e95b32d-32f6-42a3-b0e7-a90f29c3e08b', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '1cba2efc-6e51-47d2-b3eb-6f5d3574ebcb', '71283f582a6fa31d3f57bd1a754228a200fc0371518c45bd8c8a898dffb1b934', 0, '2026-03-02 10:47:00+00', '2026-03-02 10:57:00+00', '2026-03-02 10:47:00+00', 'eb1c865d-a9b1-4596-8409-576797b196bc', NULL),
	('4b9edb7f-d91f-48d8-8b80-bd71ea96ef26', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '5a346e32-3f11-4d0b-b27e-93500ebe80be', '66178d03938dd38c4eb92c52975ae8e6452118ea0724e5e471a1920a3c12a5ba', 0, '2026-03-02 10:48:00+00', '2026-03-02 10:58:00+00', '2026-03-02 10:48:00+00', 'e63a55fa-fd58-4faa-9440-56ff814ae9e0', '2026-03-02 10:48:00+00'),
	('8d4964fa-dda4-411f-8d4a-0ed72b15603a', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '5a346e32-3f11-4d0b-b27e-93500ebe80be', '03217c81fe791a28b5b5b8c70ec3c3a517f656f8641a420d21d798f5c89caba2', 0, '2026-03-02 10:48:00+00', '2026-03-02 10:58:00+00', '2026-03-02 10:48:00+00', 'a957e5cf-b2ba-42c4-8ca5-8cd99dfbf467', '2026-03-02 10:48:00+00'),
	('c50f2154-7cd5-4cd5-bab5-5c0375a30c4b', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '5a346e32-3f11-4d0b-b27e-93500ebe80be', '2f27946b52ed611df947ccd9f49b1c6c2dcfb370c86ca1d6067fb24104f91936', 0, '2026-03-02 10:48:00+00', '2026-03-02 10:58:00+00', NULL, NULL, NULL);
INSERT INTO public.push_operations VALUES
	('cd9f014d-1ddf-449a-88bf-f6de657c4a2e', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', '6304d716-6aae-435e-b1bf-8dfa9384e15d', 'Pending', '2026-03-02 09:22:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 2, 2, '[]'),
	('11dd5acf-3e21-4a58-94f7-b539e91cdb4e', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', '6304d716-6aae-435e-b1bf-8dfa9384e15d', 'Pending', '2026-03-02 09:23:00+00', NULL, NULL, NULL, NULL, '[]', '[{"itemId": "transactions[0].id", "message": "was delivered before, word for word; it is not sent again", "validatorName": "repeat"}, {"itemId": "transactions[1].id", "message": "was delivered before, word for word; it is not sent again", "validatorName": "repeat"}]', 3, 3, '[1, 2]'),
	('fdfa256d-d57d-4cb0-aa39-75b3117fd32b', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', '12bad8fb-2552-4227-9d4a-dbbe53fb4e45', 'Pending', '2026-03-02 09:24:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 4, '[]'),
	('c26f0920-8d15-4b31-a073-39375f903c91', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'c9bf5e52-cec8-440b-ad8e-387a39f5b642', 'Pending', '2026-03-02 09:25:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 2, 6, '[]'),
	('dee0f9d8-401e-43f7-aafc-fcc5aa73e2cb', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'c9bf5e52-cec8-440b-ad8e-387a39f5b642', 'Pending', '2026-03-02 09:26:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 7, '[]'),
	('68352352-bf00-4495-9fdb-5d7330071ea7', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'dcc8b37a-d923-46b8-8de8-053244532db0', 'Pending', '2026-03-02 09:27:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 8, '[]'),
	('bcc6d621-f904-40d9-bb35-79466ea5dff0', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'dcc8b37a-d923-46b8-8de8-053244532db0', 'Pending', '2026-03-02 09:28:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 9, '[]'),
	('be31ea51-1830-46c4-9cfe-bc326ff87558', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'ba674531-2e2d-42fd-b4ee-cdb5f2a31b11', 'Pending', '2026-03-02 09:29:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 2, 11, '[]'),
	('06d7edab-fe47-4e31-b631-1aac698f418f', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'ba674531-2e2d-42fd-b4ee-cdb5f2a31b11', 'Pending', '2026-03-02 09:30:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 12, '[]'),
	('1415736a-e127-4673-ae1e-30e0e35cc7d5', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', '0d75920c-2624-4534-a005-c47171f5c2de', 'Pending', '2026-03-02 09:31:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 13, '[]'),
	('f5510030-1f53-4749-a6aa-a6f5842dde0c', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', '3f6bd3bb-e039-4339-bc68-bf797a6b4932', 'Pending', '2026-03-02 09:32:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 14, '[]'),
	('bfdc2948-2a91-4cfe-a7ec-fe689f134694', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'f0c2c6ee-1be6-446d-811c-36a9b7ee2ea9', 'Pending', '2026-03-02 09:33:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 15, '[]'),
	('13afd7c4-2a90-41b0-8947-db42c5f7199d', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'a98dadc6-4f7e-4c45-ba1c-ae4b447cda20', 'Pending', '2026-03-02 09:34:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 16, '[]'),
	('dda8f0b7-5157-4250-8337-132cac3a60d5', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'a98dadc6-4f7e-4c45-ba1c-ae4b447cda20', 'Pending', '2026-03-02 09:35:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 17, '[]'),
	('1755bedb-2d86-4fe8-aada-2f8c7ce27b24', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'b9a2e4de-8290-4649-bfee-20626cc73a2e', 'Pending', '2026-03-02 09:36:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 18, '[]'),
	('03cea0c1-44ba-4e60-85b0-bbddd7fa3764', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'ce95c104-8425-40cc-8784-b461429672d3', 'Pending', '2026-03-02 09:37:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 19, '[]'),
	('b42ced28-3e72-46e2-8d52-77ec16d3806d', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', '9e718ed5-3c15-4e5d-bb3d-edd04c665c5d', 'Pending', '2026-03-02 09:40:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 22, '[]'),
	('18d9720c-0979-4285-b80f-14ed11d8b97b', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', '9e718ed5-3c15-4e5d-bb3d-edd04c665c5d', 'Success', '2026-03-02 09:38:00+00', '2026-03-02 09:40:00+00', NULL, NULL, NULL, '[]', '[]', 1, 20, '[]'),
	('116673f5-ddb3-4929-badb-9284d17f41ef', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', '9e718ed5-3c15-4e5d-bb3d-edd04c665c5d', 'Failed', '2026-03-02 09:39:00+00', '2026-03-02 09:40:00+00', NULL, NULL, 'Sage did not take them: 400 ValidationError: no such type', '[]', '[]', 1, 21, '[]'),
	('42ff2ed5-3d11-4e85-b3e9-9a772050c3a7', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', '684aca40-82c9-4e42-9135-0665a17b08a6', 'Pending', '2026-03-02 09:41:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 23, '[]'),
	('42dcb923-5621-4db9-9d94-d59739d80a59', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', '684aca40-82c9-4e42-9135-0665a17b08a6', 'Pending', '2026-03-02 09:42:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 24, '[]'),
	('cd48771b-d6b7-462f-9e03-842793e35ec5', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'c8ea51a9-542a-4053-822b-f21c08305ded', 'Success', '2026-03-02 09:43:00+00', '2026-03-02 09:43:00+00', NULL, NULL, NULL, '[]', '[{"itemId": "transactions[0].date", "message": "is before the feed''s start date; Sage does not get it", "validatorName": "start"}]', 1, NULL, '[]'),
	('991d71be-eef5-40e4-bc85-32fa94a820d4', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'c8ea51a9-542a-4053-822b-f21c08305ded', 'Success', '2026-03-02 09:44:00+00', '2026-03-02 09:44:00+00', NULL, NULL, NULL, '[]', '[{"itemId": "transactions[0].date", "message": "is before the feed''s start date; Sage does not get it", "validatorName": "start"}]', 2, 27, '[]'),
	('302ea1be-4e3f-4c10-81f8-6e9b011b974c', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'c8ea51a9-542a-4053-822b-f21c08305ded', 'Success', '2026-03-02 09:45:00+00', '2026-03-02 09:47:00+00', NULL, NULL, NULL, '[]', '[]', 2, 29, '[]'),
	('e1769a4f-645f-494c-a057-6f61d24110da', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'c8ea51a9-542a-4053-822b-f21c08305ded', 'Success', '2026-03-02 09:46:00+00', '2026-03-02 09:47:00+00', NULL, NULL, NULL, '[]', '[]', 1, 30, '[]'),
	('e1e9d7b1-adcf-4107-b0bb-975de390cfae', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'c8ea51a9-542a-4053-822b-f21c08305ded', 'Success', '2026-03-02 09:47:00+00', '2026-03-02 09:47:00+00', NULL, NULL, NULL, '[]', '[]', 1, 31, '[]'),
	('41b7f1d5-a841-4982-8348-a144b02f6e5d', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'c8ea51a9-542a-4053-822b-f21c08305ded', 'Success', '2026-03-02 09:48:00+00', '2026-03-02 09:48:00+00', NULL, NULL, NULL, '[]', '[{"itemId": "transactions[0].id", "message": "was delivered before, word for word; it is not sent again", "validatorName": "repeat"}, {"itemId": "transactions[1].id", "message": "was delivered before, word for word; it is not sent again", "validatorName": "repeat"}]', 2, NULL, '[]'),
	('02bc524c-4937-48b7-afcd-27c21c484440', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'c8ea51a9-542a-4053-822b-f21c08305ded', 'Failed', '2026-03-02 09:49:00+00', '2026-03-02 09:49:00+00', NULL, NULL, 'Sage did not take them: 400 ValidationError: no such type', '[]', '[]', 1, 32, '[]'),
	('a74fa61d-9b01-472c-89bb-2de66d4f8320', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'c8ea51a9-542a-4053-822b-f21c08305ded', 'Failed', '2026-03-02 09:50:00+00', '2026-03-02 09:50:00+00', NULL, NULL, 'Sage did not take them: The amount is too large', '[]', '[]', 1, 33, '[]'),
	('7a18984f-ca7f-4a2a-9445-326654ec595b', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'c8ea51a9-542a-4053-822b-f21c08305ded', 'Failed', '2026-03-02 09:51:00+00', '2026-03-02 09:51:00+00', NULL, NULL, 'None of the transactions was taken: see validation.errors.', '[{"itemId": "transactions[0].date", "message": "is in the future", "validatorName": "future"}]', '[]', 1, NULL, '[]'),
	('f908f900-e717-4137-ba23-b81aa25183ed', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'c8ea51a9-542a-4053-822b-f21c08305ded', 'TimedOut', '2026-03-02 09:52:00+00', '2026-03-02 09:54:00+00', 1, '2026-03-02 09:53:00+00', NULL, '[]', '[]', 1, 34, '[]'),
	('7750146e-0083-4ca7-9a30-e3ce8dc14917', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', '61ccd04e-cf82-4eb9-9d18-84bdf0ad0cab', 'TimedOut', '2026-03-02 09:55:00+00', NULL, 1, '2026-03-02 09:56:00+00', NULL, '[]', '[]', 1, 35, '[]'),
	('37697665-773a-461b-ae90-46f770cfb53d', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', 'd42ff982-e1b5-4b40-bff2-d87311c4cd48', '1c5313f7-9736-4680-9dc9-4e4b554d5403', 'Success', '2026-03-02 09:58:00+00', '2026-03-02 09:58:00+00', NULL, NULL, NULL, '[]', '[]', 1, 36, '[]'),
	('84ef7119-b762-4820-9c5b-9f0d451af1a9', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', 'd42ff982-e1b5-4b40-bff2-d87311c4cd48', '1c5313f7-9736-4680-9dc9-4e4b554d5403', 'Failed', '2026-03-02 09:59:00+00', '2026-03-02 09:59:00+00', NULL, NULL, 'The account is not connected any more.', '[]', '[]', 1, 37, '[]'),
	('5b904fb4-07fe-4f46-8bbd-4431b1d5cb71', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', 'd42ff982-e1b5-4b40-bff2-d87311c4cd48', '4cc34e68-1c6a-4bec-9b96-c456f948497e', 'Pending', '2026-03-02 10:00:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 38, '[]'),
	('ed733a15-e30d-41ce-92fb-7df2fc571be4', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', '40474236-5971-43df-8cdd-5b0f90150195', 'Pending', '2026-03-02 10:01:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 39, '[]'),
	('792ec8e7-bacc-4968-a72e-e7c7b6ff4367', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', '80cf7c7a-29e4-44d0-a83e-cb57340daf1f', 'Pending', '2026-03-02 10:02:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 40, '[]'),
	('d3c307b6-9106-4409-9871-a57688c57bb9', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', '80cf7c7a-29e4-44d0-a83e-cb57340daf1f', 'Pending', '2026-03-02 10:03:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 41, '[]'),
	('afaf3468-3437-468d-9ff6-62b78f879d5f', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', '5a6e1bb0-7b5b-4898-9c9a-87d30b584c35', 'Pending', '2026-03-02 10:04:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 42, '[]'),
	('592fef33-624d-49c2-ac9f-4ceaebd59242', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', '8d32b4ed-24d6-4ada-8105-17aa6c5d258a', 'Pending', '2026-03-02 10:05:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 43, '[]'),
	('46c0b342-85c7-4a2e-ac25-836ee1ef80b2', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '4a4e9712-a8f9-452d-b432-e00c017e6899', '44efe207-9088-472e-8bd1-49a232261404', 'Success', '2026-03-02 10:06:00+00', '2026-03-02 10:06:00+00', NULL, NULL, NULL, '[]', '[]', 1, 44, '[]'),
	('7c53839d-85ee-4d5a-9068-5fc04715665a', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '4a4e9712-a8f9-452d-b432-e00c017e6899', '44efe207-9088-472e-8bd1-49a232261404', 'Failed', '2026-03-02 10:07:00+00', '2026-03-02 10:08:00+00', NULL, NULL, 'The account is not connected any more.', '[]', '[]', 1, 45, '[]'),
	('0a6dc095-72e6-4b29-a31d-8f6a05b4a48d', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '9c0e458b-1e53-47b9-8377-dc7f1429442b', 'e7f53944-0bbc-46d6-a81d-9ea6433227c6', 'Pending', '2026-03-02 10:09:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 46, '[]'),
	('81107cd8-f56d-4dd1-8524-5b3662f52f55', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '946a3082-e5aa-4e6c-ba1d-5f5fde796f4f', '0dfb7910-ec54-48fd-bef6-9280707c1692', 'Pending', '2026-03-02 10:10:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 47, '[]'),
	('d3e27cba-04a8-4433-8145-9a59f994d3da', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', 'd7a5636e-21f3-4a5c-8b8a-dc2725ff392d', '3b08e976-1445-4a22-8228-a2eef8cf8c34', 'Success', '2026-03-02 10:12:00+00', '2026-03-02 10:12:00+00', NULL, NULL, NULL, '[]', '[]', 1, 48, '[]'),
	('55f70016-f555-484c-a7c2-67d30b5b50b1', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', 'd7a5636e-21f3-4a5c-8b8a-dc2725ff392d', '3b08e976-1445-4a22-8228-a2eef8cf8c34', 'Failed', '2026-03-02 10:13:00+00', '2026-03-02 10:13:00+00', NULL, NULL, 'The connection is Unlinked: its user has to connect again.', '[]', '[]', 1, 49, '[]'),
	('4fb128d6-a452-46db-8f17-14f5adb9e666', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '550f3950-cb81-41de-8308-9d7ec66bbcda', '09d13185-369f-4dee-a13b-eaddf6b74838', 'Pending', '2026-03-02 10:14:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 50, '[]'),
	('905d4776-3b39-4e54-83b6-60c7bd591811', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '550f3950-cb81-41de-8308-9d7ec66bbcda', '09d13185-369f-4dee-a13b-eaddf6b74838', 'Pending', '2026-03-02 10:15:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 51, '[]'),
	('ef0982c0-3bfd-4c47-885b-21e64d49bb2c', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '98add388-2589-448c-ad69-130198d597eb', '01bc1b3c-57b4-42cf-9dde-35971a3f44bf', 'Failed', '2026-03-02 10:16:00+00', '2026-03-02 10:16:00+00', NULL, NULL, 'Sage did not say which bank the account is at.', '[]', '[]', 1, 52, '[]'),
	('c107c900-03c1-42b5-a39e-736fd747ce16', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '8c2bcf2e-c57e-4b5d-ae5c-1eb3f8bddc30', 'a2c7b0eb-2673-4b9d-9c90-e030f69c4d07', 'Failed', '2026-03-02 10:17:00+00', '2026-03-02 10:20:00+00', NULL, NULL, 'They are from before the account’s new start date; Sage does not want them.', '[]', '[]', 1, 53, '[]'),
	('35e29517-7391-4176-87e5-33e11f9b1514', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '8c2bcf2e-c57e-4b5d-ae5c-1eb3f8bddc30', 'a2c7b0eb-2673-4b9d-9c90-e030f69c4d07', 'Success', '2026-03-02 10:18:00+00', '2026-03-02 10:20:00+00', NULL, NULL, NULL, '[]', '[]', 1, 54, '[]'),
	('5ac2faf1-1ae4-4ff3-a08c-f490ed25437b', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', 'e210540e-f920-43cc-a2ad-498c8526f8e9', '6a2fea0e-b82a-45e0-a113-06773c5ca482', 'Success', '2026-03-02 10:21:00+00', '2026-03-02 10:21:00+00', NULL, NULL, NULL, '[]', '[]', 1, 55, '[]'),
	('26a12097-6027-4de1-b352-e6e93f5dab6b', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', 'e210540e-f920-43cc-a2ad-498c8526f8e9', '6a2fea0e-b82a-45e0-a113-06773c5ca482', 'Success', '2026-03-02 10:22:00+00', '2026-03-02 10:22:00+00', NULL, NULL, NULL, '[]', '[]', 1, 56, '[]'),
	('5aeb4228-75f8-41f5-90a8-7fad71c0b685', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', 'e210540e-f920-43cc-a2ad-498c8526f8e9', '6a2fea0e-b82a-45e0-a113-06773c5ca482', 'Pending', '2026-03-02 10:25:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 57, '[]'),
	('11316654-a53b-4e2b-8729-9e59840d8dc9', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '76e46da8-91ab-4bab-8106-7a9c49f3d102', 'cee395e1-a68b-4c45-8413-c90f9a6ada6c', 'Success', '2026-03-02 10:26:00+00', '2026-03-02 10:26:00+00', NULL, NULL, NULL, '[]', '[]', 1, 58, '[]'),
	('9fe3ad32-7c91-458f-a191-a991fbc39f23', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '76e46da8-91ab-4bab-8106-7a9c49f3d102', 'cee395e1-a68b-4c45-8413-c90f9a6ada6c', 'Success', '2026-03-02 10:27:00+00', '2026-03-02 10:27:00+00', NULL, NULL, NULL, '[]', '[]', 1, 59, '[]'),
	('a96e72a9-b260-445f-b3d1-54799097848e', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '76e46da8-91ab-4bab-8106-7a9c49f3d102', 'cee395e1-a68b-4c45-8413-c90f9a6ada6c', 'Pending', '2026-03-02 10:30:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 60, '[]'),
	('40c85ebc-f623-4f63-9ec1-ffe1447300aa', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '687e0630-56f0-43e1-b44f-0ef5864144e8', '52b1c990-ad1a-496d-8ea8-0b83b0eaa573', 'Success', '2026-03-02 10:31:00+00', '2026-03-02 10:31:00+00', NULL, NULL, NULL, '[]', '[]', 1, 61, '[]'),
	('1e0d813d-0c12-4761-9f5c-060964b80ba3', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '687e0630-56f0-43e1-b44f-0ef5864144e8', '52b1c990-ad1a-496d-8ea8-0b83b0eaa573', 'Success', '2026-03-02 10:32:00+00', '2026-03-02 10:32:00+00', NULL, NULL, NULL, '[]', '[]', 1, 62, '[]'),
	('599b81c3-6592-47f3-a98f-7498ecf72dae', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '687e0630-56f0-43e1-b44f-0ef5864144e8', '52b1c990-ad1a-496d-8ea8-0b83b0eaa573', 'Pending', '2026-03-02 10:35:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 63, '[]'),
	('f76d1357-df2e-49b7-adcb-8d481722260e', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'c869a885-79fd-4be1-b148-29c8b26301fd', 'Pending', '2026-03-02 10:36:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 64, '[]'),
	('fd995db6-06e4-48ef-bad7-8304c94a2ea5', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'c869a885-79fd-4be1-b148-29c8b26301fd', 'Pending', '2026-03-02 10:37:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 65, '[]'),
	('f6a717d5-efab-4101-a912-368e6afd203f', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', '3aca0b9d-97a5-4bb9-afd9-c5f8972ec181', 'Pending', '2026-03-02 10:38:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 66, '[]'),
	('ff6d8700-9f19-40bf-9dfa-c2c5e2ae0bb0', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', '3aca0b9d-97a5-4bb9-afd9-c5f8972ec181', 'Pending', '2026-03-02 10:39:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 67, '[]'),
	('a32c8500-6b8d-4907-96b7-e38521bade79', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'a9a83f9e-081b-4868-aa4a-70b686863c66', 'Success', '2026-03-02 10:40:00+00', '2026-03-02 10:40:00+00', NULL, NULL, NULL, '[]', '[{"itemId": "transactions[0].date", "message": "is before the feed''s start date; Sage does not get it", "validatorName": "start"}]', 3, 70, '[]'),
	('3a5040ad-ca85-4452-9826-ecae25b33c99', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'ff599cb9-5001-48b6-aff1-f136fd123ea2', 'Success', '2026-03-02 10:41:00+00', '2026-03-02 10:41:00+00', NULL, NULL, NULL, '[]', '[{"itemId": "transactions[0].date", "message": "is before the feed''s start date; Sage does not get it", "validatorName": "start"}]', 2, 72, '[]'),
	('dfbdf236-4b37-4518-b883-c5f80ae0c135', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'd2545ba5-5a1d-4e24-ba2e-9aff66f4edc5', 'Pending', '2026-03-02 10:42:00+00', NULL, NULL, NULL, NULL, '[]', '[{"itemId": "transactions[0].date", "message": "is before the feed''s start date; Sage does not get it", "validatorName": "start"}]', 3, 75, '[]'),
	('23b45169-5660-4eeb-b4f6-6c583b173932', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '0aa9e276-6c8c-4466-8a26-19522c4de1e7', 'cb156692-3406-4e6d-b68e-d8879e0679bb', 'Success', '2026-03-02 10:43:00+00', '2026-03-02 10:43:00+00', NULL, NULL, NULL, '[]', '[]', 1, 76, '[]'),
	('0ee3a6ca-f870-458f-b4e3-30a1a55f0d57', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '0aa9e276-6c8c-4466-8a26-19522c4de1e7', 'cb156692-3406-4e6d-b68e-d8879e0679bb', 'Pending', '2026-03-02 10:44:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 77, '[]'),
	('c3cf53b6-615d-43b8-9c10-587eafe9533f', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', 'fb2fbb3c-4961-455a-a0c7-2c14bc27c1c9', 'e19b78ba-f7d3-4e6b-964c-44bb265514fb', 'Pending', '2026-03-02 10:45:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 78, '[]'),
	('96b83d87-e94f-4436-9036-d44d343daa42', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '33cae3f8-c66a-46ef-91f3-ee6e82c5e7b5', 'b36664fb-e6f8-4da3-b99e-f799651c1a37', 'Pending', '2026-03-02 10:46:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 79, '[]'),
	('2bfd2291-caa2-411f-af02-d8567e5bfce0', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b3dd88d2-5530-4c90-85f2-60777e5ae026', '4ddb1fea-94a2-4a92-83bd-fc70c4a484d9', 'b2029ecc-fed4-4873-a8e8-416d70525f71', 'Pending', '2026-03-02 10:47:00+00', NULL, NULL, NULL, NULL, '[]', '[]', 1, 80, '[]');
INSERT INTO public.source_accounts VALUES
	('6304d716-6aae-435e-b1bf-8dfa9384e15d', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'waiting', 'Account', 'checking', 'test.z1xdM414J-k9YUci4Kt9MjDanujwtvvCnyBY74zbYUPUh-CxNGA0hxlZRnOOXSGcLflTuSriCu8vjQWrBI2dry4buj619HpfsL9AYpC_5bTB-g', '8559', 'GBP', 'connected', '35d14737-3d96-4593-8d38-18ef450615da', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 09:21:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL),
	('726d7a22-ab06-47c5-b47b-e4c96e894efb', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'not-connected', 'Account', 'checking', 'test.BaKgEnlSPtgUiRRVz-Yb6tbjt7GngZgsAQ0RK2ujuJTZZypMlE7rUFJ2yPFsx1h8Nzk7sssBurBm9vHfP84f6tH7TokmkA7B1iOSZdYXBCFQAA', '1076', 'GBP', 'pending', NULL, NULL, NULL, NULL, '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, '2026-03-02 09:21:00+00'),
	('12bad8fb-2552-4227-9d4a-dbbe53fb4e45', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'waiting-us', 'Account', 'checking', 'test.MYC-X7c596zW7dzPdUg3b4zJgnKd--OqRPlHVUnQEE11aHL2Dr4k7_Uzd-e23a2bxUndvfcgKi6iNM5bjHoF4UfxeCeLPJuwNN0-zFDPQYeF0Q', '4716', 'GBP', 'connected', '59e33c7f-34cc-40a3-a7d3-8868a1d3c6f4', '576d82f6-cc16-4e2e-a15d-5c5b39dea62d', '2026-01-01 00:00:00+00', '2026-03-02 09:23:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL),
	('c9bf5e52-cec8-440b-ad8e-387a39f5b642', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'opened', 'Account', 'checking', 'test.IUtpK6r0AXN0xbMAnUt7y9dPaAZHGK0rZJV4cqxDAuDBb-qS8fsGp41RNGfTQMD_bZ1n93B7e3hRmSDlnLD13bU2_a40hXK5__gTL_gCmkZhpA', '1025', 'GBP', 'connected', 'b5a630a9-8f24-4dc8-b5f8-2dde2efafce6', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 09:24:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL),
	('0dfb7910-ec54-48fd-bef6-9280707c1692', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '946a3082-e5aa-4e6c-ba1d-5f5fde796f4f', 'ended-by-sage-unanswered', 'Account', 'checking', 'test.VC18J4W9lzpQjL69p5zXUnz-__WIt70DKKvBqckZAobD2TgbAayMaMNBt-ZiIW6VKWLMmbgP8umfK8lOopg98F13XybVaNG0vkH_BiGrSmQpMg', '8288', 'GBP', 'disconnected', 'a3bca4f0-d659-4f0c-8a2e-649fdb93584d', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 10:09:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL),
	('3b08e976-1445-4a22-8228-a2eef8cf8c34', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'd7a5636e-21f3-4a5c-8b8a-dc2725ff392d', 'unlinked', 'Account', 'checking', 'test.jPYQyJY677XGa3eNo7zVffSXhDT72qlJf_0-V9TSSa_xoLVwzmAjGTbbLxrSJKyr61w_D5VaY4hnOR6por4Z_5a1ky5eH4zWpXY-O8WnO6sL4g', '0699', 'GBP', 'connected', '85d61b31-fbce-498b-9684-faba2ecfec3a', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 10:11:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 100, NULL, NULL, NULL),
	('09d13185-369f-4dee-a13b-eaddf6b74838', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '550f3950-cb81-41de-8308-9d7ec66bbcda', 'unlinked-settling', 'Account', 'checking', 'test.mhrtwOg_FK-Awmrs3W9QAUklt1U6cqlzT5tsfIOGa20VCmZYftJpgZ7e5dgOPRA3fkK-FzpGGKUQGiQMvlmvWrNNCDa1R3tAQAH814IBSVk-Ew', '5462', 'GBP', 'connected', 'd28aa414-067e-454d-8e1a-4f91d7b2bc40', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 10:13:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL),
	('dcc8b37a-d923-46b8-8de8-053244532db0', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'unanswered', 'Account', 'checking', 'test.7zbXKazQkuYRdsfClD0maxxutBch6oRVAW7a2jkv9W2onWE__M8by_ZJ5pJccg--ax7pbAdIx1LG5qjw2DeErgZeatsXOvdclLdBsvxjMSO0dQ', '6275', 'GBP', 'connected', '91fe304c-16cd-4ea6-b8cf-071a1207ac6f', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 09:26:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL),
	('ba674531-2e2d-42fd-b4ee-cdb5f2a31b11', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'taken-unanswered', 'Account', 'checking', 'test.gxhUya-nqwjzZu0_YA_i-KFeHbAx6C8asTOiCSiAXUTFD2DxEQiminxgnbNUbXAYns-MS-pEf6ymQoQi7ifkyqvB3-DmU4KmPIjrfvN7vWDLCw', '2308', 'GBP', 'connected', 'ad20206d-1017-41a8-993f-3c6644734b22', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 09:28:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL),
	('0d75920c-2624-4534-a005-c47171f5c2de', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'left-open', 'Account', 'checking', 'test.eFmcQPo2CeXO8jOxMn4nZdyqOqbckPydQtKvA5NBzi-YgXhVlk1dJbRuveXyrStXJkjX373yrmxc3ROcnpGa6uazyTrtPdEfu6cp2pk8UsaXSQ', '2067', 'GBP', 'connected', '1432aebe-8d01-4aca-bff6-7883095edfa6', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 09:30:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL),
	('3f6bd3bb-e039-4339-bc68-bf797a6b4932', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'left-open-taken', 'Account', 'checking', 'test.0vBEH0oY1Nu23C6BKNijdoDWKR5QiGRQZ6MVONYvdo94uJoIE0MnCwQhUtwH-DGO-q6RFAS07AYrkc2ICmIhKlo0Ai0LBSwRNI0Hq97_mNRXEw', '0983', 'GBP', 'connected', 'e5f1616b-3230-42ae-8d20-81e99afc4768', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 09:31:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL),
	('f0c2c6ee-1be6-446d-811c-36a9b7ee2ea9', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'refused-twice-in-doubt', 'Account', 'checking', 'test.wveOc9GRiuf8O904XsxfyWvF3ah322KLjtn7ET-DAegObcZBM70myQf8uV3nfFrObSyTPMnI7qbkEDjCmFny6qUS3v7dJVYrGCwWsNmWrfFKYw', '0462', 'GBP', 'connected', 'fe7e1eef-fecb-4d7d-8ef3-4473facc61bb', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 09:32:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL),
	('a98dadc6-4f7e-4c45-ba1c-ae4b447cda20', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'settling', 'Account', 'checking', 'test.buZfWN_jgDWfygIY0LJYJ9s1Z8BK8Pbt-MfGWaVTr2ysT-Tir1g_7SvmUsNk5rR4eaMoGECUWdnwcFuSB2j6_RmgUK722l2sSjOwM6VIkbgKvA', '7497', 'GBP', 'connected', 'dbd0de32-9b4a-4144-be17-50a478be95e9', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 09:33:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL),
	('b9a2e4de-8290-4649-bfee-20626cc73a2e', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'settling-to-fail', 'Account', 'checking', 'test.YjoYQopdPmsdFDT4WL0GEc98MWsn6dGkDD30op4pW1LpWfMjh5z90I_XPED82kkny38KFoSoUMDw5O9HCgC-a4mTX77JSZoe2Do3fuPTReB-uQ', '0513', 'GBP', 'connected', 'cb08f94a-d763-4639-a243-9bd3d6f73aa6', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 09:35:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL),
	('ce95c104-8425-40cc-8784-b461429672d3', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'rate-limited', 'Account', 'checking', 'test.h6xkAEpf9a0LJUqjKp3GmvtbcIozX87CH_Q9NYkK9_Nx6ULiRTfKejFtBVDL1OOk9_6CdfHi-9by0Wnw-buk5f7XcshOlPFoVwhA_IBsKXaoeg', '8341', 'GBP', 'connected', 'b6d702a3-b6a4-4b9d-bffd-e70c9c5d6747', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 09:36:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL),
	('9e718ed5-3c15-4e5d-bb3d-edd04c665c5d', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'refused-together', 'Account', 'checking', 'test.9K64aXqdqMZvpOtC5dxk2RJRW5ItaB7J7_sn3ZGlbX3dN1X9C67dbJ6ERO3MnBMq_0PTCQkzbw19GkDxR3G9O-SnsqR2KtJ6J2svCi_CJQ4THw', '0977', 'GBP', 'connected', 'b57ff74b-c286-455a-bf6d-5aedc513d01a', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 09:37:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 100, NULL, NULL, NULL),
	('684aca40-82c9-4e42-9135-0665a17b08a6', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'refused-together-taken', 'Account', 'checking', 'test.CTUbEzxvw8sC_9AvePe9MVu2GBdeuFnDMiUPNIJAMZssvskzMwWyRFfXfd63QQ4oRiSaXrkPC6zDqivCTnf5gP-RKPYPq6-PQlhnRRwCWERGnw', '7683', 'GBP', 'connected', 'df265c91-20a0-4ef6-8f7e-3a323fbb8e7d', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 09:40:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL),
	('1c5313f7-9736-4680-9dc9-4e4b554d5403', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'd42ff982-e1b5-4b40-bff2-d87311c4cd48', 'ended-here', 'Account', 'checking', 'test.T4vQBpLaeu5ictpilR7GgqJrXs2MdZQb97Wz_DSt6ly9Hwga0rsb9CtO-8KGYPmJP7t4o2X_kMB2jbMxGkR5HAmXkMb63EHuUaAlIt6cb767nQ', '9016', 'GBP', 'disconnected', '15285201-5b6c-4cca-aff0-f0794a8ee8fc', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 09:57:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 100, NULL, NULL, NULL),
	('c8ea51a9-542a-4053-822b-f21c08305ded', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'over', 'Account', 'checking', 'test.OluoViw9GqyKBwUnpypIHtmrLJ7VaJwNNRsPxFe9jUA9sMhRt5uDK9L7l84YVInxvr8TFKUDLKl8Wnp8XqM9EPKMROhh2Y1Pk9K2PnQwQGyQ2g', '4555', 'GBP', 'connected', '8d749629-8d18-41cc-9039-bf30703e3281', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 09:42:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 100, NULL, NULL, NULL),
	('61ccd04e-cf82-4eb9-9d18-84bdf0ad0cab', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'timed-out', 'Account', 'checking', 'test.aMmHQinPbueJIGzxcPTx91PXHyme94HMNbxHF1CULv6SrWQAjdcgg4E4aNuxLaiTFXUqwiBxNwbdr2yv5gWLsyYg60wvKD8_EjKv0n5EcaQoUw', '4772', 'GBP', 'connected', '0fb14b77-b37f-4605-b4e7-7ba5381ff387', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 09:54:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL),
	('4cc34e68-1c6a-4bec-9b96-c456f948497e', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'd42ff982-e1b5-4b40-bff2-d87311c4cd48', 'beside-ended', 'Account', 'checking', 'test.RXzqNu8wZCC4o0pTZbC3cPBb0wJiRHRNtKDCMQNDQLt70cQUJC8QqZoVtJnP-XxFLC7XJzwvF4SStGQCnskLK9V4M8g7bClCHlDUkret_qvUug', '1772', 'GBP', 'connected', '7790b6c0-076e-4d4f-9b00-a164a167d4fa', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 09:59:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL),
	('40474236-5971-43df-8cdd-5b0f90150195', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'ended-here-unheard', 'Account', 'checking', 'test.E0aM_54t2x-djW-1wkCZJbuVff-NuZi5yEJb8pAKTeqBczBvpT67s_5KMJspzb8QHiPPxFrQSrytVBXSHSA6wd1SLgsp5HyCBUufx1CJ16bwqw', '6710', 'GBP', 'disconnected', 'dd2e337e-ff2a-4c54-a356-596f4c5cc51a', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 10:00:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL),
	('80cf7c7a-29e4-44d0-a83e-cb57340daf1f', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'ended-here-settling', 'Account', 'checking', 'test.qT4r6_CAE8EYOm5ktaPopb3-fYjT-rcqpWH_Zrb_nckj5ULd1WWFFqWDxPhdZJKcsLlxOqwmoSxesDGhthMpbB_Ts60K6k5eDVEyCWvcpGTklg', '3513', 'GBP', 'disconnected', 'b007eed1-47bf-417d-9f3f-9ef965964a5d', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 10:01:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL),
	('5a6e1bb0-7b5b-4898-9c9a-87d30b584c35', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'ended-here-taken-unanswered', 'Account', 'checking', 'test.aaVrUvFzoiGWhFdnQ50KQox0YGtoIdJQXp1G2JfixmNQbSZm8YcGvqB-0A-2aLD_1cqg2oJ5qnuh9O0P-FFMbEw3GD2ldG-3Wr8IS3tHY2zclw', '5780', 'GBP', 'disconnected', 'babbe4e2-660a-4491-9e03-fd3921e3330c', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 10:03:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL),
	('8d32b4ed-24d6-4ada-8105-17aa6c5d258a', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'ended-here-stands-still', 'Account', 'checking', 'test.DFCbxtoKIrwZZSAvtFv9qm-FzoO2Pvb1uaAQgFa--Pt6GMtZpPwyT2imDs-K7korkouI8BLR8Ckufc1ikLwhezHxkfUBoBRn_hvttsCwT-PCWg', '8154', 'GBP', 'disconnected', '1694ae07-6f90-4ae0-a359-7df4a5271ea8', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 10:04:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL),
	('44efe207-9088-472e-8bd1-49a232261404', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '4a4e9712-a8f9-452d-b432-e00c017e6899', 'ended-by-sage', 'Account', 'checking', 'test.gzVtQ4BChGzz0htfRsxiTLAzVslqW_YXe5VfgRakanR-MeIPvqMRZgkRBEUS54wLGTBOaeqiE6jStyif8-KXz7dVCH9f2OvxnMiLldxXjawiZg', '1129', 'GBP', 'disconnected', '534b8238-7e2a-44d2-b22c-721e63701cef', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 10:05:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 100, NULL, NULL, NULL),
	('e7f53944-0bbc-46d6-a81d-9ea6433227c6', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '9c0e458b-1e53-47b9-8377-dc7f1429442b', 'ended-by-sage-unheard', 'Account', 'checking', 'test.DpzoHTZWZcs4570EVQEX785bzORPBDXTMfYCK-Qz5RF3jXrxT17Uutb_A_PVe6t6WEKYx7NlAKuA2QhXcMJnaWRkxgGHaiti7ICz1CMQ1GXAbg', '5505', 'GBP', 'connected', '1a4047ba-c496-42b8-ab53-345130e3c8e9', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 10:08:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL),
	('01bc1b3c-57b4-42cf-9dde-35971a3f44bf', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '98add388-2589-448c-ad69-130198d597eb', 'no-bank', 'Account', 'checking', 'test.sQ03inPrmTvooUl9LLe8-9AuVAJ2_wvTv2gvtWV1oOX0ZiYH7QEmUVRT0c1orpUM4QNyOJGvSWhiRi7EUUExqkgVdX5HiZMt4sfBqjrBcgAZ-Q', '9742', 'GBP', 'connected', 'b17f1493-4984-4522-81e8-e1df06ea53d3', NULL, '2026-01-01 00:00:00+00', '2026-03-02 10:15:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL),
	('cee395e1-a68b-4c45-8413-c90f9a6ada6c', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '76e46da8-91ab-4bab-8106-7a9c49f3d102', 'reconnected-settling', 'Account', 'checking', 'test.krpJGpi6Hnxq0hTEdzaKSSrafOhjYro5Ptv13AzNV0Rq-CkR0MeY8Lb_V2-P1d7HgjmC1HF7fXy6_eVCPOe4qKJYndG_lHwSj_QcVlNZ4r-vag', '4142', 'GBP', 'connected', 'be8de846-0af2-45a8-ae01-caa1f2d0da3d', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 10:29:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 100, NULL, NULL, NULL),
	('a2c7b0eb-2673-4b9d-9c90-e030f69c4d07', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '8c2bcf2e-c57e-4b5d-ae5c-1eb3f8bddc30', 'not-wanted', 'Account', 'checking', 'test.mU52mVmsng6MkQGXh5Nn53RPHMlzNhzBJz0uWIbT2tbvMjRRCGmp0xXQR3cegeTdeXVsAcnwx5mRWFW-aQLPJ-oYhhzDErcFRBxAORyzw-OKaw', '3345', 'GBP', 'connected', '7bf40d49-a39d-4b01-9834-c6819d7e9d5a', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-02-01 00:00:00+00', '2026-03-02 10:20:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 100, NULL, NULL, NULL),
	('6a2fea0e-b82a-45e0-a113-06773c5ca482', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'e210540e-f920-43cc-a2ad-498c8526f8e9', 'reconnected', 'Account', 'checking', 'test.P3ofke0r-QpDtc_bgjt1fgBxFrQ3xvb_U9KtIsIgOP_S3enFY0c7woBNC87pD41jJT4N2LE5DycrLdAbZ6Dcn8ESPmK8lgs0e3t5teVG0c3nLg', '5510', 'GBP', 'connected', 'fceeab55-22c0-4c7d-8729-dd230f32769d', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 10:24:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 100, NULL, NULL, NULL),
	('a9a83f9e-081b-4868-aa4a-70b686863c66', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'moment', 'Account', 'checking', 'test.MeunCPNP-AXdqAYda5nlHnxngI28gxh1o_tVRN8BOH_HN_OJftIwtDBclQxPK4EE2ia7gZ-SxyU3_5C6MgrDwV4Jb_QhcGGIlM_nNFUjkAaWTw', '5619', 'GBP', 'connected', '27267bd6-07ff-4445-b8c8-0fbcc6fef22d', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-05 10:00:00+00', '2026-03-02 10:39:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 100, NULL, NULL, NULL),
	('52b1c990-ad1a-496d-8ea8-0b83b0eaa573', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '687e0630-56f0-43e1-b44f-0ef5864144e8', 'reconnected-refused', 'Account', 'checking', 'test.803K7hRdJbtLznkA47ykuUpPx99y7Hhv9DWOXT4Hf-gGhio0aIZb9nZyWLsNz1JqkQLh1iEmPib7KnXQpFxnyNvgrJ-_ZibfHZKELYKzMbH_7Q', '6420', 'GBP', 'connected', '86ddce50-ceda-428e-b7c1-42677d03459f', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 10:34:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 100, NULL, NULL, NULL),
	('c869a885-79fd-4be1-b148-29c8b26301fd', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'taken-elsewhere', 'Account', 'checking', 'test.tbsLdYtumriRbk9kmmPOcNAQHActIfym2wmU7sR_Kx_lgyHqebJsZzRIjlrVoyu7yTa3WYTLacwOPVfkslSxTSDZWchnVJXiP2XI_R5VR_Uv7A', '8299', 'GBP', 'connected', 'bc729545-3d20-4ead-bbdb-d92b78c4710e', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 10:36:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL),
	('3aca0b9d-97a5-4bb9-afd9-c5f8972ec181', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'left-behind', 'Account', 'checking', 'test.tPx3zqFDewogY_teDOsFaBY8GJwbgJQzc8U0N4GbMnHi_ZJMVTI0e7zmMi8aYeqEiMbr8h-zAPf200i6qJKWZSpJ3Y25OD63qjejtG_gIiUoWQ', '6409', 'GBP', 'connected', '6cc825ff-16a8-4387-8a9e-7475fb2e03d9', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 10:39:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL),
	('ff599cb9-5001-48b6-aff1-f136fd123ea2', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'moment-newest', 'Account', 'checking', 'test.tuauEv7lqhL6DD3wQOxNzu9bkx7HkY7Rm8FK4dK3GlzWRby9g6aiOXfxP9gtDn9hNDCS0HgwUXL5CsWH8YaJ4X6wQ3C1J7RneqGKMIaehQ8dhA', '5278', 'GBP', 'connected', 'f29cec9e-7ede-4abb-b332-59b0ab710d27', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-05 10:00:00+00', '2026-03-02 10:40:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 100, NULL, NULL, NULL),
	('d2545ba5-5a1d-4e24-ba2e-9aff66f4edc5', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '041389fd-5db0-44da-89cd-ac46dc7a6301', 'moment-settling', 'Account', 'checking', 'test.xPcJHGOUBeMPPn09gTa0DaCls2j55DYoEmV8OCSjBDyKTcdq9urNBeZFvbtmgOhudIhbknQ4mclr8OkpFclt8Ngrh9iKQ8ZzAJHR0xkY5Revjw', '2491', 'GBP', 'connected', '171efb86-8c71-472e-9dbd-8c868e42bf72', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-05 10:00:00+00', '2026-03-02 10:41:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL),
	('cb156692-3406-4e6d-b68e-d8879e0679bb', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '0aa9e276-6c8c-4466-8a26-19522c4de1e7', 'reauth-asked', 'Account', 'checking', 'test.BQ692b3nSoOizg9gakO9dgIODuBbXAWUq1L6m4lZuX5fIB_HKflH2aIGP-8FsSTgCmt8ZaGjGEVv0mmm67aPUS72heaoBNP03Z-3HtijBAPCUg', '2974', 'GBP', 'connected', '75ce70e9-a8eb-4b0d-a3a9-0eff6c8a2d10', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 10:42:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 100, NULL, NULL, NULL),
	('e19b78ba-f7d3-4e6b-964c-44bb265514fb', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'fb2fbb3c-4961-455a-a0c7-2c14bc27c1c9', 'reauth-settling', 'Account', 'checking', 'test.4-1pprEE6wY5slz0bYrY0wm1J2XRBEDtxu3W9Iai97GeQJUXKnmtboPUBUGkCRp5VYZFp0wJIlUEWk7-QdhKzkPQEGSfSMhFx9Fgee3UWw1etw', '7534', 'GBP', 'connected', '4f067289-e0c2-491e-87dd-6dcb87abcc41', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 10:44:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL),
	('b36664fb-e6f8-4da3-b99e-f799651c1a37', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '33cae3f8-c66a-46ef-91f3-ee6e82c5e7b5', 'reauth-required', 'Account', 'checking', 'test.poLJbIAEUXfo7iEb8b8aV-E97UffLaB-dhZHKPe4exlNngYnvcnyAOTOM8I8TnyKIgJtYVlk0yaeO9KqUvFNBV_ETIqlbG5ipX8gim5oI0_9ug', '1416', 'GBP', 'connected', 'fdb378e4-d542-42ba-acb1-add395a7f856', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 10:45:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL),
	('b2029ecc-fed4-4873-a8e8-416d70525f71', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '4ddb1fea-94a2-4a92-83bd-fc70c4a484d9', 'reauth-given', 'Account', 'checking', 'test.A-GmK3DCb4p16wIykouaNrxfJV-nuXvh5RBjHBvW2HBFBQyeee_3_swA8zXPDLgvvaSxEY_61N8tqbu2NbLC_ZlE53f6OBW-OOhr4NzmYhKTnw', '9396', 'GBP', 'connected', '4d07c240-5b98-419f-ad83-d9882d242925', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 10:46:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL),
	('85a323df-dda0-479f-af30-1ddf8014b9aa', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '1cba2efc-6e51-47d2-b3eb-6f5d3574ebcb', 'journey-connected', 'Account', 'checking', 'test.TC3VDwm2Vw_Y0J6G2h-dfmJJFh1Lc6PhaEwlDuPBhRjqqmyy0Qdg53eI0ojSsECj0HPnJrgYW_EpvsQpLT1BO8sczEFCuVtp-FW5d6sMCc3Utw', '1167', 'GBP', 'connected', '1e02434a-f534-42cb-a894-93db2db0de76', '6272886e-9a78-4873-ac84-cdfdfacf625f', '2026-01-01 00:00:00+00', '2026-03-02 10:48:00+00', '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL),
	('a4184dff-d6e4-472b-8690-0157dbc304bd', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '5a346e32-3f11-4d0b-b27e-93500ebe80be', 'journey', 'Account', 'checking', 'test.FGAboszeONsNFa7aOGNFfWLIY3ONz7G8irkVIo76VtUWREwiSVh-f51dI1XcGR4_9IvWHuIMZqFq4NMxvmIgV7RPdu6q6m96pprR0C85nvxZuw', '7526', 'GBP', 'pending', NULL, NULL, NULL, NULL, '2026-03-02 08:00:00+00', 'v2', NULL, 0, NULL, NULL, NULL);
INSERT INTO public.statements VALUES
	('ecb89889-4344-4769-b795-095e0348b9ab', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'c9bf5e52-cec8-440b-ad8e-387a39f5b642', 'b5a630a9-8f24-4dc8-b5f8-2dde2efafce6', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 5, 6, 2, NULL, 0, false, '2026-03-02 09:25:00+00', NULL, NULL, NULL, 'lines', 0),
	('87c7b358-13fc-4663-a9ab-d3d2b50bfbcd', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '9e718ed5-3c15-4e5d-bb3d-edd04c665c5d', 'b57ff74b-c286-455a-bf6d-5aedc513d01a', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 20, 20, 1, '246b974f-abee-418e-9688-44afc80ad56e', 1, false, '2026-03-02 09:40:00+00', '2026-03-02 09:40:00+00', '2026-03-02 09:40:00+00', NULL, 'lines', 0),
	('b8423a90-f8a7-4d76-a07c-39805438bb8f', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'dcc8b37a-d923-46b8-8de8-053244532db0', '91fe304c-16cd-4ea6-b8cf-071a1207ac6f', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 8, 8, 1, NULL, 3, true, '2026-03-02 09:27:00+00', NULL, NULL, NULL, 'lines', 0),
	('b851e85a-bda9-45fe-a294-fd8d8c2c553c', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'ba674531-2e2d-42fd-b4ee-cdb5f2a31b11', 'ad20206d-1017-41a8-993f-3c6644734b22', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 10, 11, 2, NULL, 1, true, '2026-03-02 09:29:00+00', NULL, NULL, NULL, 'lines', 0),
	('5a018929-70f4-4b64-96d8-bf2966e8cdd7', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '0d75920c-2624-4534-a005-c47171f5c2de', '1432aebe-8d01-4aca-bff6-7883095edfa6', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 13, 13, 1, NULL, 2, true, '2026-03-02 09:31:00+00', NULL, NULL, '400 ValidationError: One or more fields do not match; data.transactionDetails[0].uniqueId should match pattern', 'lines', 0),
	('1f51fc53-590a-4f26-bd23-9e1f11905a30', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '9e718ed5-3c15-4e5d-bb3d-edd04c665c5d', 'b57ff74b-c286-455a-bf6d-5aedc513d01a', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 21, 21, 1, NULL, 1, false, '2026-03-02 09:40:00+00', NULL, '2026-03-02 09:40:00+00', '400 ValidationError: no such type', 'lines', 0),
	('1b9b0aa4-96c2-46d0-96b8-5450f3b5813a', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '3f6bd3bb-e039-4339-bc68-bf797a6b4932', 'e5f1616b-3230-42ae-8d20-81e99afc4768', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 14, 14, 1, NULL, 2, true, '2026-03-02 09:32:00+00', NULL, NULL, '400 ValidationError: One or more fields do not match; data.transactionDetails[0].uniqueId should match pattern', 'lines', 0),
	('fad9edb3-23b9-4393-b92a-fedc8a19a904', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '8d32b4ed-24d6-4ada-8105-17aa6c5d258a', '1694ae07-6f90-4ae0-a359-7df4a5271ea8', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 43, 43, 1, NULL, 2, true, '2026-03-02 10:05:00+00', NULL, NULL, '409 UnsupportedOperationError: The bank account needs to be authorised again', 'lines', 0),
	('8ea9fae7-0fb0-42ed-9faa-d0eb5ba3bd1d', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'c8ea51a9-542a-4053-822b-f21c08305ded', '8d749629-8d18-41cc-9039-bf30703e3281', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 33, 33, 1, 'b74588f4-1987-4faf-a34a-eda9161ddc02', 1, false, '2026-03-02 09:50:00+00', '2026-03-02 09:50:00+00', '2026-03-02 09:50:00+00', 'The amount is too large', 'lines', 0),
	('15de247c-c972-4bd5-b869-82441313b2b9', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'f0c2c6ee-1be6-446d-811c-36a9b7ee2ea9', 'fe7e1eef-fecb-4d7d-8ef3-4473facc61bb', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 15, 15, 1, NULL, 3, true, '2026-03-02 09:33:00+00', NULL, NULL, NULL, 'lines', 2),
	('73fdc4a2-25e1-4a10-8b89-918aade71a53', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '6a2fea0e-b82a-45e0-a113-06773c5ca482', 'b591c2b3-d016-4845-af18-62d0c67a471b', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 56, 56, 1, 'b0f9b6ac-0ebd-487a-a558-a766eb124394', 1, false, '2026-03-02 10:22:00+00', '2026-03-02 10:22:00+00', '2026-03-02 10:22:00+00', NULL, 'lines', 0),
	('9d9db777-9239-4f9a-9e89-5d8e4dfa4c99', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'a98dadc6-4f7e-4c45-ba1c-ae4b447cda20', 'dbd0de32-9b4a-4144-be17-50a478be95e9', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 16, 16, 1, '2d62989e-003b-43f5-9988-86ef24e7b92b', 1, false, '2026-03-02 09:34:00+00', '2026-03-02 09:34:00+00', NULL, NULL, 'lines', 0),
	('c86e5077-8d27-4254-9c07-f80cf84f08e1', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'c8ea51a9-542a-4053-822b-f21c08305ded', '8d749629-8d18-41cc-9039-bf30703e3281', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 34, 34, 1, '096ef177-2d91-4d96-83a9-906d31aa31e8', 1, false, '2026-03-02 09:54:00+00', '2026-03-02 09:54:00+00', '2026-03-02 09:54:00+00', NULL, 'lines', 0),
	('3ef17d8f-1c6f-41ef-a939-d36125b3e239', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b9a2e4de-8290-4649-bfee-20626cc73a2e', 'cb08f94a-d763-4639-a243-9bd3d6f73aa6', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 18, 18, 1, 'a1a9bd98-6395-498c-9116-2142de0d0377', 1, false, '2026-03-02 09:36:00+00', '2026-03-02 09:36:00+00', NULL, NULL, 'lines', 0),
	('f52fb2b5-8cea-4fe5-9a53-3607e9bbde5b', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '684aca40-82c9-4e42-9135-0665a17b08a6', 'df265c91-20a0-4ef6-8f7e-3a323fbb8e7d', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 23, 24, 2, NULL, 4, true, '2026-03-02 09:42:00+00', NULL, '2026-03-02 09:42:00+00', '400 ValidationError: no such type', 'lines', 3),
	('21bced45-96e0-40c6-8e61-649896662a50', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'ce95c104-8425-40cc-8784-b461429672d3', 'b6d702a3-b6a4-4b9d-bffd-e70c9c5d6747', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 19, 19, 1, NULL, 2, false, '2026-03-02 09:37:00+00', NULL, NULL, NULL, 'lines', 0),
	('8bb98421-c376-4986-bafb-ce6bf99b7914', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '09d13185-369f-4dee-a13b-eaddf6b74838', 'd28aa414-067e-454d-8e1a-4f91d7b2bc40', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 50, 50, 1, 'de00bd33-39fe-4986-8bb1-c21735a19460', 1, false, '2026-03-02 10:14:00+00', '2026-03-02 10:14:00+00', NULL, NULL, 'lines', 0),
	('cfcc7ede-dd9b-4f79-a76e-2458d24eb287', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '44efe207-9088-472e-8bd1-49a232261404', '534b8238-7e2a-44d2-b22c-721e63701cef', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 44, 44, 1, 'bfe0e69b-ab27-4a92-b857-143b35c0e240', 1, false, '2026-03-02 10:06:00+00', '2026-03-02 10:06:00+00', '2026-03-02 10:06:00+00', NULL, 'lines', 0),
	('31cf1ced-53bf-4804-8fd1-4ac73acd9275', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '9e718ed5-3c15-4e5d-bb3d-edd04c665c5d', 'b57ff74b-c286-455a-bf6d-5aedc513d01a', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 20, 22, 3, NULL, 1, false, '2026-03-02 09:40:00+00', NULL, '2026-03-02 09:40:00+00', '400 ValidationError: no such type', 'lines', 0),
	('d7f546b8-f119-4329-85ef-f668e13b0593', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'c8ea51a9-542a-4053-822b-f21c08305ded', '8d749629-8d18-41cc-9039-bf30703e3281', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 27, 27, 1, 'cadc9d01-4c8f-4310-931d-8a98ba5f9687', 1, false, '2026-03-02 09:44:00+00', '2026-03-02 09:44:00+00', '2026-03-02 09:44:00+00', NULL, 'lines', 0),
	('cd50a74f-4e75-4258-93f4-19a84b629311', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '1c5313f7-9736-4680-9dc9-4e4b554d5403', '15285201-5b6c-4cca-aff0-f0794a8ee8fc', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 36, 36, 1, 'e87eb9b8-bd31-4e95-ad22-2e77c0d96236', 1, false, '2026-03-02 09:58:00+00', '2026-03-02 09:58:00+00', '2026-03-02 09:58:00+00', NULL, 'lines', 0),
	('5185a01a-47f7-486d-8f6a-f7410fcc1d86', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'c8ea51a9-542a-4053-822b-f21c08305ded', '8d749629-8d18-41cc-9039-bf30703e3281', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 28, 31, 4, 'd99ac9eb-93fa-46c2-9960-b4b99e602435', 1, false, '2026-03-02 09:47:00+00', '2026-03-02 09:47:00+00', '2026-03-02 09:47:00+00', NULL, 'lines', 0),
	('c19c5545-6708-4c2d-90f3-32f866b96698', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '80cf7c7a-29e4-44d0-a83e-cb57340daf1f', 'b007eed1-47bf-417d-9f3f-9ef965964a5d', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 40, 40, 1, 'e83f7141-17ca-4776-a7fc-4bba25eb2ff1', 1, false, '2026-03-02 10:02:00+00', '2026-03-02 10:02:00+00', NULL, NULL, 'lines', 0),
	('07b95ad0-c490-4df4-9e2b-ba63f66a9cdf', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'c8ea51a9-542a-4053-822b-f21c08305ded', '8d749629-8d18-41cc-9039-bf30703e3281', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 32, 32, 1, NULL, 1, false, '2026-03-02 09:49:00+00', NULL, '2026-03-02 09:49:00+00', '400 ValidationError: no such type', 'lines', 0),
	('0ac348a3-54ba-42e6-87b8-b7e26dd58f1c', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '5a6e1bb0-7b5b-4898-9c9a-87d30b584c35', 'babbe4e2-660a-4491-9e03-fd3921e3330c', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 42, 42, 1, NULL, 1, true, '2026-03-02 10:04:00+00', NULL, NULL, NULL, 'lines', 0),
	('f10c7c45-1529-4d26-aeea-252447fd3f31', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '0dfb7910-ec54-48fd-bef6-9280707c1692', 'a3bca4f0-d659-4f0c-8a2e-649fdb93584d', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 47, 47, 1, NULL, 1, true, '2026-03-02 10:10:00+00', NULL, NULL, NULL, 'lines', 0),
	('8dd97844-1d4d-4d92-8f96-c27eac9256c4', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '6a2fea0e-b82a-45e0-a113-06773c5ca482', 'b591c2b3-d016-4845-af18-62d0c67a471b', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 55, 55, 1, '73721a79-31d7-4644-b3ad-09d0dce39a8d', 1, false, '2026-03-02 10:21:00+00', '2026-03-02 10:21:00+00', '2026-03-02 10:21:00+00', NULL, 'lines', 0),
	('5b864fa1-5c48-48d5-9aae-146d161a49c1', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '3b08e976-1445-4a22-8228-a2eef8cf8c34', '85d61b31-fbce-498b-9684-faba2ecfec3a', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 48, 48, 1, 'd21104f1-6c10-4682-a01a-d1571d22652e', 1, false, '2026-03-02 10:12:00+00', '2026-03-02 10:12:00+00', '2026-03-02 10:12:00+00', NULL, 'lines', 0),
	('548f9f9c-f21e-4af9-8f9e-532d7fa4ab2c', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'a2c7b0eb-2673-4b9d-9c90-e030f69c4d07', '7bf40d49-a39d-4b01-9834-c6819d7e9d5a', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 54, 54, 1, '3c0d26cd-93ce-4579-90b5-ac8a7c59c22f', 1, false, '2026-03-02 10:20:00+00', '2026-03-02 10:20:00+00', '2026-03-02 10:20:00+00', NULL, 'lines', 0),
	('e4df2246-43c2-4a34-b7ec-a39b5d37ee74', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'cee395e1-a68b-4c45-8413-c90f9a6ada6c', '31c666cb-585f-45d1-9b0f-044f1c8b856d', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 58, 58, 1, 'e297974d-e2af-4858-8773-bacfa796eaa7', 1, false, '2026-03-02 10:26:00+00', '2026-03-02 10:26:00+00', '2026-03-02 10:26:00+00', NULL, 'lines', 0),
	('a85fe29a-f58d-432a-8477-972ca205948c', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '52b1c990-ad1a-496d-8ea8-0b83b0eaa573', '57c758e4-5a4b-4c22-a8af-dd2f16caecf9', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 61, 61, 1, '6dda4fb3-50e7-4ca9-9dad-abf5adae2db2', 1, false, '2026-03-02 10:31:00+00', '2026-03-02 10:31:00+00', '2026-03-02 10:31:00+00', NULL, 'lines', 0),
	('cd4dadda-7688-467f-b654-950158a23cef', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'cee395e1-a68b-4c45-8413-c90f9a6ada6c', '31c666cb-585f-45d1-9b0f-044f1c8b856d', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 59, 59, 1, 'cce89c10-eada-4b27-861a-e5afcfc6b293', 1, false, '2026-03-02 10:27:00+00', '2026-03-02 10:27:00+00', '2026-03-02 10:27:00+00', NULL, 'lines', 0),
	('f15d5d81-754b-497a-b6ea-1806a456fb1a', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'cee395e1-a68b-4c45-8413-c90f9a6ada6c', 'be8de846-0af2-45a8-ae01-caa1f2d0da3d', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 58, 59, 2, '39cc2883-b542-498f-8925-5a73425766b3', 1, false, '2026-03-02 10:29:00+00', '2026-03-02 10:29:00+00', NULL, NULL, 'lines', 0),
	('76468c32-cbff-4abb-b4e4-7168adb2976c', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '52b1c990-ad1a-496d-8ea8-0b83b0eaa573', '57c758e4-5a4b-4c22-a8af-dd2f16caecf9', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 62, 62, 1, '756be0cd-99db-4ba5-b3eb-350c97790929', 1, false, '2026-03-02 10:32:00+00', '2026-03-02 10:32:00+00', '2026-03-02 10:32:00+00', NULL, 'lines', 0),
	('f269285c-20cc-4f12-a52c-3defc95abd24', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '52b1c990-ad1a-496d-8ea8-0b83b0eaa573', '86ddce50-ceda-428e-b7c1-42677d03459f', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 61, 62, 2, NULL, 1, false, '2026-03-02 10:34:00+00', NULL, '2026-03-02 10:34:00+00', '400 ValidationError: no such type', 'lines', 0),
	('e68b0c1c-a1ab-4b44-96e0-1e2dba346c09', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b2029ecc-fed4-4873-a8e8-416d70525f71', '4d07c240-5b98-419f-ad83-d9882d242925', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 0, 0, 0, '9de01661-cbf2-44d2-a5f1-63127bb9903e', 1, false, '2026-03-02 10:46:00+00', '2026-03-02 10:46:00+00', '2026-03-02 10:46:00+00', NULL, 'reauthorise', 0),
	('137a690a-bb5f-4e02-841b-a6e93228f9a5', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '52b1c990-ad1a-496d-8ea8-0b83b0eaa573', '86ddce50-ceda-428e-b7c1-42677d03459f', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 61, 61, 1, NULL, 1, false, '2026-03-02 10:34:00+00', NULL, '2026-03-02 10:34:00+00', '400 ValidationError: no such type', 'lines', 0),
	('ad19657f-8097-4f1b-b20f-b8cf25b6ae28', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'c869a885-79fd-4be1-b148-29c8b26301fd', 'c8549817-2073-46f2-8b94-ca544581425c', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 64, 64, 1, 'aab41bb2-3eaa-4239-a2e2-ae40c2d5bc23', 1, false, '2026-03-02 10:36:00+00', '2026-03-02 10:36:00+00', NULL, NULL, 'lines', 0),
	('fe36e1c2-15b9-40df-8610-262cce4e577c', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '3aca0b9d-97a5-4bb9-afd9-c5f8972ec181', '6cc825ff-16a8-4387-8a9e-7475fb2e03d9', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 66, 66, 1, NULL, 1, true, '2026-03-02 10:38:00+00', NULL, '2026-03-02 10:39:00+00', 'the account was connected anew', 'lines', 0),
	('e6b24ed0-2a33-49d8-bea5-19444fc6e678', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b2029ecc-fed4-4873-a8e8-416d70525f71', '4d07c240-5b98-419f-ad83-d9882d242925', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 80, 80, 1, NULL, 1, false, '2026-03-02 10:47:00+00', NULL, NULL, NULL, 'lines', 0),
	('a88d8225-fd01-42b0-9116-8d0a91af9b50', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '3aca0b9d-97a5-4bb9-afd9-c5f8972ec181', '94019d0a-0996-427f-be35-1ef23bc79d60', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 66, 67, 2, NULL, 1, false, '2026-03-02 10:39:00+00', NULL, NULL, NULL, 'lines', 0),
	('83256c83-99b9-4213-8a6b-0b35d90de1a3', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'a9a83f9e-081b-4868-aa4a-70b686863c66', '27267bd6-07ff-4445-b8c8-0fbcc6fef22d', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 69, 70, 2, '065e8af2-426f-4360-a8f0-f20790cabb5e', 1, false, '2026-03-02 10:40:00+00', '2026-03-02 10:40:00+00', '2026-03-02 10:40:00+00', NULL, 'lines', 0),
	('f8d8fea0-38f8-4369-8c56-476e0e914f63', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'ff599cb9-5001-48b6-aff1-f136fd123ea2', 'f29cec9e-7ede-4abb-b332-59b0ab710d27', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 72, 72, 1, '4d0cb575-e495-41b7-be1d-1e9e463a06ef', 1, false, '2026-03-02 10:41:00+00', '2026-03-02 10:41:00+00', '2026-03-02 10:41:00+00', NULL, 'lines', 0),
	('eaf7287d-26c8-4be6-a6fe-857ba639d8f9', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'd2545ba5-5a1d-4e24-ba2e-9aff66f4edc5', '171efb86-8c71-472e-9dbd-8c868e42bf72', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 74, 75, 2, '117e790e-660e-4983-b81d-6f8c1c1ccc8c', 1, false, '2026-03-02 10:42:00+00', '2026-03-02 10:42:00+00', NULL, NULL, 'lines', 0),
	('8e487a6f-58eb-41e3-a113-ec7cd8f901fe', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'cb156692-3406-4e6d-b68e-d8879e0679bb', '75ce70e9-a8eb-4b0d-a3a9-0eff6c8a2d10', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 76, 76, 1, 'a7597814-765a-4e5a-89a7-2d9bf2e14361', 1, false, '2026-03-02 10:43:00+00', '2026-03-02 10:43:00+00', '2026-03-02 10:43:00+00', NULL, 'lines', 0),
	('1f0ba828-49a1-4d90-8300-4109baf756d3', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'e19b78ba-f7d3-4e6b-964c-44bb265514fb', '4f067289-e0c2-491e-87dd-6dcb87abcc41', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 0, 0, 0, 'a987b42b-1302-4dd5-a5ad-f78077d2c645', 1, false, '2026-03-02 10:44:00+00', '2026-03-02 10:44:00+00', NULL, NULL, 'reauthorise', 0),
	('2c188178-6aac-4849-baf2-d872634f08b9', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'b36664fb-e6f8-4da3-b99e-f799651c1a37', 'fdb378e4-d542-42ba-acb1-add395a7f856', '6272886e-9a78-4873-ac84-cdfdfacf625f', 'eu', 0, 0, 0, '06dbe292-cdc7-4798-a7b9-872519c5ac88', 1, false, '2026-03-02 10:45:00+00', '2026-03-02 10:45:00+00', '2026-03-02 10:45:00+00', NULL, 'reauthorise', 0);
INSERT INTO public.webhook_deliveries VALUES
	('8399ca86-9dcf-4d64-8c83-6a1990d37260', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', '645ea1da-db57-4046-b2a7-1ffea04808b4', 'afe81e7d-81e3-4898-a63c-5b2f43366026', 'pending', 0, '2026-03-02 10:48:00+00', 0, '2026-03-02 10:48:00+00');
INSERT INTO public.webhook_events VALUES
	('afe81e7d-81e3-4898-a63c-5b2f43366026', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'bankFeeds.sourceAccount.connected', 'test.-XG8pLcnSKeDz2lg0GZh7oQ6k-F6ohuVxbzeAnQFSPrFjBrRLVi94oHT8MsQrq1uvgThf66ORRA0iN3VP2nmkZrAgin6pI7TseuLyRpSlMcQf3LxXgkOcik1Q8soquAzxpAQ5yhnr0yzHf4bxDDXXtf6CpqCEJc_StjDAHi7BHm8FL5Xb6vgnbFMIy8Wb58_BOJbEXXx-L9u0Vm_YwfrzAl5zDNKe-O2-oBlvAfWC8RYvLCckkaIUwky_yrhJNWsNzn_H49bcOoYIG1NHRwWhkX0b5xgSDo5MsSjLADAYHlDdEL0oiNNtWDy7h-oHIHrntHaIWpwpLvKv3FCydVyUDnYE3Eh-uQYeDZdhFJSWeOiWamDam4cq388U0kSX8FW7Hokksb23nArO_GD9LQCGdpBXos0XrR7yWaqORpu_mHmEADP5BkOEEC6k7FBfoRgDGURFJVykqAnmjZRjH0GiUIpyjEyGti7K7-ClMOLdgS-16kPhBxUhL2CyOYHfwtWIiiInNkaAT2y1goML6iC7f7LkaiuCuBhJe48trBW73sV_lvXWus6WFuBVD7EfWctG6HGOIfMex5IlMDGqgRXe21PED12fpJhk_XUEKBzO3ELUM2jhfgq1m0yGmf8UMVaP0HtnkKjij24fqFFijnB9MVXf_RjmP2JMPCKn1Pw8RV1GKUAJlXpnb3rxfQnJ15YpL1XaffQLpmeig2xnozGA9PgBkoQot816jfNeSoubXvjJiJfCVe0Hj3L7RLPUS4gLc-nxvOG6IZRKmLX2UCXaS0sG5b6XvJ_pR5m0Ydbo_rURWRfbTsaQjE-O1s1tV6q28nMsZHrLcwAZU8zjDJkZ2e1FulW1WLIzw', '2026-03-02 10:48:00+00', '1cba2efc-6e51-47d2-b3eb-6f5d3574ebcb');
INSERT INTO public.webhooks VALUES
	('645ea1da-db57-4046-b2a7-1ffea04808b4', '20a180ae-b16c-4c18-a72b-f4ab982e9edc', 'https://bank.example/', false, '["bankFeeds.sourceAccount.connected"]', '[]', 'test.zZnKAFsocqGRGPecyu6Fcy7WDeg1GgapoYawNSoyC6_ZNJTs8tsDmn7pgQM8dVrGgq6cssCoCE--ZYK--lOcIadgBe7XW6zBU0kPTWmm', '2026-03-02 10:47:00+00', NULL, NULL, NULL);
SELECT pg_catalog.setval('drizzle.__drizzle_migrations_id_seq', 12, true);
SELECT pg_catalog.setval('public.bank_lines_seq_seq', 80, true);
SELECT pg_catalog.setval('public.events_id_seq', 92, true);
SELECT pg_catalog.setval('public.journey_views_id_seq', 1, false);
SELECT pg_catalog.setval('public.webhook_attempts_id_seq', 1, false);
ALTER TABLE ONLY drizzle.__drizzle_migrations ADD CONSTRAINT __drizzle_migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.api_keys ADD CONSTRAINT api_keys_hash_unique UNIQUE (hash);
ALTER TABLE ONLY public.api_keys ADD CONSTRAINT api_keys_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.audit_personal ADD CONSTRAINT audit_personal_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.audit ADD CONSTRAINT audit_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.bank_lines ADD CONSTRAINT bank_lines_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.banks ADD CONSTRAINT banks_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.branding_drafts ADD CONSTRAINT branding_drafts_pkey PRIMARY KEY (institution_id);
ALTER TABLE ONLY public.branding_versions ADD CONSTRAINT branding_versions_institution_id_number_pk PRIMARY KEY (institution_id, number);
ALTER TABLE ONLY public.companies ADD CONSTRAINT companies_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.connections ADD CONSTRAINT connections_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.console_sessions ADD CONSTRAINT console_sessions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.events ADD CONSTRAINT events_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.feeds ADD CONSTRAINT feeds_pkey PRIMARY KEY (source_account_id);
ALTER TABLE ONLY public.institutions ADD CONSTRAINT institutions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.journey_tokens ADD CONSTRAINT journey_tokens_pkey PRIMARY KEY (hash);
ALTER TABLE ONLY public.journey_views ADD CONSTRAINT journey_views_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.journey_visitors ADD CONSTRAINT journey_visitors_pkey PRIMARY KEY (journey_id);
ALTER TABLE ONLY public.journeys ADD CONSTRAINT journeys_authorisation_id_unique UNIQUE (authorisation_id);
ALTER TABLE ONLY public.journeys ADD CONSTRAINT journeys_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.journeys ADD CONSTRAINT journeys_support_code_unique UNIQUE (support_code);
ALTER TABLE ONLY public.limits ADD CONSTRAINT limits_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.link_approvals ADD CONSTRAINT link_approvals_pkey PRIMARY KEY (journey_id);
ALTER TABLE ONLY public.link_tokens ADD CONSTRAINT link_tokens_pkey PRIMARY KEY (hash);
ALTER TABLE ONLY public.link_views ADD CONSTRAINT link_views_hash_unique UNIQUE (hash);
ALTER TABLE ONLY public.link_views ADD CONSTRAINT link_views_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notifications ADD CONSTRAINT notifications_type_resource_type_resource_id_pk PRIMARY KEY (type, resource_type, resource_id);
ALTER TABLE ONLY public.pace ADD CONSTRAINT pace_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.pace_places ADD CONSTRAINT pace_places_name_place_pk PRIMARY KEY (name, place);
ALTER TABLE ONLY public.passcodes ADD CONSTRAINT passcodes_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people ADD CONSTRAINT people_email_unique UNIQUE (email);
ALTER TABLE ONLY public.people ADD CONSTRAINT people_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.push_operations ADD CONSTRAINT push_operations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.repeats ADD CONSTRAINT repeats_institution_id_key_pk PRIMARY KEY (institution_id, key);
ALTER TABLE ONLY public.sage_calls ADD CONSTRAINT sage_calls_hour_region_outcome_pk PRIMARY KEY (hour, region, outcome);
ALTER TABLE ONLY public.source_accounts ADD CONSTRAINT source_accounts_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.source_accounts ADD CONSTRAINT source_accounts_sage_bank_account_id_unique UNIQUE (sage_bank_account_id);
ALTER TABLE ONLY public.statements ADD CONSTRAINT statements_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.webhook_attempts ADD CONSTRAINT webhook_attempts_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.webhook_deliveries ADD CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.webhook_events ADD CONSTRAINT webhook_events_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.webhooks ADD CONSTRAINT webhooks_pkey PRIMARY KEY (id);
CREATE INDEX audit_action ON public.audit USING btree (action, seq);
CREATE INDEX audit_at ON public.audit USING btree (at);
CREATE INDEX audit_institution ON public.audit USING btree (institution_id, seq);
CREATE INDEX audit_institution_action ON public.audit USING btree (institution_id, action, seq);
CREATE INDEX audit_subject ON public.audit USING btree (subject, seq);
CREATE INDEX bank_lines_at ON public.bank_lines USING btree (source_account_id, at);
CREATE UNIQUE INDEX bank_lines_id ON public.bank_lines USING btree (source_account_id, id);
CREATE INDEX bank_lines_order ON public.bank_lines USING btree (source_account_id, seq);
CREATE INDEX bank_lines_push ON public.bank_lines USING btree (push_id);
CREATE INDEX branding_versions_hash ON public.branding_versions USING btree (institution_id, hash);
CREATE INDEX companies_institution ON public.companies USING btree (institution_id, created_at, id);
CREATE INDEX companies_words ON public.companies USING gin (to_tsvector('simple'::regconfig, name));
CREATE INDEX connections_company ON public.connections USING btree (company_id);
CREATE INDEX connections_created ON public.connections USING btree (created_at, id);
CREATE INDEX connections_institution ON public.connections USING btree (institution_id, created_at, id);
CREATE INDEX connections_linked ON public.connections USING btree (institution_id, company_id) WHERE (status = 'Linked'::text);
CREATE INDEX console_sessions_person ON public.console_sessions USING btree (person_id);
CREATE INDEX events_connection ON public.events USING btree (connection_id, id);
CREATE INDEX events_journey ON public.events USING btree (journey_id, id);
CREATE INDEX events_refused ON public.events USING btree (at) WHERE (type = 'arrival-refused'::text);
CREATE INDEX events_support_code ON public.events USING btree (support_code);
CREATE INDEX events_troubles ON public.events USING btree (at, journey_id) WHERE (type = ANY (ARRAY['passcode-refused'::text, 'passcode-expired'::text, 'passcode-blocked'::text, 'link-failed'::text, 'sage-not-told'::text]));
CREATE INDEX feeds_looked ON public.feeds USING btree (looked_at) WHERE (looked_at IS NOT NULL);
CREATE INDEX journey_tokens_journey ON public.journey_tokens USING btree (journey_id);
CREATE INDEX journey_views_journey ON public.journey_views USING btree (journey_id, id);
CREATE INDEX journey_visitors_visitor ON public.journey_visitors USING btree (visitor, at);
CREATE INDEX journeys_announced ON public.journeys USING btree (announced_at, id, institution_id, state, region, locale, return_host);
CREATE INDEX journeys_connection ON public.journeys USING btree (connection_id);
CREATE INDEX journeys_institution ON public.journeys USING btree (institution_id, announced_at, id, state, region, locale, return_host);
CREATE INDEX journeys_state_expiry ON public.journeys USING btree (state, expires_at);
CREATE INDEX journeys_to_erase ON public.journeys USING btree (expires_at) WHERE (erased_at IS NULL);
CREATE INDEX journeys_untouched ON public.journeys USING btree (expires_at) WHERE ((return_address IS NULL) AND (connection_id IS NULL));
CREATE INDEX link_tokens_expiry ON public.link_tokens USING btree (expires_at);
CREATE INDEX link_views_expiry ON public.link_views USING btree (expires_at);
CREATE INDEX link_views_visitor ON public.link_views USING btree (institution_id, visitor);
CREATE INDEX passcodes_connection ON public.passcodes USING btree (connection_id, created_at);
CREATE UNIQUE INDEX passcodes_one_alive ON public.passcodes USING btree (connection_id) WHERE (revoked_at IS NULL);
CREATE UNIQUE INDEX people_provider ON public.people USING btree (issuer, subject);
CREATE INDEX push_operations_company ON public.push_operations USING btree (institution_id, company_id, requested_at, id);
CREATE INDEX push_operations_time ON public.push_operations USING btree (times_out_at) WHERE ((status = 'Pending'::text) AND (times_out_at IS NOT NULL));
CREATE INDEX push_operations_waiting ON public.push_operations USING btree (source_account_id, last_line) WHERE (completed_at IS NULL);
CREATE INDEX repeats_expiry ON public.repeats USING btree (expires_at);
CREATE UNIQUE INDEX source_accounts_external ON public.source_accounts USING btree (connection_id, external_id);
CREATE INDEX source_accounts_last_four ON public.source_accounts USING btree (last_four);
CREATE INDEX source_accounts_offered ON public.source_accounts USING btree (offered_at) WHERE (offered_at IS NOT NULL);
CREATE INDEX statements_account ON public.statements USING btree (source_account_id, created_at);
CREATE UNIQUE INDEX statements_one_underway ON public.statements USING btree (source_account_id) WHERE (finished_at IS NULL);
CREATE INDEX webhook_attempts_delivery ON public.webhook_attempts USING btree (delivery_id, id);
CREATE UNIQUE INDEX webhook_deliveries_once ON public.webhook_deliveries USING btree (webhook_id, event_id);
CREATE INDEX webhook_deliveries_pending ON public.webhook_deliveries USING btree (next_attempt_at) WHERE (status = 'pending'::text);
CREATE INDEX webhook_deliveries_webhook ON public.webhook_deliveries USING btree (webhook_id, created_at, id);
CREATE INDEX webhook_events_connection ON public.webhook_events USING btree (connection_id, created_at);
CREATE INDEX webhook_events_created ON public.webhook_events USING btree (created_at);
CREATE INDEX webhooks_institution ON public.webhooks USING btree (institution_id);
CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON public.audit FOR EACH STATEMENT EXECUTE FUNCTION public.audit_is_final();
CREATE TRIGGER audit_personal_rows_are_kept BEFORE DELETE OR UPDATE ON public.audit_personal FOR EACH ROW EXECUTE FUNCTION public.audit_personal_is_kept();
CREATE TRIGGER audit_rows_are_final BEFORE DELETE OR UPDATE ON public.audit FOR EACH ROW EXECUTE FUNCTION public.audit_is_final();
ALTER TABLE ONLY public.api_keys ADD CONSTRAINT api_keys_institution_id_institutions_id_fk FOREIGN KEY (institution_id) REFERENCES public.institutions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.audit_personal ADD CONSTRAINT audit_personal_seq_audit_seq_fk FOREIGN KEY (seq) REFERENCES public.audit(seq);
ALTER TABLE ONLY public.bank_lines ADD CONSTRAINT bank_lines_push_id_push_operations_id_fk FOREIGN KEY (push_id) REFERENCES public.push_operations(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.bank_lines ADD CONSTRAINT bank_lines_source_account_id_source_accounts_id_fk FOREIGN KEY (source_account_id) REFERENCES public.source_accounts(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.banks ADD CONSTRAINT banks_institution_id_institutions_id_fk FOREIGN KEY (institution_id) REFERENCES public.institutions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.branding_drafts ADD CONSTRAINT branding_drafts_institution_id_institutions_id_fk FOREIGN KEY (institution_id) REFERENCES public.institutions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.branding_versions ADD CONSTRAINT branding_versions_institution_id_institutions_id_fk FOREIGN KEY (institution_id) REFERENCES public.institutions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.companies ADD CONSTRAINT companies_institution_id_institutions_id_fk FOREIGN KEY (institution_id) REFERENCES public.institutions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.connections ADD CONSTRAINT connections_company_id_companies_id_fk FOREIGN KEY (company_id) REFERENCES public.companies(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.connections ADD CONSTRAINT connections_institution_id_institutions_id_fk FOREIGN KEY (institution_id) REFERENCES public.institutions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.console_sessions ADD CONSTRAINT console_sessions_person_id_people_id_fk FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.feeds ADD CONSTRAINT feeds_source_account_id_source_accounts_id_fk FOREIGN KEY (source_account_id) REFERENCES public.source_accounts(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.journey_tokens ADD CONSTRAINT journey_tokens_journey_id_journeys_id_fk FOREIGN KEY (journey_id) REFERENCES public.journeys(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.journey_views ADD CONSTRAINT journey_views_journey_id_journeys_id_fk FOREIGN KEY (journey_id) REFERENCES public.journeys(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.journey_visitors ADD CONSTRAINT journey_visitors_journey_id_journeys_id_fk FOREIGN KEY (journey_id) REFERENCES public.journeys(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.journeys ADD CONSTRAINT journeys_institution_id_institutions_id_fk FOREIGN KEY (institution_id) REFERENCES public.institutions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.link_approvals ADD CONSTRAINT link_approvals_connection_id_connections_id_fk FOREIGN KEY (connection_id) REFERENCES public.connections(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.link_approvals ADD CONSTRAINT link_approvals_journey_id_journeys_id_fk FOREIGN KEY (journey_id) REFERENCES public.journeys(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.link_tokens ADD CONSTRAINT link_tokens_connection_id_connections_id_fk FOREIGN KEY (connection_id) REFERENCES public.connections(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.link_tokens ADD CONSTRAINT link_tokens_institution_id_institutions_id_fk FOREIGN KEY (institution_id) REFERENCES public.institutions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.link_views ADD CONSTRAINT link_views_connection_id_connections_id_fk FOREIGN KEY (connection_id) REFERENCES public.connections(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.link_views ADD CONSTRAINT link_views_institution_id_institutions_id_fk FOREIGN KEY (institution_id) REFERENCES public.institutions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.passcodes ADD CONSTRAINT passcodes_connection_id_connections_id_fk FOREIGN KEY (connection_id) REFERENCES public.connections(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.passcodes ADD CONSTRAINT passcodes_institution_id_institutions_id_fk FOREIGN KEY (institution_id) REFERENCES public.institutions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.people ADD CONSTRAINT people_institution_id_institutions_id_fk FOREIGN KEY (institution_id) REFERENCES public.institutions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.push_operations ADD CONSTRAINT push_operations_institution_id_institutions_id_fk FOREIGN KEY (institution_id) REFERENCES public.institutions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.push_operations ADD CONSTRAINT push_operations_source_account_id_source_accounts_id_fk FOREIGN KEY (source_account_id) REFERENCES public.source_accounts(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.repeats ADD CONSTRAINT repeats_institution_id_institutions_id_fk FOREIGN KEY (institution_id) REFERENCES public.institutions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.source_accounts ADD CONSTRAINT source_accounts_connection_id_connections_id_fk FOREIGN KEY (connection_id) REFERENCES public.connections(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.source_accounts ADD CONSTRAINT source_accounts_institution_id_institutions_id_fk FOREIGN KEY (institution_id) REFERENCES public.institutions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.statements ADD CONSTRAINT statements_institution_id_institutions_id_fk FOREIGN KEY (institution_id) REFERENCES public.institutions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.statements ADD CONSTRAINT statements_source_account_id_source_accounts_id_fk FOREIGN KEY (source_account_id) REFERENCES public.source_accounts(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.webhook_attempts ADD CONSTRAINT webhook_attempts_delivery_id_webhook_deliveries_id_fk FOREIGN KEY (delivery_id) REFERENCES public.webhook_deliveries(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.webhook_deliveries ADD CONSTRAINT webhook_deliveries_event_id_webhook_events_id_fk FOREIGN KEY (event_id) REFERENCES public.webhook_events(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.webhook_deliveries ADD CONSTRAINT webhook_deliveries_institution_id_institutions_id_fk FOREIGN KEY (institution_id) REFERENCES public.institutions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.webhook_deliveries ADD CONSTRAINT webhook_deliveries_webhook_id_webhooks_id_fk FOREIGN KEY (webhook_id) REFERENCES public.webhooks(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.webhook_events ADD CONSTRAINT webhook_events_institution_id_institutions_id_fk FOREIGN KEY (institution_id) REFERENCES public.institutions(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.webhooks ADD CONSTRAINT webhooks_institution_id_institutions_id_fk FOREIGN KEY (institution_id) REFERENCES public.institutions(id) ON DELETE CASCADE;
