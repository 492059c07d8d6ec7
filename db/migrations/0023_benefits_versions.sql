-- A proposal may put a draft version of a programme's rules in force, with or without values.
create table proposal_version (
  proposal_id uuid not null references proposal on delete cascade,
  programme_id text collate "C" not null,
  -- As in the files of the law.
  version text collate "C" not null check (length(version) between 1 and 40),
  -- The division in which these rules shall hold: 12 the whole city.
  version_division text collate "C" not null,
  -- Hash of the rules as they stood when they were proposed: what is approved is what was looked at.
  rules_hash text not null check (rules_hash ~ '^[0-9a-f]{64}$'),
  division_code text collate "C" not null,
  primary key (proposal_id, programme_id, version_division)
);
grant select, insert, delete on proposal_version to haihe_staff;
alter table proposal_version enable row level security;
create policy proposal_version_staff on proposal_version to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':')
  with check (division_code >= current_area() and division_code < current_area() || ':');

-- Which version of the rules holds where from which day on, besides what the files say. Only added to: who wants other
-- rules enacts them from a later day on.
create table enacted_version (
  programme_id text collate "C" not null,
  version text collate "C" not null,
  version_division text collate "C" not null,
  effective_from date not null,
  rules_hash text not null,
  proposal_id uuid not null references proposal,
  division_code text collate "C" not null,
  constraint enacted_version_once primary key (programme_id, version_division, effective_from)
);
grant select, insert on enacted_version to haihe_staff;
grant select (programme_id, version, version_division, effective_from) on enacted_version to haihe_app;
alter table enacted_version enable row level security;
create policy enacted_version_staff on enacted_version for select to haihe_staff
  using (division_code >= current_area() and division_code < current_area() || ':');
-- By whoever approved the proposal that names it, who is never its drafter.
create policy enacted_version_approve on enacted_version for insert to haihe_staff
  with check (exists (select from proposal_version v join proposal p using (proposal_id)
    where v.proposal_id = enacted_version.proposal_id and v.programme_id = enacted_version.programme_id
      and v.version = enacted_version.version and v.version_division = enacted_version.version_division
      and v.rules_hash = enacted_version.rules_hash and v.division_code = enacted_version.division_code
      and p.effective_from = enacted_version.effective_from
      and p.state = 'approved' and p.approved_by = current_account_id()));
create policy enacted_version_law on enacted_version for select to haihe_app using (true);
