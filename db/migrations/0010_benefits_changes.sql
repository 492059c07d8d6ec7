-- Determinations that were made since a moment: what a copy of them reads again.
create index determination_recorded_at_index on determination using brin (recorded_at)
  with (pages_per_range = 16, autosummarize = on);
