/** A means check by paper: a household whose application was accepted, and what its clerk does. */
import type { Answer } from '../../server/benefits/means-checks/sources.ts'
import {
  accept,
  recordAnswers,
  sealMeansCheck,
  startMeansCheck,
  viewBenefitCase,
} from '../../server/benefits/index.ts'
import type { Stage } from '../database.ts'
import { apply, build } from './story.ts'

export async function beginCheck(stage: Stage, change: Parameters<typeof apply>[1] = {}) {
  const story = await build(stage)
  const { case_id } = await apply(story, change)
  await stage.as(story.zhao, (act) => accept(act, { case_id, version: 1 }), { today: '2017-08-28' })
  const means_check_id = await stage.as(story.zhao, (act) => startMeansCheck(act, case_id))
  return { story, case_id, means_check_id }
}
export type BegunCheck = Awaited<ReturnType<typeof beginCheck>>

export const lookAtCheck = ({ story, case_id }: BegunCheck, today = '2017-09-01') =>
  story.stage.as(story.zhao, (act) => viewBenefitCase(act, case_id), { today })

export const versionOf = async ({ story, means_check_id }: BegunCheck): Promise<number> => {
  const [row] = await story.stage.tx<{ version: number }[]>`
    select version from means_check where means_check_id = ${means_check_id}`
  return row!.version
}

export async function recordPaper(the: BegunCheck, answers: readonly Answer[]): Promise<void> {
  const version = await versionOf(the)
  await the.story.stage.as(the.story.zhao, (act) =>
    recordAnswers(act, { means_check_id: the.means_check_id, version, answers }),
  )
}

export async function sealCheck(the: BegunCheck, today = '2017-09-01') {
  const version = await versionOf(the)
  const { means_check_id, story } = the
  return story.stage.as(story.zhao, (act) => sealMeansCheck(act, { means_check_id, version }), { today })
}
