-- What the first city of full size was found to wait for.

-- Whoever opens a case or seals its report asks for all its authorisations, withdrawn ones too.
create index means_check_authorisation_case_index on means_check_authorisation (case_id);

-- Stuck work is counted for a whole city without reading its cases.
drop index case_file_division_due_index;
create index case_file_division_due_index on case_file (division_code, due_on)
  include (case_id, held_on, due_provisional, owner_role, owner_division) where state = 'open';
