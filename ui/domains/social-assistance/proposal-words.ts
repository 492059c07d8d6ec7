/** How a proposal's state and values are said. */
import type { LightState } from '../../design/index.ts'
import type { proposalRoutes } from '../../../server/benefits/contract.ts'
import type { AnswerOf } from '../../shell/index.ts'

export type ProposalSummary = AnswerOf<typeof proposalRoutes.list_proposals>['rows'][number]
export type ProposalView = AnswerOf<typeof proposalRoutes.get_proposal>
export type ProposedValue = ProposalView['values'][number]

/** A proposal waits for somebody until it is law; then it is done. */
export function lightOfProposal({ state }: Pick<ProposalSummary, 'state'>): LightState {
  return state === 'submitted' ? 'due_soon' : 'normal'
}

const units: Record<ProposedValue['unit'], string> = {
  money: '元',
  'money/month': '元/月',
  count: '',
  ratio: '',
  day: '',
  flag: '',
}

/** 860.00 元/月, 30%. */
export function valueText(value: string | null, unit: ProposedValue['unit']): string {
  if (value === null) return '没有'
  if (unit === 'ratio') return `${Number((Number(value) * 100).toFixed(4))}%`
  if (unit !== 'money' && unit !== 'money/month') return value
  const [whole = '', fraction = ''] = value.split('.')
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction.padEnd(2, '0')} ${units[unit]}`
}
