import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildFile, buildHousehold, buildResident, buildStaff } from '../../../../test/builders/index.ts'
import {
  apply,
  approve,
  build,
  check,
  community,
  deliberate,
  papers,
  programme_id,
  signAll,
  toDetermination,
  type Story,
} from '../../../../test/builders/story.ts'
import { testDatabase, type Stage } from '../../../../test/database.ts'
import type { Caller } from '../../../platform/act.ts'
import type { Problem } from '../../../platform/problems/index.ts'
import {
  accept,
  authoriseMeansCheck,
  recordAnswers,
  replyToDiscrepancy,
  sealMeansCheck,
  startMeansCheck,
  submitApplication,
  viewBenefitCase,
  withdrawAuthorisation,
} from '../../index.ts'

const database = await testDatabase()

const nothing = { household: {}, members: [] }
type Signature = { person_id: string; signed_by: string; file_id?: string }

const submitted = (story: Story, authorisations: Signature[]) =>
  story.stage.as(
    story.resident,
    (act) => submitApplication(act, { programme_id, answers: nothing, authorisations, materials: [] }),
    { today: '2017-08-28' },
  )

const begun = async (story: Story, case_id: string) => {
  await story.stage.as(story.zhao, (act) => accept(act, { case_id, version: 1 }), { today: '2017-08-28' })
  return story.stage.as(story.zhao, (act) => startMeansCheck(act, case_id))
}

const sign = (
  stage: Stage,
  who: Caller,
  given: { case_id: string; person_id: string; signed_by?: string; file_id?: string | null } & {
    guardian?: { name: string; identity_number: string; relation: string }
  },
) =>
  stage.as(who, (act) =>
    authoriseMeansCheck(act, {
      case_id: given.case_id,
      person_id: given.person_id,
      signed_by: given.signed_by ?? null,
      guardian: given.guardian ?? null,
      file_id: given.file_id ?? null,
    }),
  )

const withdraw = (
  stage: Stage,
  who: Caller,
  case_id: string,
  person_id: string,
  file_id: string | null = null,
) => stage.as(who, (act) => withdrawAuthorisation(act, { case_id, person_id, file_id }))

const look = async (story: Story, case_id: string, who: Caller = story.zhao) =>
  story.stage.as(who, (act) => viewBenefitCase(act, case_id), { today: '2017-09-04' })

test('an absent adult is told, and agrees later on the own phone or at the counter with a paper; then the check begins', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const husband = await buildResident(stage.tx, {
      person_id: story.spouse,
      household_id: story.household_id,
    })
    const { case_id } = await submitted(story, [{ person_id: story.head, signed_by: story.head }])
    const told = await stage.tx`select from message where person_id in (${story.spouse}, ${story.child})`
    assert.equal(told.length, 2)
    await assert.rejects(begun(story, case_id), {
      code: 'authorisation_missing',
      details: { detail: '还差 2 位成员的核对授权。' },
    })
    await sign(stage, husband, { case_id, person_id: story.spouse, signed_by: story.spouse })
    await assert.rejects(
      sign(stage, story.zhao, { case_id, person_id: story.child, signed_by: story.child }),
      {
        code: 'authorisation_paper_missing',
      },
    )
    const file_id = await buildFile(stage.tx, { division_code: community })
    await sign(stage, story.zhao, { case_id, person_id: story.child, signed_by: story.child, file_id })
    assert.ok(await stage.as(story.zhao, (act) => startMeansCheck(act, case_id)))
    const { authorisations } = await look(story, case_id)
    assert.deepEqual(authorisations.missing, [])
    assert.equal(authorisations.given.find((each) => each.person_id === story.child)?.file_id, file_id)
  }))

