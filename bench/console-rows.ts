/** How much there is of everything, in proportion to the journeys. */
export interface Sizes {
  journeys: number;
  companies: number;
  accounts: number;
  /** The latest journeys, whose events are there. */
  eventful: number;
  /** The latest journeys, whose pages are there as their users saw them. */
  seen: number;
  refusals: number;
  deliveries: number;
}

export const sizesFor = (journeys: number): Sizes => ({
  journeys,
  companies: Math.ceil(journeys / 5),
  accounts: Math.ceil(journeys / 5) * 2,
  eventful: Math.ceil(journeys * 0.4),
  seen: Math.ceil(journeys / 50),
  refusals: Math.ceil(journeys / 50),
  deliveries: Math.ceil(journeys / 20),
});

/** Where each institution's share of all companies begins. */
const SHARES = [0, 0.6, 0.75, 0.83, 0.88, 0.92, 0.95, 0.97, 0.98, 0.987, 0.9924, 0.994];

/**
 * The token of a journey's first page. Unlike a real one, the journey's code determines it, so that it can be pasted.
 */
export const tokenOf = (supportCode: string) => supportCode.replace("-", "").padEnd(43, "x");

const list = (texts: readonly string[]) => `array['${texts.join("','")}']`;
const letters = (text: string) => list(text.split(" "));

/** Chance that is the same every time: a number from 0 to 1 for each row and question. */
export const functions = (now: Date) => `
  create function pg_temp.draw(n bigint, question int) returns float8 immutable language sql as
    $$ select ((hashint8extended(n, question) >> 11) & 9007199254740991) / 9007199254740992.0::float8 $$;
  create function pg_temp.id(kind text, n bigint) returns uuid immutable language sql as
    $$ select md5(kind || ' ' || n::text)::uuid $$;
  create function pg_temp.code(n bigint) returns text immutable language sql as $$
    select regexp_replace(translate(lpad(to_hex(n * 2654435761 % 4294967296), 8, '0'), '0123456789abcdef', '34679ACDEFGHJKMN'),
      '(....)(....)', '\\1-\\2') $$;
  create function pg_temp.institution(company bigint) returns int immutable language sql as
    $$ select width_bucket(pg_temp.draw(company, 1), array[${SHARES.join(", ")}]::float8[]) $$;
  create function pg_temp.region(institution int, company bigint) returns text immutable language sql as $$
    select case institution % 3 when 2 then 'eu' when 0 then 'us'
      else (array['eu', 'us'])[1 + (pg_temp.draw(company, 2) * 2)::int % 2] end $$;
  create function pg_temp.ago(span interval) returns timestamptz immutable language sql as
    $$ select '${now.toISOString()}'::timestamptz - span $$;
  create function pg_temp.moment(share float8) returns timestamptz immutable language sql as
    $$ select date_trunc('milliseconds', pg_temp.ago(interval '1096 days' * (1 - sqrt(share)))) $$;
`;

