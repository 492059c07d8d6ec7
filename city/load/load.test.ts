import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { replay } from '../../engine/index.ts'
import type { Receipt } from '../../engine/index.ts'
import { getProgramme } from '../../law/index.ts'
import { readReport } from '../../server/benefits/index.ts'
import { spellName } from '../../server/registries/people/index.ts'
import { testDatabase } from '../../test/database.ts'
import { writeBook } from '../insurer/past.ts'
import { loadCity } from '../load.ts'
import { TOLD_PROGRAMMES } from '../history/programmes.ts'
import { makeCity } from '../people/generate.ts'
import { indexName } from './names-index.ts'

const database = await testDatabase()
const { owner } = database
const RESIDENTS = 8000
const TODAY = '2017-09-01'
await loadCity(owner, { residents: RESIDENTS, today: TODAY })

/** The number that a query of one column and one row answers. */
async function count(query: string): Promise<number> {
  const [row] = await owner.unsafe<{ count: bigint }[]>(query)
  return Number(row?.count)
}

test('every resident lives in one household, and every household has one head', async () => {
  assert.equal(await count('select count(*) from household_member'), RESIDENTS)
  const heads = await count("select count(*) from household_member where relation = 'head'")
  assert.equal(heads, await count('select count(*) from household'))
})

test('nothing is known of anybody before the birth', async () => {
  const early = await count(`
    select count(*) from fact f join person p on p.person_id = f.subject_id
    where lower(f.valid) < p.birth_date or f.known_on < p.birth_date`)
  assert.equal(early, 0)
  assert.ok((await count("select count(*) from person where birth_date > '2016-01-01'")) > 10)
})

test('the tables have their keys and indexes back after the load', async () => {
  const indexes = await count("select count(*) from pg_indexes where tablename = 'person'")
  assert.ok(indexes >= 8, String(indexes))
  await assert.rejects(
    owner`insert into household_member select * from household_member limit 1`,
    (error: { code?: string }) => error.code === '23P01' || error.code === '23505',
  )
})

test('a city that was just loaded knows how many people live where', async () => {
  const kept = `select division_code, sum(people)::bigint as people
    from (select * from resident_count union all select * from resident_change) each group by 1`
  const living = `select division_code, count(*) as people from person where death_date is null group by 1`
  assert.equal(await count(`select sum(people)::bigint as count from (${kept}) k`), RESIDENTS)
  assert.equal(await count(`select count(*) from (${kept} except ${living}) k`), 0)
})

test('王桂兰 is found by the pinyin of her name, at an address of 示例里', async () => {
  const [row] = await owner<{ name: string; address: string }[]>`
    select p.name, a.address from person p
    join household_member m using (person_id) join address a using (household_id)
    where p.name_pinyin = 'wangguilan' and p.identity_tail = '0426'`
  assert.equal(row?.name, '王桂兰')
  assert.match(row?.address ?? '', /示例里/)
})

test('an address names no community: the division says it', async () => {
  const doubled = await count(
    'select count(*) from address a join division d using (division_code) where starts_with(a.address, d.name)',
  )
  assert.equal(doubled, 0)
  assert.equal(await count("select count(*) from address where address like '%社区%'"), 0)
})

test('whose case runs was told of it, the last word still unread; whose case ended was told how, and what to do', async () => {
  const [told] = await owner<{ titles: string[]; unread: bigint }[]>`
    select array_agg(title order by sent_at) as titles, count(*) filter (where read_at is null) as unread
    from message join person p using (person_id) where p.name = '王桂兰' and p.identity_tail = '0426'`
  assert.deepEqual(told?.titles, ['最低生活保障申请已收到', '您的申请已受理'])
  assert.equal(told?.unread, 1n)
  assert.equal(
    await count(`select count(*) from case_file c where c.state = 'open' and c.kind in ('application', 'review')
      and not exists (select from message m where m.case_id = c.case_id and m.person_id = c.person_id)`),
    0,
  )
  const ended = await owner<{ body: string }[]>`
    select body from message m join case_file c using (case_id) where c.state = 'closed' and m.title like '%办理结果'`
  assert.ok(ended.length > 0)
  for (const { body } of ended) assert.match(body, /(核定为|不予批准|停发).*行政复议/)
  assert.equal(
    await count("select count(*) from message where business_date > '2017-09-01' or body ~ '[0-9]{11}'"),
    0,
  )
})

