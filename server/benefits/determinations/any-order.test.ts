/** Whatever order facts become known in: what was paid and its differences are what one decision with all facts says. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { getProgramme } from '../../../law/index.ts'
import { build, entitlements, granted, paid, programme_id, type Story } from '../../../test/builders/story.ts'
import { asSystem, testDatabase } from '../../../test/database.ts'
import { addMonths } from '../../platform/clock/index.ts'
import { listMonthsPaid } from '../../payments/index.ts'
import { recordFacts } from '../../registries/people/index.ts'
import { loadHistory } from '../households/history.ts'
import { listDeterminations } from './queries.ts'
import { decideMonths, segmentsOf, supersede } from './recompute.ts'

const database = await testDatabase()
const programme = getProgramme(programme_id)
const firstMonth = '2017-10-01'
// Up to March: from April a new standard holds, which is brought in for everybody at once.
const months = 6
const monthOf = (at: number) => addMonths(firstMonth, at)

/** A pension or a wage that turns out to have been different from a month on, and the month in which that is learnt. */
type News = { who: 'spouse' | 'child'; name: string; amount: bigint; since: number; late: number }

const news: fc.Arbitrary<News> = fc
  .record({
    who: fc.constantFrom('spouse' as const, 'child' as const),
    amount: fc.constantFrom(0n, 1n, 50_000n, 183_750n, 183_751n, 260_000n, 400_000n),
    since: fc.nat({ max: months - 1 }),
    late: fc.nat({ max: 5 }),
  })
  .map((each) => ({ ...each, name: each.who === 'spouse' ? 'transfer_income' : 'business_income' }))

/** The month's list pays what is in force in it; a month that was missed is paid by a later list of its own. */
async function payMonth(story: Story, month: string): Promise<void> {
  const had = await story.stage.tx`
    select from payroll_line where household_id = ${story.household_id} and month = ${month}`
  if (had.length > 0) return
  const held = (await entitlements(story)).find(
    (each) => each.from_month <= month && (each.until_month === null || month < each.until_month),
  )
  if (held !== undefined) await paid(story, [month], held.amount)
}

async function learn(story: Story, { who, name, amount, since }: News, today: string): Promise<void> {
  const { stage } = story
  await stage.as(
    story.zhao,
    (act) =>
      recordFacts(act, story[who], [
        {
          name,
          valid_from: monthOf(since),
          number_value: amount,
          source_kind: 'visit',
          source_name: '入户',
        },
      ]),
    { today },
  )
  await stage.as(
    asSystem(),
    async (act) => {
      const history = await loadHistory(act, story.household_id)
      const determinations = await listDeterminations(act.tx, story.household_id, programme_id)
      const found = decideMonths(act, programme, history, determinations, monthOf(since))
      const making = {
        programme,
        history,
        case_id: null,
        reason: '事实更正',
        prepared_by: null,
        decided_by: null,
        barred: [],
        review: { review_class: null, next_review_on: null },
      }
      await supersede(act, making, determinations, segmentsOf(found, false))
    },
    { today },
  )
}

test('paid and differences together are what one decision with all facts would have paid, in any order of news', () =>
  fc.assert(
    fc.asyncProperty(fc.array(news, { minLength: 1, maxLength: 5 }), (all) =>
      database.inRollback(async (stage) => {
        const story = await build(stage)
        await granted(story)
        for (let at = 0; at < months; at += 1) {
          for (let month = 0; month <= at; month += 1) await payMonth(story, monthOf(month))
          const day = monthOf(at).replace(/01$/, '15')
          for (const each of all)
            if (Math.min(each.since + each.late, months - 1) === at) await learn(story, each, day)
        }
        for (let month = 0; month < months; month += 1) await payMonth(story, monthOf(month))
        const today = monthOf(months - 1).replace(/01$/, '15')
        await stage.as(
          asSystem(),
          async (act) => {
            const history = await loadHistory(act, story.household_id)
            const due = decideMonths(act, programme, history, [], firstMonth)
            const had = await listMonthsPaid(act, { household_id: story.household_id, programme_id })
            for (const { month, amount } of due.slice(0, months)) {
              const row = had.find((each) => each.month === month)
              const sum = row === undefined ? 0n : row.regular_amount + row.difference_amount
              assert.equal(sum, amount, month)
            }
          },
          { today },
        )
      }),
    ),
    { numRuns: 15, seed: 20170901 },
  ))
