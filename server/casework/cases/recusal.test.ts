import assert from 'node:assert/strict'
import { test } from 'node:test'
import { build, open } from '../../../test/builders/case.ts'
import { buildPerson, buildStaff, buildStaffRelative } from '../../../test/builders/index.ts'
import { asSystem, testDatabase } from '../../../test/database.ts'
import { acceptCase, viewCase } from '../index.ts'
import { releaseRelativesCases } from './recusal.ts'
import { handOverCase, takeCase } from './service.ts'

const database = await testDatabase()
const street = { role: 'street_clerk', area: '120104008' } as const

test('a near relative’s case and one’s own household’s are for others', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const { case_id } = (await open(stage, built)).row
    const relative = await buildStaff(stage.tx, { role: 'street_clerk', area: '120104008' })
    await buildStaffRelative(stage.tx, { account_id: relative.account_id, person_id: built.head.person_id })
    const spouse = await buildStaff(stage.tx, {
      role: 'street_clerk',
      area: '120104008',
      person_id: built.household.members[1]!.person_id,
    })
    for (const clerk of [relative, spouse]) {
      await assert.rejects(
        stage.as(clerk, (act) => acceptCase(act, { case_id, version: 1 })),
        (error: { code: string; status: number; details: { article: { article: string } } }) => {
          assert.equal(error.code, 'relative_case')
          assert.equal(error.status, 403)
          assert.equal(error.details.article.article, '第二十六条')
          return true
        },
      )
    }
    await stage.as(built.clerk, (act) => acceptCase(act, { case_id, version: 1 }))
  }))

test('a near relative binds from the first day to the last, in every account of the person', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const { case_id } = (await open(stage, built)).row
    const self = await buildPerson(stage.tx, { name: '孙敏', division_code: '120104008001' })
    const clerk = await buildStaff(stage.tx, { ...street, person_id: self.person_id })
    const other_account = await buildStaff(stage.tx, { ...street, person_id: self.person_id })
    await buildStaffRelative(stage.tx, {
      account_id: other_account.account_id,
      person_id: built.head.person_id,
      from: '2017-08-01',
      until: '2017-09-02',
      ended_by: built.other.account_id,
    })
    const accept = (today: string, version: number) =>
      stage.as(clerk, (act) => acceptCase(act, { case_id, version }), { today })
    await assert.rejects(accept('2017-08-01', 1), { code: 'relative_case' })
    await assert.rejects(accept('2017-09-01', 1), { code: 'relative_case' })
    await accept('2017-09-02', 1)
  }))

test('who took a relative’s case may put it back, and does not choose who has it next', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const { case_id } = (await open(stage, built)).row
    await stage.as(built.clerk, (act) => takeCase(act, { case_id, version: 1 }))
    await buildStaffRelative(stage.tx, {
      account_id: built.clerk.account_id,
      person_id: built.household.members[1]!.person_id,
    })
    const acts = async () =>
      (await stage.as(built.clerk, (act) => viewCase(act, case_id))).view.acts
        .filter(({ allowed }) => allowed)
        .map((each) => each.act)
    assert.deepEqual(await acts(), ['hand_over'])
    const hand = (account_id: string | null) =>
      stage.as(built.clerk, (act) => handOverCase(act, { case_id, version: 2, account_id, reason: '' }))
    await assert.rejects(hand(built.other.account_id), { code: 'relative_case' })
    assert.equal((await hand(null)).row.owner_account_id, null)
    assert.deepEqual(await acts(), [])
  }))

test('a declaration puts back what the declarer has taken of that household, and nothing else', () =>
  database.inRollback(async (stage) => {
    const built = await build(stage)
    const other = await build(stage)
    const mine = (await open(stage, built)).row.case_id
    const foreign = (await open(stage, other)).row.case_id
    for (const case_id of [mine, foreign])
      await stage.as(built.clerk, (act) => takeCase(act, { case_id, version: 1 }))
    const spouse = built.household.members[1]!.person_id
    const release = (accounts: string[]) =>
      stage.as(asSystem(), (act) => releaseRelativesCases(act, { accounts, person_id: spouse }))
    assert.equal(await release([built.other.account_id]), 0)
    assert.equal(await release([built.clerk.account_id]), 1)
    const owners = await stage.tx<{ case_id: string; owner_account_id: string | null }[]>`
      select case_id, owner_account_id from case_file where case_id in ${stage.tx([mine, foreign])}`
    const ownerOf = (case_id: string) => owners.find((row) => row.case_id === case_id)?.owner_account_id
    assert.equal(ownerOf(mine), null)
    assert.equal(ownerOf(foreign), built.clerk.account_id)
  }))