test('on a phone nobody speaks for another adult; a guardian of an adult shows a paper; a photo must be there', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const { case_id } = await submitted(story, [{ person_id: story.head, signed_by: story.head }])
    const of = { case_id, person_id: story.spouse }
    await assert.rejects(sign(stage, story.resident, { ...of, signed_by: story.spouse }), {
      code: 'authorisation_wrong',
    })
    await assert.rejects(sign(stage, story.resident, { ...of, signed_by: story.head }), {
      code: 'authorisation_paper_missing',
    })
    await assert.rejects(
      sign(stage, story.resident, { ...of, signed_by: story.head, file_id: crypto.randomUUID() }),
      { code: 'material_file_unknown' },
    )
    const file_id = await buildFile(stage.tx, { division_code: community, household_id: story.household_id })
    await sign(stage, story.resident, { ...of, signed_by: story.head, file_id })
    const [row] =
      await stage.tx`select capacity from means_check_authorisation where person_id = ${story.spouse}`
    assert.equal(row?.['capacity'], 'guardian_of_adult')
  }))

test('who applies on the phone and speaks for another adult as the guardian shows a paper at once', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const own = { person_id: story.head, signed_by: story.head }
    const child = { person_id: story.child, signed_by: story.head }
    await assert.rejects(submitted(story, [own, child]), { code: 'authorisation_paper_missing', status: 422 })
    await assert.rejects(submitted(story, [own, { ...child, file_id: crypto.randomUUID() }]), {
      code: 'material_file_unknown',
    })
    const { household_id } = story
    const file_id = await buildFile(stage.tx, { division_code: community, household_id })
    const { case_id } = await submitted(story, [own, { ...child, file_id }])
    const view = await look(story, case_id)
    assert.deepEqual(view.authorisations.given.map((each) => [each.capacity, each.file_id]).toSorted(), [
      ['guardian_of_adult', file_id],
      ['self', null],
    ])
  }))

test('the applicant agrees for the children; children sign for nobody, not even for themselves', () =>
  database.inRollback(async (stage) => {
    const household = await buildHousehold(stage.tx, {
      division_code: community,
      members: [
        { relation: 'head', birth_date: '1980-05-01' },
        { relation: 'child', birth_date: '2010-05-01' },
      ],
    })
    const [head, child] = household.members.map((member) => member.person_id) as [string, string]
    const resident = await buildResident(stage.tx, { person_id: head, household_id: household.household_id })
    const submit = (authorisations: Signature[]) =>
      stage.as(resident, (act) =>
        submitApplication(act, { programme_id, answers: nothing, authorisations, materials: [] }),
      )
    await assert.rejects(
      submit([
        { person_id: head, signed_by: head },
        { person_id: child, signed_by: child },
      ]),
      { code: 'authorisation_wrong' },
    )
    await submit([{ person_id: head, signed_by: head }])
    const rows = await stage.tx`
      select person_id, signed_by, capacity from means_check_authorisation order by capacity desc`
    assert.deepEqual(
      rows.map((row) => [row['person_id'], row['signed_by'], row['capacity']]),
      [
        [head, head, 'self'],
        [child, head, 'guardian_of_child'],
      ],
    )
  }))

