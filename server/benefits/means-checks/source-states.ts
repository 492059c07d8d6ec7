/** How a source stands in a check, in one word that pages, papers and lists share. Pure. */
import type { MeansRequestRow } from './requests/queries.ts'
import { isStale, type MeansSource } from './sources.ts'

export type SourceState =
  | 'not_connected'
  | 'not_asked'
  | 'asked'
  | 'answered'
  | 'stale'
  | 'unanswered'
  | 'failed'
  | 'stopped'

export const sourceStateTexts: Record<SourceState, string> = {
  not_connected: '没有接入，凭纸质答复登记',
  not_asked: '还没有查询',
  asked: '正在查询',
  answered: '已答复',
  stale: '数据过期，按未知处理',
  unanswered: '没有答复，仍为未知',
  failed: '查询失败，仍为未知',
  stopped: '不再等待，仍为未知',
}

/** By the last round of the source; `undefined` when it was never asked. */
export function stateOf(
  source: MeansSource,
  round: Pick<MeansRequestRow, 'outcome' | 'as_of'> | undefined,
  today: string,
  connected = true,
): SourceState {
  if (round === undefined) return connected ? 'not_asked' : 'not_connected'
  if (round.outcome === null) return 'asked'
  if (round.outcome !== 'answered') return round.outcome
  return round.as_of !== null && isStale(source, round.as_of, today) ? 'stale' : 'answered'
}
