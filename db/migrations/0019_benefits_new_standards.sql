-- Values that the files of the law hold already and this city has not enacted: until a proposal enacts them, they are
-- not law here. The demonstration city lives before the rise of 2018 and brings it into force itself.
create table unenacted_value (
  parameter text collate "C" not null,
  -- As in the files: 12 the whole city.
  value_division text collate "C" not null,
  effective_from date not null,
  primary key (parameter, value_division, effective_from)
);
grant select on unenacted_value to haihe_app, haihe_staff;

-- A new standard lets households in that were over the old one.
alter table outreach drop constraint outreach_reason_check;
alter table outreach add constraint outreach_reason_check
  check (reason in ('birth', 'death', 'disability', 'job_loss', 'income_fall', 'member_joined', 'member_left', 'new_standard'));
