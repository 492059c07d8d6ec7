-- As before, and only for a case that the caller's office has in hand, in that case's own district: this function
-- runs as the owner, so it asks itself what no policy asks.
create or replace function enter_inspection_draw(
  p_kind text, p_programme_id text, p_district text, p_month date, p_percent integer, p_case_id uuid, p_division_code text,
  p_entered_on date
) returns boolean language plpgsql security definer set search_path from current as $$
declare
  v_draw inspection_draw;
  v_drawn boolean;
begin
  if not exists (
    select from case_file
    where case_id = p_case_id and division_code = p_division_code and starts_with(division_code, p_district)
      and division_code >= current_area() and division_code < current_area() || ':'
  ) then
    raise exception 'outside the area' using errcode = 'insufficient_privilege';
  end if;
  select drawn into v_drawn from inspection where case_id = p_case_id;
  if found then
    return v_drawn;
  end if;
  insert into inspection_draw (kind, programme_id, division_code, month, percent, seed, case_count)
  values (p_kind, p_programme_id, p_district, p_month, p_percent,
    encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), 'hex'), 1)
  on conflict on constraint inspection_draw_once do update set case_count = inspection_draw.case_count + 1
  returning * into v_draw;
  v_drawn := v_draw.drawn_count * 100 < p_percent * v_draw.case_count
    or ('x' || left(encode(sha256(convert_to(v_draw.seed || ':' || p_case_id, 'UTF8')), 'hex'), 12))::bit(48)::bigint * 100
      < p_percent * 281474976710656;
  if v_drawn then
    update inspection_draw set drawn_count = drawn_count + 1 where inspection_draw_id = v_draw.inspection_draw_id;
  end if;
  insert into inspection (inspection_draw_id, case_id, position, drawn, entered_on, division_code)
  values (v_draw.inspection_draw_id, p_case_id, v_draw.case_count, v_drawn, p_entered_on, p_division_code);
  return v_drawn;
end $$;