/** All of the filling, in this order. */
export const statements = ({ journeys, companies, accounts, eventful, seen, refusals, deliveries }: Sizes) => [
  `insert into institutions (id, name, accent_light, accent_dark, brand_version)
   select pg_temp.id('institution', n), 'Institution ' || n, '#1d4f91', '#8ab8f5', 'bench'
   from generate_series(1, ${SHARES.length}) n`,

  `insert into banks (id, institution_id, region, name)
   select pg_temp.id('bank ' || region, n), pg_temp.id('institution', n), region, 'Institution ' || n
   from generate_series(1, ${SHARES.length}) n, unnest(array['eu', 'us']) region`,

  // Names are made of syllables and mean no real person.
  `create temp table syllables as select row_number() over () - 1 as number, a || b as text
   from unnest(${letters("b c d f g l m n p r s t v br cl dr gr pl st tr")}) a, unnest(${letters("a e i o u al en or")}) b`,
  `create temp table words as select row_number() over () - 1 as number, initcap(a.text || b.text) as text from syllables a, syllables b`,
  "analyze syllables; analyze words",
  // A rare word, one of sixty that many have, and a legal form.
  `insert into companies (id, institution_id, name, created_at)
   select pg_temp.id('company', n), pg_temp.id('institution', pg_temp.institution(n)),
     own.text || last.text || ' ' || common.text || coalesce(' ' || legal, ''), pg_temp.moment((n - pg_temp.draw(n, 3)) / ${companies})
   from generate_series(1, ${companies}) n
   cross join lateral (select (array['Ltd', 'LLC', 'Inc', 'SARL', 'SAS', null])[1 + floor(6 * pg_temp.draw(n, 4) ^ 1.5)::int] as legal) l
   join words own on own.number = floor(pg_temp.draw(n, 5) * 25600)
   join syllables last on last.number = floor(160 * pg_temp.draw(n, 6) ^ 3)
   join words common on common.number = 397 * floor(60 * pg_temp.draw(n, 7) ^ 2)
   order by n`,

  `insert into connections (id, institution_id, company_id, status, created_at)
   select pg_temp.id('connection', n), pg_temp.id('institution', pg_temp.institution(n)), pg_temp.id('company', n),
     case when status < 0.7 then 'Linked' when status < 0.88 then 'PendingAuth' when status < 0.95 then 'Unlinked' else 'Deauthorized' end,
     pg_temp.moment((n - pg_temp.draw(n, 3)) / ${companies})
   from generate_series(1, ${companies}) n cross join lateral (select pg_temp.draw(n, 8) as status) s`,

  `insert into source_accounts (id, institution_id, connection_id, external_id, name, type, sealed_numbers, last_four, currency,
     status, sage_bank_account_id, sage_bank_id, feed_start_date, connected_at, created_at)
   select pg_temp.id('account', n), pg_temp.id('institution', pg_temp.institution(company)), pg_temp.id('connection', company),
     'account-' || n, (array['Current account', 'Savings'])[n % 2 + 1], (array['checking', 'savings'])[n % 2 + 1],
     'k1.' || repeat(md5(n::text), 5), lpad(floor(pg_temp.draw(n, 9) * 10000)::text, 4, '0'), 'GBP',
     case when connected then 'connected' else 'pending' end,
     case when connected then pg_temp.id('sage account', n) end, case when connected then pg_temp.id('sage bank', company) end,
     case when connected then created end, case when connected then created end, created
   from generate_series(1, ${accounts}) n
   cross join lateral (select (n + 1) / 2 as company, pg_temp.draw(n, 10) < 0.55 as connected) a
   cross join lateral (select pg_temp.moment((company - pg_temp.draw(company, 3)) / ${companies}) as created) c`,

  `insert into passcodes (institution_id, connection_id, hash, failures, created_at, expires_at, redeemed_at)
   select institution_id, id, repeat(md5(id::text), 3), 0, created_at, created_at + interval '10 minutes',
     case when status <> 'PendingAuth' then created_at + interval '3 minutes' end
   from connections`,

  // Six of ten journeys follow soon upon their company, the others renew. All end with their time, and after 400 days
  // are erased.
  `insert into journeys (id, authorisation_id, support_code, state, kind, institution_id, bank_id, region, return_address, locale,
     connection_id, account_ids, consent, failure, announced_at, expires_at, version, erased_at,
     opened_at, identified_at, chosen_at, confirmed_at, linked_at, connected_at)
   select pg_temp.id('journey', n), pg_temp.id('authorisation', n), pg_temp.code(n), state,
     case when soon then 'onboard' else 'reauth' end,
     case when depth > 0 then pg_temp.id('institution', institution) end, case when depth > 0 then pg_temp.id('bank ' || region, institution) end,
     case when depth > 0 then region end,
     case when depth > 0 then jsonb_build_object('redirectUri', 'https://' || host || '.sage.example' || case when erased then '' else '/return' end,
       'state', case when erased then '' else md5(n::text) end) end,
     case when depth > 0 then case when tongue < case region when 'eu' then 0.35 else 0.04 end then 'fr' else 'en' end end,
     case when depth > 1 then pg_temp.id('connection', company) end,
     case when depth > 2 then jsonb_build_array(pg_temp.id('account', company * 2)) else '[]' end,
     case when state = 'linked' and not erased then jsonb_build_object('version', '1', 'locale', 'en', 'text', repeat('What was agreed to. ', 15)) end,
     case when state = 'failed' or state in ('expired', 'cancelled') and fate > 0.97 then 'sage-unreachable' end,
     at, at + interval '20 minutes', depth + 1, case when erased then at + interval '401 days' end,
     case when depth > 0 then at + interval '20 seconds' end, case when depth > 1 then at + interval '80 seconds' end,
     case when depth > 2 then at + interval '100 seconds' end, case when state = 'linked' then at + interval '120 seconds' end,
     case when state = 'linked' then at + interval '122 seconds' end, case when state = 'linked' then at + interval '200 seconds' end
   from generate_series(1, ${journeys}) n
   cross join lateral (select pg_temp.moment((n - pg_temp.draw(n, 11)) / ${journeys}) as at, pg_temp.draw(n, 12) as fate,
     pg_temp.draw(n, 13) as reach, pg_temp.draw(n, 14) as tongue, pg_temp.draw(n, 15) < 0.6 as soon offset 0) drawn
   cross join lateral (select greatest(1, floor(${companies} * (n::float8 / ${journeys}) *
     case when soon then 1 - 0.02 * pg_temp.draw(n, 16) else pg_temp.draw(n, 16) end))::bigint as company,
     case when at > pg_temp.ago('20 minutes') then (${letters("notified opened identified chosen linking linked failed")})[1 + floor(fate * 7)::int]
       when fate < 0.66 then 'linked' when fate < 0.88 then 'expired' else 'cancelled' end as state offset 0) made
   cross join lateral (select pg_temp.institution(company) as institution,
     case when state in ('linked', 'linking', 'chosen', 'failed') or reach > 0.75 then 3 when state = 'identified' or reach > 0.45 then 2
       when state = 'notified' or reach < 0.1 and at > pg_temp.ago('30 days') then 0 else 1 end as depth offset 0) reached
   cross join lateral (select pg_temp.region(institution, company) as region, at < pg_temp.ago('400 days') as erased,
     (${letters("one two three")})[1 + floor(3 * tongue ^ 2)::int] as host offset 0) placed
   order by n`,

  `insert into events (at, type, actor, institution_id, journey_id, connection_id, support_code, detail)
   select announced_at + interval '20 seconds' * place, type,
     case when type in ('announced', 'linked') then 'sage' when type in ('expired', 'handed-over') then 'system' else 'user' end,
     institution_id, id, case when place > 2 then connection_id end, support_code,
     case type when 'passcode-refused' then '{"reason": "mismatch"}'::jsonb else '{}' end
   from (select * from journeys order by announced_at desc limit ${eventful}) j
   cross join lateral unnest(
     array['announced']
     || case when institution_id is not null then array['opened'] end
     || case when version = 2 or hashtext(support_code) % 6 = 0 then array['passcode-refused', 'passcode-refused'] end
     || case when connection_id is not null then array['identified'] end
     || case when account_ids <> '[]' then array['chosen'] end
     || case when state = 'linked' then array['confirmed', 'linked', 'handed-over'] when state in ('expired', 'cancelled') then array[state] end
   ) with ordinality step(type, place)
   order by announced_at, place`,

  // Refused visits are kept a month, tokens a week.
  `insert into events (at, type, actor, support_code, detail)
   select pg_temp.ago(interval '30 days' * pg_temp.draw(n, 17)), 'arrival-refused', 'system', pg_temp.code(${journeys} + n), '{"reason": "journey-unknown"}'
   from generate_series(1, ${refusals}) n`,
  `insert into journey_tokens (hash, journey_id, grants, created_at)
   select encode(sha256(convert_to(rpad(replace(support_code, '-', ''), 43, 'x'), 'UTF8')), 'hex'), id, 'arrival', announced_at
   from journeys where announced_at > pg_temp.ago('7 days') and institution_id is not null`,

  `insert into journey_views (journey_id, at, page, locale, brand_version, seen)
   select id, announced_at + interval '20 seconds' * place, 'identify', coalesce(locale, 'en'), 'bench',
     jsonb_build_object('page', 'identify', 'supportCode', support_code, 'secondsLeft', 1200 - 20 * place, 'steps', 3,
       'renewed', null, 'watched', false, 'again', false)
   from (select * from journeys order by announced_at desc limit ${seen}) j, generate_series(1, 3) place
   where institution_id is not null order by announced_at, place`,

  `insert into webhooks (id, institution_id, url, disabled, event_types, company_tags, sealed_secret)
   select pg_temp.id('webhook', n), pg_temp.id('institution', n), 'https://institution.example/hook', false, '[]', '[]', 'k1.none'
   from generate_series(1, ${SHARES.length}) n`,
  `insert into webhook_events (id, institution_id, type, connection_id, sealed_body, created_at)
   select pg_temp.id('told', n), pg_temp.id('institution', pg_temp.institution(company)), 'connection.connected',
     pg_temp.id('connection', company), 'k1.' || repeat(md5(n::text), 8), pg_temp.ago(interval '29 days' * (1 - n::float8 / ${deliveries}))
   from generate_series(1, ${deliveries}) n
   cross join lateral (select 1 + floor(pg_temp.draw(n, 18) * ${companies})::bigint as company offset 0) c`,
  `insert into webhook_deliveries (id, institution_id, webhook_id, event_id, status, created_at)
   select pg_temp.id('delivery', n), e.institution_id, w.id, e.id, 'delivered', e.created_at
   from generate_series(1, ${deliveries}) n join webhook_events e on e.id = pg_temp.id('told', n)
   join webhooks w on w.institution_id = e.institution_id`,
  `insert into webhook_attempts (delivery_id, at, status_code, milliseconds)
   select id, created_at, 200, 80 from webhook_deliveries order by created_at`,

  `insert into sage_calls (hour, region, outcome, calls, milliseconds)
   select hour, region, outcome, calls, calls * 300 from generate_series(date_trunc('hour', pg_temp.ago('90 days')), pg_temp.ago('0 days'), '1 hour') hour,
     unnest(array['eu', 'us']) region, (values ('200', 100), ('429', 3), ('timeout', 1)) of(outcome, calls)`,
];