test('what a source has answered is known from it, not from the declaration, also where both say the same', async () => {
  const declared = await count(`
    select count(*) from means_check_answer a join means_check m using (means_check_id)
    join lateral (
      select f.source_kind from fact f
      where f.name = a.fact_name and f.subject_id = coalesce(a.person_id, a.household_id)
      order by f.known_on desc, f.fact_id desc limit 1) latest on true
    where m.state in ('answered', 'sealed') and latest.source_kind = 'declared'`)
  assert.equal(declared, 0)
})

test('names are indexed as the register of people indexes them', () => {
  for (const household of makeCity({ residents: 3000, seed: 5 })) {
    const name = household.members[0]?.name ?? ''
    const { pinyin, initials, pieces } = indexName(name)
    assert.deepEqual(
      spellName(name),
      { name_pinyin: pinyin, name_initials: initials, name_pieces: pieces },
      name,
    )
  }
})

test('every determination replays from its receipt to the same fen', async () => {
  const rows = await owner<{ programme_id: string; receipt: Receipt; amount: bigint; outcome: string }[]>`
    select programme_id, receipt, amount, outcome from determination order by md5(determination_id::text) limit 120`
  assert.ok(rows.length > 50)
  for (const { programme_id, receipt, amount, outcome } of rows) {
    const again = replay(getProgramme(programme_id).rules, receipt)
    assert.ok(again.same)
    assert.equal(again.decision.status, outcome)
    const { decision } = again
    const amounts = decision.status === 'eligible' ? Object.values(decision.amounts) : []
    assert.equal(
      amounts.reduce((sum, each) => sum + each, 0n),
      amount,
    )
  }
})

test('what was paid each month is what the determination of that month says', async () => {
  assert.ok((await count('select count(*) from payroll_line')) > 300)
  const strange = await count(`
    select count(*) from payroll_line l
    left join determination d on d.determination_id = l.determination_id and d.outcome = 'eligible'
      and d.amount = l.amount and d.effective_from <= l.month
    where d.determination_id is null`)
  assert.equal(strange, 0)
  const superseded = await count(`
    select count(*) from payroll_line l join determination d on d.supersedes = l.determination_id
    where d.effective_from <= l.month`)
  assert.equal(superseded, 0)
})

test('every programme with a past was paid in each year from 2015 on', async () => {
  const rows = await owner<{ programme_id: string; years: bigint }[]>`
    select programme_id, count(distinct date_trunc('year', day)) as years from (
      select programme_id, month as day from payroll_line where month >= '2015-01-01'
      union all select programme_id, paid_on from institution_payment) paid
    group by 1 order by 1`
  assert.deepEqual(
    rows.map(({ programme_id, years }) => [programme_id, years]),
    TOLD_PROGRAMMES.toSorted().map((programme_id) => [programme_id, 3n]),
  )
})

test('payrolls add up to their lines and were approved by somebody else than their maker', async () => {
  const wrong = await count(`
    select count(*) from payroll p
    join (select payroll_id, count(*) as lines, sum(amount) as total from payroll_line group by payroll_id) l
      using (payroll_id)
    where p.line_count <> l.lines or p.total <> l.total or p.prepared_by = p.approved_by`)
  assert.equal(wrong, 0)
})