test('for a household without an adult the guardian who lives elsewhere signs at the counter, with number and paper', () =>
  database.inRollback(async (stage) => {
    const household = await buildHousehold(stage.tx, {
      division_code: community,
      members: [
        { relation: 'head', birth_date: '2003-05-01' },
        { relation: 'sibling', birth_date: '2008-05-01' },
      ],
    })
    await stage.tx`update division set name = '南开区' where division_code = '120104'`
    const clerk = await buildStaff(stage.tx, { role: 'street_clerk', area: '120104008' })
    const [head, sibling] = household.members.map((member) => member.person_id) as [string, string]
    const { case_id } = await stage.as(
      clerk,
      (act) =>
        submitApplication(act, {
          programme_id,
          household_id: household.household_id,
          applicant_id: head,
          answers: nothing,
          authorisations: [],
          materials: [],
        }),
      { today: '2017-08-28' },
    )
    await stage.as(clerk, (act) => accept(act, { case_id, version: 1 }), { today: '2017-08-28' })
    await assert.rejects(
      stage.as(clerk, (act) => startMeansCheck(act, case_id)),
      ({ code, details }: Problem) =>
        code === 'authorisation_missing' && /没有成年成员.*监护人/.test(details.detail ?? ''),
    )
    const file_id = await buildFile(stage.tx, { division_code: community })
    const guardian = { name: '周秀珍', identity_number: '120104194903120422', relation: '祖母' }
    await assert.rejects(sign(stage, clerk, { case_id, person_id: head, signed_by: head, file_id }), {
      code: 'authorisation_wrong',
    })
    const wrong = { ...guardian, identity_number: '120104194903120420' }
    await assert.rejects(sign(stage, clerk, { case_id, person_id: head, guardian: wrong, file_id }), {
      code: 'authorisation_wrong',
    })
    await assert.rejects(sign(stage, clerk, { case_id, person_id: head, guardian }), {
      code: 'authorisation_paper_missing',
    })
    for (const person_id of [head, sibling])
      await sign(stage, clerk, { case_id, person_id, guardian, file_id })
    assert.ok(await stage.as(clerk, (act) => startMeansCheck(act, case_id)))
    const view = await stage.as(clerk, (act) => viewBenefitCase(act, case_id))
    assert.deepEqual(
      view.authorisations.given.map((each) => [each.signed_by_name, each.guardian_relation, each.capacity]),
      [
        ['周秀珍', '祖母', 'guardian_of_child'],
        ['周秀珍', '祖母', 'guardian_of_child'],
      ],
    )
  }))

async function answered(story: Story): Promise<{ case_id: string; means_check_id: string }> {
  const { case_id } = await apply(story)
  const means_check_id = await begun(story, case_id)
  await story.stage.as(story.zhao, (act) =>
    recordAnswers(act, { means_check_id, version: 1, answers: papers(story, { pension: 183_000n }) }),
  )
  return { case_id, means_check_id }
}

test('who withdraws stops the check: what was found is unknown again, nothing is decided, the clerk is told', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const husband = await buildResident(stage.tx, {
      person_id: story.spouse,
      household_id: story.household_id,
    })
    const { case_id, means_check_id } = await answered(story)
    assert.equal((await look(story, case_id)).preview?.outcome, 'eligible')
    await stage.tx`update means_check_answer set discrepancy = 'open' where person_id = ${story.head}`
    await withdraw(stage, husband, case_id, story.spouse)
    const [asked] = await stage.tx<{ answer_id: string }[]>`
      select answer_id from means_check_answer where means_check_id = ${means_check_id} and discrepancy = 'open'`
    const reply = { ...asked!, reply: 'accepted_by_applicant' as const, explanation: '', file_ids: [] }
    await assert.rejects(
      stage.as(story.resident, (act) => replyToDiscrepancy(act, reply)),
      { code: 'means_check_stopped' },
      'what is used no more needs no answer',
    )
    const view = await look(story, case_id)
    assert.equal(view.means_check?.state, 'stopped')
    assert.equal(view.preview?.outcome, 'incomplete')
    const left = view.means_check?.answers.filter((each) => each.person_id === story.spouse) ?? []
    assert.ok(left.length > 0 && left.every((each) => each.holds === 'unknown' && each.found === null))
    const other = view.means_check?.answers.filter((each) => each.person_id === story.child) ?? []
    assert.ok(other.every((each) => each.answered))
    const [told] = await stage.tx`
      select title from message where account_id = ${story.zhao.account_id} and case_id = ${case_id}`
    assert.equal(told?.['title'], '核对授权已撤回')
    const [applicant] = await stage.tx`
      select body from message where person_id = ${story.head} and title = '核对停了，等授权'`
    assert.match(String(applicant?.['body']), /就不能批准.*撤回申请/)
    assert.deepEqual(
      view.authorisations.missing.map((each) => each.person_id),
      [story.spouse],
    )
    await assert.rejects(
      stage.as(story.zhao, (act) =>
        sealMeansCheck(act, { means_check_id, version: view.means_check!.version }),
      ),
      { code: 'means_check_stopped' },
    )
    await assert.rejects(
      stage.as(story.zhao, (act) => startMeansCheck(act, case_id)),
      { code: 'authorisation_missing' },
    )
    await sign(stage, husband, { case_id, person_id: story.spouse, signed_by: story.spouse })
    const second = await stage.as(story.zhao, (act) => startMeansCheck(act, case_id))
    assert.notEqual(second, means_check_id)
  }))

