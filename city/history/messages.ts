/**
 * What the applicant was told as the case went on, in the words of daily work: of cases that run, and of those closed in
 * the last half year. Opened by the reader, but for the last one of a case that still runs.
 */
import type { Appeal } from '../../law/index.ts'
import { addRow } from '../load/copy.ts'
import { addMonths } from '../people/days.ts'
import type { CityHousehold } from '../people/types.ts'
import { yuanText } from './case-writer.ts'
import type { CaseWriter, Proposal } from './case-writer.ts'
import { programmeOf } from './programmes.ts'
import type { Walk, WalkedStep } from './walk.ts'

type Told = { on: string; title: string; body: string }
type CaseName = { caseId: string; number: string }

const HALF_A_YEAR = 183

export function addMessages(
  writer: CaseWriter,
  household: CityHousehold,
  walk: Walk,
  { caseId, number }: CaseName,
  proposal: Proposal,
): void {
  const recent = writer.days.addDays(writer.today, -HALF_A_YEAR)
  if (walk.current === null && (walk.closedOn ?? '') < recent) return
  const told = [
    ...toldOfBeginning(household, walk, number),
    ...walk.steps.flatMap((step) => toldOfStep(writer, household, walk, step, number, proposal)),
  ].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  for (const [at, { on, title, body }] of told.entries()) {
    const unread = walk.current !== null && at === told.length - 1
    addRow(
      writer.tables.message,
      household.members[0]?.id ?? null,
      title,
      body,
      caseId,
      household.community,
      `${on}T10:${String(10 + at)}:00+08`,
      on,
      unread ? null : `${on}T19:${String(10 + at)}:00+08`,
    )
  }
}

function toldOfBeginning(household: CityHousehold, walk: Walk, number: string): Told[] {
  const { title } = programmeOf(household)
  if (walk.kind === 'review')
    return [
      {
        on: walk.openedOn,
        title: `${title}复核`,
        body: `到了复核的时候，办件号 ${number}。收入、财产、人口有变化的，现在就报告。复核期间照常发放，有结果会告诉您。`,
      },
    ]
  const received = {
    on: walk.openedOn,
    title: `${title}申请已收到`,
    body: `办件号 ${number}。街道先看材料是否齐全，缺什么一次告诉您。`,
  }
  if (walk.acceptedOn === null) return [received]
  const by = walk.wholeDueOn === null ? '' : `，最晚${dateText(walk.wholeDueOn)}给您答复`
  const accepted = {
    on: walk.acceptedOn,
    title: '您的申请已受理',
    body: `办件 ${number} 已于${dayText(walk.acceptedOn)}受理${by}。接下来两位工作人员会上门看看，日子定了就告诉您。`,
  }
  return [received, accepted]
}

function toldOfStep(
  writer: CaseWriter,
  household: CityHousehold,
  walk: Walk,
  step: WalkedStep,
  number: string,
  proposal: Proposal,
): Told[] {
  const { definition, startedOn, finishedOn } = step
  if (definition.noticeDays !== undefined) {
    const endsOn = writer.days.addDays(startedOn, definition.noticeDays)
    const hung = {
      on: startedOn,
      title: `您家的申请开始${definition.title}`,
      body: `办件 ${number} 从${dayText(startedOn)}起公示，到${dayText(endsOn)}，写的是隐去一部分的姓名、人数和拟给的 ${amountText(household, proposal)}。期满没有人提出异议，就接着办。`,
    }
    if (finishedOn === null) return [hung]
    const down = {
      on: finishedOn,
      title: `${definition.title}期满`,
      body: `办件 ${number} 公示期满，没有未答复的异议。`,
    }
    return [hung, down]
  }
  if (definition.id !== 'notification' || finishedOn === null) return []
  const kind = walk.kind === 'review' ? '复核' : '申请'
  const body = `${outcomeText(household, walk, proposal)}${appealText(walk.procedure.appeal)}`
  return [{ on: finishedOn, title: `${programmeOf(household).title}${kind}：办理结果`, body }]
}

const isOnce = (household: CityHousehold): boolean => programmeOf(household).payment.kind === 'once'

const amountText = (household: CityHousehold, { amount }: Proposal): string =>
  isOnce(household) ? `一次性 ${yuanText(amount)} 元` : `每月 ${yuanText(amount)} 元`

function outcomeText(household: CityHousehold, walk: Walk, proposal: Proposal): string {
  const { title } = programmeOf(household)
  if (proposal.amount === 0)
    return walk.kind === 'review'
      ? '您家的待遇停发，从哪个月起和理由写在告知书上。'
      : `您家不符合${title}的条件，不予批准，理由写在告知书上。`
  if (isOnce(household)) return `您家的${title}核定为${amountText(household, proposal)}，批准后发给。`
  const from = addMonths(`${(walk.decidedOn ?? walk.openedOn).slice(0, 7)}-01`, 1)
  return `您家的待遇核定为${amountText(household, proposal)}，自${Number(from.slice(0, 4))}年${Number(from.slice(5, 7))}月起按月发放。`
}

const units = { day: '日', working_day: '个工作日', month: '个月' }

/** The limits run from the day on which the decision arrives. */
function appealText({ reconsideration, court }: Appeal): string {
  const within = ({ amount, unit }: Appeal['court']['fileWithin']) => `${amount} ${units[unit]}内`
  return `不服本决定的，可以自收到决定之日起 ${within(reconsideration.fileWithin)}向${reconsideration.body}申请行政复议，也可以在 ${within(court.fileWithin)}向${court.body}提起行政诉讼。`
}

const dayText = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
const dateText = (day: string): string => `${Number(day.slice(0, 4))}年${dayText(day)}`
