-- Visits in the field: planned for two people and a day, taken along on a phone, handed in once.

alter table visit add column route_position integer check (route_position between 1 and 200);
-- What whoever goes there has to mind: a dog, an ill person. For visitors, not for the household's own pages.
alter table visit add column safety_remark text check (length(safety_remark) between 2 and 200);
-- How a visit was made, as the phone tells it: clocks, position, signatures, hashes of photos, what was checked.
alter table visit add column proof jsonb;
-- A report that came in when the visit no longer was to be made: kept whole, counted for nothing.
alter table visit add column set_aside_from uuid references visit;
alter table visit drop constraint visit_state_check;
alter table visit add constraint visit_state_check check (state in ('planned', 'done', 'cancelled', 'set_aside'));
alter table visit drop constraint visit_done_is_complete;
alter table visit add constraint visit_done_is_complete check (
  state not in ('done', 'set_aside')
  or (visited_on is not null and visitor_id is not null and second_visitor_id is not null and finding is not null));
alter table visit add constraint visit_set_aside_from_another check ((state = 'set_aside') = (set_aside_from is not null));
create index visit_household_id_index on visit (household_id);
create index visit_visitor_id_index on visit (visitor_id) where state = 'planned';
create index visit_second_visitor_id_index on visit (second_visitor_id) where state = 'planned';
create index visit_set_aside_from_index on visit (set_aside_from) where set_aside_from is not null;

-- The household reads of its visits what it read before.
revoke select on visit from haihe_resident;
grant select (visit_id, case_id, household_id, planned_on, visited_on, visited_at, visitor_id, second_visitor_id, place, finding,
  agrees_with_declaration, detail, state, division_code, version) on visit to haihe_resident;

-- A phone that may take visits along: of one account in one post. It ends with them, and knows so by its token.
create table field_device (
  device_id uuid primary key default uuidv7(),
  token_hash bytea not null unique,
  account_id uuid not null references account,
  post_id uuid not null references post,
  name text not null check (length(name) between 1 and 60),
  registered_at timestamptz not null,
  last_seen_at timestamptz not null,
  ended_at timestamptz,
  ended_because text check (ended_because in ('signed_out', 'wrong_pin', 'post_ended', 'account_stopped', 'lost')),
  -- When the phone said that it holds nothing any more.
  purged_at timestamptz,
  constraint field_device_ended_for_a_reason check (num_nonnulls(ended_at, ended_because) in (0, 2))
);
create index field_device_account_id_index on field_device (account_id);
create index field_device_post_id_index on field_device (post_id);

-- What a phone was given of a planned visit, until when, and by what it is told whether it still is so.
create table visit_copy (
  visit_id uuid not null references visit,
  device_id uuid not null references field_device,
  brief_code text not null,
  taken_on date not null,
  taken_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_because text check (ended_because in ('delivered', 'put_back', 'over', 'purged')),
  primary key (visit_id, device_id),
  constraint visit_copy_ended_for_a_reason check (num_nonnulls(ended_at, ended_because) in (0, 2))
);
create index visit_copy_device_id_index on visit_copy (device_id);

grant select, insert, update on field_device, visit_copy to haihe_staff;
grant select, update (last_seen_at, ended_at, ended_because, purged_at) on field_device to haihe_app;

alter table field_device enable row level security;
create policy field_device_own on field_device to haihe_staff
  using (account_id = current_account_id()) with check (account_id = current_account_id());
create policy field_device_application on field_device to haihe_app using (true) with check (true);

alter table visit_copy enable row level security;
create policy visit_copy_staff on visit_copy to haihe_staff
  using (exists (select from visit v where v.visit_id = visit_copy.visit_id));

-- No text read so far says how long a phone may keep a household's facts, or how often a number may be guessed.
insert into dictionary_entry (dictionary, code, label, source, source_mark) values
  ('field_rule', 'copy_days', '3', '未见成文依据，暂按最多存三日', 'M'),
  ('field_rule', 'wrong_pin_limit', '10', '未见成文依据，暂按连续输错十次清除', 'M'),
  ('field_rule', 'idle_minutes', '5', '未见成文依据，暂按五分钟不操作锁上', 'M');
