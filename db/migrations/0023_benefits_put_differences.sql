-- A difference is put to the applicant as what all sources together had found. When more is found later, it is another
-- difference, and the earlier reply does not answer it.
alter table means_check_answer add column put_total bigint;
comment on column means_check_answer.put_total is
  'What all sources together had found when the difference was put to the applicant, in the unit of the fact.';
