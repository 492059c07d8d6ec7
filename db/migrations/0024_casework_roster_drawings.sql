-- A roster is drawn by a job, many households at a time: who asked for it, how far it is, and what came of it.
create table roster_drawing (
  roster_drawing_id uuid primary key default uuidv7(),
  roster_id uuid not null references roster,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  asked_on date not null,
  asked_by uuid not null references account,
  -- Drawn with the eyes of whoever holds this post: nobody is listed whom they may not see.
  post_id uuid not null references post,
  household_count integer,
  households_done integer not null default 0 check (households_done >= 0),
  joins integer,
  leaves integer,
  dropped integer,
  hidden integer,
  failure text,
  division_code text collate "C" not null,
  constraint roster_drawing_done_counts check (
    state <> 'done' or num_nonnulls(joins, leaves, dropped, hidden) = 4),
  constraint roster_drawing_failed_says_why check ((state = 'failed') = (failure is not null))
);
create unique index roster_drawing_one_under_way on roster_drawing (roster_id) where state in ('waiting', 'running');
create index roster_drawing_roster_index on roster_drawing (roster_id, roster_drawing_id);

grant select, insert, update on roster_drawing to haihe_staff;
alter table roster_drawing enable row level security;
create policy roster_drawing_staff on roster_drawing to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');