test('whoever was on a benefit in January stood on the roster of the year, was acknowledged, and was paid for in one sum to the insurer', async () => {
  const years = await owner<{ year: number; lines: bigint; open: bigint; paid: bigint; owed: bigint }[]>`
    select r.year, count(*) as lines, count(*) filter (where l.state <> 'accepted') as open,
      sum(l.amount)::bigint as owed, (
        select sum(p.amount)::bigint from institution_payment p join roster o using (roster_id)
        where o.year = r.year and p.state = 'paid' and p.prepared_by <> p.approved_by) as paid
    from roster r join roster_line l using (roster_id) group by r.year order by r.year`
  assert.deepEqual(
    years.map(({ year, open }) => [year, open]),
    [
      [2015, 0n],
      [2016, 0n],
      [2017, 0n],
    ],
  )
  for (const { lines, paid, owed } of years) {
    assert.ok(lines > 10n)
    assert.equal(paid, owed)
  }
  const astray = await count(`
    select count(*) from roster_line l join roster r using (roster_id) where not exists (
      select from entitlement e where e.household_id = l.household_id and e.valid @> r.drawn_on)`)
  assert.equal(astray, 0)
  const twice = await count(
    'select count(*) from (select 1 from roster_line group by roster_id, person_id having count(*) > 1) t',
  )
  assert.equal(twice, 0)
})

test('every line of a roster replays from its receipt to the same fen', async () => {
  const rows = await owner<{ person_id: string; receipt: Receipt; amount: bigint }[]>`
    select person_id, receipt, amount from roster_line order by md5(roster_line_id::text) limit 60`
  assert.ok(rows.length > 30)
  for (const { person_id, receipt, amount } of rows) {
    const { same, decision } = replay(getProgramme('medical-insurance-subsidy').rules, receipt)
    assert.ok(same && decision.status === 'eligible')
    assert.equal(decision.memberAmounts['subsidy']?.[person_id], amount)
  }
})

test('the insurer’s own book holds every line that it acknowledged', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'haihe-book-'))
  const path = join(folder, 'book.jsonl')
  await writeBook(owner, path)
  const written = readFileSync(path, 'utf8').trim().split('\n')
  assert.equal(written.length, await count("select count(*) from roster_line where state = 'accepted'"))
  assert.equal(statSync(path).mode & 0o077, 0)
  rmSync(folder, { recursive: true })
})

test('every booking balances, nothing is left with the bank, and what came back is still owed', async () => {
  const unbalanced = await count(`
    select count(*) from (select 1 from ledger_entry group by ledger_transaction_id having sum(amount) <> 0) t`)
  assert.equal(unbalanced, 0)
  const balances = await owner<{ code: string; balance: bigint }[]>`
    select code, sum(amount)::bigint as balance from ledger_entry join ledger_account using (ledger_account_id)
    group by code`
  const of = (code: string) => balances.find((row) => row.code === code)?.balance ?? 0n
  const owed = await count(
    "select coalesce(sum(amount), 0) as count from payroll_line where answer = 'returned'",
  )
  assert.equal(of('bank_transit'), 0n)
  assert.equal(of('assistance_payable'), -BigInt(owed))
})

test('who is supported as destitute is looked at once a year', async () => {
  const rows = await owner<{ review_class: string; programme_id: string }[]>`
    select distinct programme_id, review_class from determination where outcome = 'eligible'
      and programme_id = 'extreme-poverty-support'`
  assert.deepEqual(
    rows.map(({ review_class }) => review_class),
    ['yearly'],
  )
})

test('nothing lies in the future of the day on which the city opens', async () => {
  const [row] = await owner<{ day: string }[]>`
    select greatest((select max(known_on) from fact), (select max(opened_on) from case_file),
      (select max(finished_on) from case_step), (select max(business_date) from case_log),
      (select max(decided_on) from determination), (select max(returned_on) from payroll)) as day`
  assert.ok((row?.day ?? '') <= TODAY, row?.day)
})

