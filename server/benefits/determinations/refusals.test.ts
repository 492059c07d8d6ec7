/** A refusal says what it is, why, by which article, before whom one may object and until when: to the household, on the page, on paper. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase, type Stage } from '../../../test/database.ts'
import {
  apply,
  approve,
  build,
  check,
  day,
  deliberate,
  granted,
  inspect,
  onVersion,
  programme_id,
  publish,
  submitAs,
  tell,
  type Story,
} from '../../../test/builders/story.ts'
import { returnCase } from '../../casework/cases/service.ts'
import { decisionNoticeOf, printDecisionNotice } from '../documents/service.ts'
import { refuseCase, reportChange, viewBenefitCase } from '../index.ts'

const database = await testDatabase()

const refuse = (
  story: Story,
  who: 'zhao' | 'chen' | 'zheng',
  case_id: string,
  reason: string,
  today: string,
) =>
  onVersion(
    story.stage,
    case_id,
    story[who],
    (act, version) => refuseCase(act, { case_id, version, reason }),
    { today },
  )

const look = (story: Story, case_id: string, today: string) =>
  story.stage.as(story.resident, (act) => viewBenefitCase(act, case_id), { today })

const lastMessage = async (stage: Stage, case_id: string) => {
  const [row] = await stage.tx<{ title: string; body: string }[]>`
    select title, body from message where case_id = ${case_id} order by message_id desc limit 1`
  return row
}

const objecting =
  /不服本决定的，可以在2017年11月6日前向区人民政府或者市民政部门申请行政复议，也可以在2018年3月7日前向人民法院提起行政诉讼。（期限和机关的依据待核实）$/

test('不予受理: why, by which article, before whom and until when one may object', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const { case_id } = await apply(story)
    const reason = '户籍不在本市，请向户籍所在地申请'
    await refuse(story, 'zhao', case_id, reason, '2017-09-06')
    const before = await look(story, case_id, '2017-09-06')
    assert.match(before.refusal?.appeal.text ?? '', /自收到决定之日起 60 日内向区人民政府或者市民政部门申请/)
    await tell(story, case_id, '2017-09-07')
    const { refusal, head, preview } = await look(story, case_id, '2017-09-07')
    assert.deepEqual([head.outcome, head.outcome_title], ['rejected', '不予受理'])
    assert.deepEqual(
      [refusal?.title, refusal?.reason, refusal?.article.article],
      ['不予受理', reason, '第十三条'],
    )
    assert.equal(preview?.outcome, 'eligible', 'the rules were not asked')
    const message = await lastMessage(stage, case_id)
    assert.equal(message?.title, '最低生活保障申请：不予受理')
    assert.match(
      message?.body ?? '',
      /^不予受理。理由：户籍不在本市，请向户籍所在地申请。依据：《[^》]+》第十三条。/,
    )
    assert.match(message?.body ?? '', objecting)
    const paper = decisionNoticeOf(await look(story, case_id, '2017-09-07'))
    assert.equal(paper.title, '最低生活保障申请不予受理告知书')
    assert.equal(paper.opening, '您家 2017年8月28日提出的最低生活保障申请，经审查，决定不予受理。')
    assert.equal(paper.reasons.length, 2, 'no conditions that nobody looked at')
    assert.match(paper.office, /街道办事处$/)
    const how = { case_id, demonstration: true, origin: '' }
    const pdf = await stage.as(story.resident, (act) => printDecisionNotice(act, how), {
      today: '2017-09-07',
    })
    assert.equal(pdf.subarray(0, 5).toString('latin1'), '%PDF-')
  }))

test('不予批准: the article of the decision and that of each condition that is not met', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const { case_id } = await apply(story, { pension: '300000' })
    await check(story, case_id, 300_000n)
    await refuse(story, 'zhao', case_id, '家庭人均收入 1,000.00 元，高于标准', '2017-09-05')
    await tell(story, case_id, '2017-09-07')
    const view = await look(story, case_id, '2017-09-07')
    assert.deepEqual([view.head.outcome, view.refusal?.title], ['refused', '不予批准'])
    const { body } = (await lastMessage(stage, case_id))!
    assert.match(
      body,
      /^不予批准。理由：家庭人均收入 1,000\.00 元，高于标准。依据：《[^》]+》第二十条、《社会救助暂行办法》第九条。/,
    )
    assert.match(body, objecting)
    const paper = decisionNoticeOf(view)
    assert.match(paper.opening, /，经核对和入户，决定不予批准。$/)
    assert.match(
      paper.reasons.join('\n'),
      /不符合“人均收入低于标准”：1,000\.00 > 860\.00（《社会救助暂行办法》第九条）/,
    )
    assert.doesNotMatch(paper.reasons.join('\n'), /金融资产/, 'what is met is no reason to refuse')
  }))

test('a refusal that the review proposes is none until the approver decides, and none when it is approved after all', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    const { case_id } = await apply(story)
    await check(story, case_id)
    await deliberate(story, case_id)
    await publish(story, 'zhao', case_id, '2017-09-06')
    await day(story, '2017-09-14')
    await submitAs(story, 'zhao', case_id, '2017-09-14', '同意')
    await inspect(story, case_id, '2017-09-18')
    await refuse(story, 'chen', case_id, '对材料有疑问', '2017-09-18')
    assert.equal((await look(story, case_id, '2017-09-18')).refusal, null)
    await onVersion(
      stage,
      case_id,
      story.zheng,
      (act, version) => returnCase(act, { case_id, version, reason: '符合条件，请重新审核' }),
      { today: '2017-09-19' },
    )
    await submitAs(story, 'chen', case_id, '2017-09-19', '同意')
    await publish(story, 'chen', case_id, '2017-09-19')
    await day(story, '2017-09-27')
    await approve(story, 'zheng', case_id, '74250', '2017-09-27')
    await tell(story, case_id, '2017-09-28')
    const { refusal, head } = await look(story, case_id, '2017-09-28')
    assert.deepEqual([refusal, head.outcome], [null, 'approved'])
  }))

test('不予变更: the benefit stays, and the reason is told with the way to object', () =>
  database.inRollback(async (stage) => {
    const story = await build(stage)
    await granted(story)
    const { row } = await stage.as(
      story.resident,
      (act) =>
        reportChange(act, {
          household_id: story.household_id,
          programme_id,
          kind: 'leaves',
          changed_on: '2017-11-20',
          text: '',
          household: {},
          members: [],
          person_id: story.child,
        }),
      { today: '2017-11-21' },
    )
    const { case_id } = row
    await refuse(story, 'zhao', case_id, '刘伟仍在家中居住。', '2017-11-22')
    await tell(story, case_id, '2017-11-23')
    const view = await look(story, case_id, '2017-11-23')
    assert.deepEqual([view.head.outcome, view.refusal?.title], ['unchanged', '不予变更'])
    const { body } = (await lastMessage(stage, case_id))!
    assert.match(body, /^不予变更。您家的待遇不变，照常发放。理由：刘伟仍在家中居住。依据：/)
    assert.match(body, /向区人民政府或者市民政部门申请行政复议/)
    assert.equal(decisionNoticeOf(view).title, '最低生活保障不予变更告知书')
  }))
