-- Whose account it is, asked for each household of a payroll. The exclusion constraint's index answers that, too, and
-- takes five times as long for each; a hash is what the planner prefers to it.
create index bank_account_person_index on bank_account using hash (person_id);