test('a sealed report is no ground for a decision once an authorisation is withdrawn, and the step wants its check anew', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const { case_id } = await apply(story)
    await check(story, case_id)
    const file_id = await buildFile(stage.tx, { division_code: community })
    await deliberate(story, case_id)
    await toDetermination(story, case_id)
    await withdraw(stage, story.zhao, case_id, story.spouse, file_id)
    await assert.rejects(approve(story, 'zheng', case_id, '74250', '2017-09-27'), {
      code: 'decision_incomplete',
    })
    const steps = await stage.tx`select acts from case_step where case_id = ${case_id} and step_id = 'visit'`
    assert.ok(steps.every((step) => !(step['acts'] as string[]).includes('record_means_check')))
    const view = await look(story, case_id)
    assert.equal(view.means_check?.state, 'stopped')
    assert.equal(view.means_check?.seal?.length, 64, 'the report itself is kept as it was')
  }))

test('only the person, the guardian who signed, or the office with a paper takes an authorisation back', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const son = await buildResident(stage.tx, { person_id: story.child, household_id: story.household_id })
    const { case_id } = await answered(story)
    await assert.rejects(withdraw(stage, son, case_id, story.spouse), { code: 'authorisation_not_given' })
    await assert.rejects(withdraw(stage, story.resident, case_id, story.spouse), {
      code: 'authorisation_not_given',
    })
    await assert.rejects(withdraw(stage, story.zhao, case_id, story.spouse), {
      code: 'authorisation_paper_missing',
    })
    const file_id = await buildFile(stage.tx, { division_code: community })
    const neighbour = await buildStaff(stage.tx, { role: 'street_clerk', area: '120104009' })
    await assert.rejects(withdraw(stage, neighbour, case_id, story.spouse, file_id), { code: 'not_found' })
    const finance = await buildStaff(stage.tx, { role: 'finance', area: '120104' })
    await assert.rejects(withdraw(stage, finance, case_id, story.spouse, file_id), { code: 'case_not_yours' })
    await withdraw(stage, story.zhao, case_id, story.spouse, file_id)
    await assert.rejects(withdraw(stage, story.zhao, case_id, story.spouse, file_id), {
      code: 'authorisation_not_given',
    })
  }))

test('once it is decided nothing is withdrawn any more', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const { case_id } = await apply(story)
    await check(story, case_id)
    await deliberate(story, case_id)
    await toDetermination(story, case_id)
    await approve(story, 'zheng', case_id, '74250', '2017-09-27')
    await assert.rejects(withdraw(stage, story.resident, case_id, story.head), {
      code: 'authorisation_decided',
    })
  }))

test('the database lets a resident neither end an authorisation by hand nor invent what a guardian elsewhere signed', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const { case_id } = await apply(story)
    await assert.rejects(
      stage.as(
        story.resident,
        (act) => act.tx`
        update means_check_authorisation set withdrawn_on = '2017-09-01' where case_id = ${case_id}`,
      ),
      { code: '42501' },
    )
    await assert.rejects(
      stage.as(
        story.resident,
        (act) => act.tx`
        insert into means_check_authorisation (case_id, person_id, capacity, guardian_name, guardian_identity_number, guardian_relation,
          signed_on, division_code, household_id)
        values (${case_id}, ${story.child}, 'guardian_of_adult', '某人', '1', '朋友', '2017-09-01', ${community}, ${story.household_id})`,
      ),
      { code: '42501' },
    )
    await signAll(story, case_id, '2017-09-01')
    const rows = await stage.tx`select from means_check_authorisation where case_id = ${case_id}`
    assert.equal(rows.length, 3, 'what is valid is not given twice')
  }))
