-- A large hospital bill is a reason to look at the household again.
alter table outreach drop constraint outreach_reason_check;
alter table outreach add constraint outreach_reason_check check (reason in ('birth', 'death', 'disability', 'job_loss',
  'hospital_bill', 'income_fall', 'member_joined', 'member_left', 'new_standard'));
