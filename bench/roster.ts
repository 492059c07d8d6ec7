/**
 * The roster of a whole district, drawn by its job: every entitled household loaded, decided by law and written down,
 * beside a bare COPY of the same lines into the same table. Both run in the same database, one after the other.
 */
import '../server/benefits/index.ts'
import { askForRoster } from '../server/casework/rosters/drawing.ts'
import type { Caller } from '../server/platform/act.ts'
import { machineNow } from '../server/platform/clock/index.ts'
import { defaultSchema, withCaller } from '../server/platform/db/index.ts'
import type { Database } from '../server/platform/db/index.ts'
import { drainJobs } from '../server/platform/jobs/index.ts'
import { copyAgain } from './copy-again.ts'
import { benchDatabase } from './database.ts'

export const name = 'roster'
export const about =
  'The roster of a district of 50,000 entitled people, drawn by the job, beside a bare COPY of its lines'

const TODAY = '2017-09-01'
const district = '120104'
const roster = { kind: 'medical-insurance-subsidy', year: 2017, division_code: district }
const noFacts = ['absent_as_clergy', 'in_prison', 'is_studying', 'lives_independently']

/** Options: `people` (50,000), two to a household. */
export async function* run(options: Record<string, string>): AsyncGenerator<Record<string, unknown>> {
  const people = Number(options['people'] ?? 50_000)
  const { owner, application, reader, target, close } = await benchDatabase()
  try {
    const drawer = await fill(owner, Math.ceil(people / 2))
    const clock = { today: () => TODAY, now: machineNow }
    const moment = { today: TODAY, now: machineNow(), request_id: 'bench' }
    await withCaller(application, drawer, moment, (act) => askForRoster(act, roster))
    const start = performance.now()
    await drainJobs({ target, schema: defaultSchema, pool: application, clock })
    const seconds = round((performance.now() - start) / 1000)
    const [{ lines } = { lines: 0 }] = await owner<
      { lines: number }[]
    >`select count(*)::int as lines from roster_line`
    if (lines !== people) throw new Error(`${lines} lines for ${people} people`)
    yield { measure: 'drawn by the job', lines, seconds, lines_per_second: Math.round(lines / seconds) }
    const copy = await copyAgain(owner, reader, 'roster_line')
    yield {
      measure: 'bare COPY of the same lines',
      lines,
      seconds: copy,
      lines_per_second: Math.round(lines / copy),
    }
    yield { measure: 'ratio', ratio_to_copy: round(copy / seconds) }
  } finally {
    await close()
  }
}

/** Couples on the subsistence allowance in one district, made inside the database. */
async function fill(owner: Database, households: number): Promise<Caller> {
  await owner.unsafe(`
    insert into division (division_code, name, kind, parent_code, valid) values
      ('12', '天津市', 'province', null, '[1949-10-01,)'), ('1201', '市辖区', 'city', '12', '[1949-10-01,)'),
      ('${district}', '南开区', 'district', '1201', '[1949-10-01,)'),
      ('${district}001', '街道', 'street', '${district}', '[1949-10-01,)');
    insert into division (division_code, name, kind, parent_code, valid)
      select '${district}001' || lpad(c::text, 3, '0'), '社区', 'community', '${district}001', '[1949-10-01,)'
      from generate_series(1, 50) c;
    create temporary table made as
      select uuidv7() as household_id, uuidv7() as head_id, uuidv7() as spouse_id, uuidv7() as determination_id, n,
        '${district}001' || lpad((1 + n % 50)::text, 3, '0') as division_code
      from generate_series(1, ${households}) n;
    create temporary table member as
      select household_id, head_id as person_id, 'head' as relation, n, division_code from made
      union all select household_id, spouse_id, 'spouse', n, division_code from made;
    insert into person (person_id, name, sex, birth_date, division_code, synthetic)
      select person_id, '示例' || n, '1', '1970-01-01', division_code, true from member;
    insert into household (household_id, division_code, register_kind, established_on)
      select household_id, division_code, 'urban', '2010-01-01' from made;
    insert into household_member (person_id, household_id, relation, valid, division_code)
      select person_id, household_id, relation, '[2010-01-01,)', division_code from member;
    insert into fact (subject_id, subject_kind, household_id, name, valid, known_on, number_value, source_kind,
        source_name, division_code)
      select person_id, 'person', household_id, fact, '[2010-01-01,)', '2017-01-01', 0, 'register', '登记', division_code
      from member, unnest('{${noFacts.join(',')}}'::text[]) fact;
    insert into determination (determination_id, household_id, programme_id, division_code, decided_on, effective_from,
        outcome, amount, member_count, law_version, receipt, receipt_hash, reason)
      select determination_id, household_id, 'minimum-living-guarantee', division_code, '2017-01-01', '2017-01-01',
        'eligible', 30000, 2, 'bench', '{}', '\\x00', 'bench' from made;
    insert into entitlement (household_id, programme_id, determination_id, payee_id, amount, member_count, valid, division_code)
      select household_id, 'minimum-living-guarantee', determination_id, head_id, 30000, 2, '[2017-01-01,)', division_code
      from made;
  `)
  await owner.unsafe('analyze')
  const [post] = await owner<{ account_id: string; post_id: string }[]>`
    with made_unit as (
      insert into unit (name, kind, division_code) values ('南开区民政局', 'institution', ${district}) returning unit_id
    ), made_account as (
      insert into account (user_name, display_name, kind) values ('drawer', '示例', 'staff') returning account_id
    )
    insert into post (account_id, unit_id, role, division_code)
    select account_id, unit_id, 'district_approver', ${district} from made_account, made_unit
    returning account_id, post_id`
  return {
    kind: 'staff',
    ...post!,
    role: 'district_approver',
    area: district,
    display_name: '示例',
    unit_name: '南开区民政局',
    person_id: null,
  }
}

const round = (value: number): number => Math.round(value * 1000) / 1000