test('the case of 王桂兰 waits for its visit: number 0327, by September 11th, her husband’s pension to be explained, 742.50 yuan in sight', async () => {
  const [row] = await owner<
    { step_id: string; due_on: string; whole_due_on: string; proposed_amount: bigint; open: bigint }[]
  >`
    select c.step_id, c.due_on, c.whole_due_on, c.proposed_amount, (select count(*) from means_check_answer a
      join means_check m using (means_check_id) where m.case_id = c.case_id and a.discrepancy = 'open') as open
    from case_file c where c.case_number = '津南开低保〔2017〕0327号'`
  assert.deepEqual(row, {
    step_id: 'visit',
    due_on: '2017-09-11',
    whole_due_on: '2017-09-27',
    proposed_amount: 74_250n,
    open: 1n,
  })
})

test('a check that runs was asked of ten sources on every member’s authorisation; one that is done is sealed, and the seal is true', async () => {
  const wrong = await count(`
    select count(*) from means_check m join case_file c using (case_id)
    where c.state = 'open' and m.state in ('answered', 'sealed')
      and (select count(*) from means_check_request r where r.means_check_id = m.means_check_id and r.outcome = 'answered') <> 10`)
  assert.equal(wrong, 0)
  const unsigned = await count(`
    select count(*) from case_file c join household_member h using (household_id)
    where c.state = 'open' and c.step_id = 'visit' and upper_inf(h.valid) and lower(h.valid) <= c.opened_on
      and not exists (select from means_check_authorisation a where a.case_id = c.case_id and a.person_id = h.person_id)`)
  assert.equal(unsigned, 0)
  const sealed = await owner<{ means_check_id: string }[]>`
    select m.means_check_id from means_check m join case_file c using (case_id)
    where c.state = 'open' and m.state = 'sealed' limit 20`
  assert.ok(sealed.length > 0)
  for (const { means_check_id } of sealed) {
    const report = await owner.begin((tx) =>
      readReport(
        {
          tx,
          caller: { kind: 'system', area: '12' },
          today: TODAY,
          now: '2026-01-01T00:00:00.000Z',
          request_id: 'test',
        },
        means_check_id,
      ),
    )
    assert.equal(report.genuine, true)
  }
})

test('every district has its reviewers and finance, every street two clerks, and nobody has a password', async () => {
  assert.equal(await count("select count(*) from post where role = 'street_clerk'"), 598)
  assert.equal(await count("select count(distinct division_code) from post where role = 'finance'"), 16)
  // Two may visit for the district, and a third decides.
  assert.equal(await count("select count(*) from post where role = 'district_approver'"), 48)
  assert.equal(await count('select count(*) from account where password_hash is not null'), 0)
})

test('large hospital bills of the last days have led to their households, temporary aid among what may fit', async () => {
  const rows = await owner<{ programme_id: string; households: bigint }[]>`
    select o.programme_id, count(distinct o.household_id) as households
    from outreach o join fact f on f.subject_id = o.person_id and f.name = 'medical_own_share'
    where o.reason = 'hospital_bill' and o.state = 'open' and f.number_value >= 2000000 and f.known_on < ${TODAY}
      and o.happened_on = lower(f.valid)
    group by 1`
  const aid = rows.find(({ programme_id }) => programme_id === 'temporary-assistance')
  assert.ok(aid && aid.households >= 2n, JSON.stringify(rows.map((row) => row.programme_id)))
  const told = await count("select count(*) from outreach where reason = 'job_loss'")
  assert.ok(told > 0)
})

test('a second load into the same city is refused', async () => {
  await assert.rejects(loadCity(owner, { residents: RESIDENTS, today: TODAY }))
})

test('a city of too many people, or of a day before its story, is refused', async () => {
  await assert.rejects(loadCity(owner, { residents: 13_866_010, today: TODAY }), RangeError)
  await assert.rejects(loadCity(owner, { residents: RESIDENTS, today: '2017-08-31' }), RangeError)
})
