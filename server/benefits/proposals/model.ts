/** 标准调整: states and words. Pure. */
export type ProposalState = 'draft' | 'submitted' | 'approved' | 'applied' | 'withdrawn'

export const stateTitles: Record<ProposalState, string> = {
  draft: '起草中',
  submitted: '待批准',
  approved: '已批准，到期施行',
  applied: '已施行',
  withdrawn: '已撤回',
}

/** Months that are over, or under way, at the day: a value from before then changes what was already paid. */
export const changesThePast = (effective_from: string, today: string): boolean =>
  effective_from < `${today.slice(0, 7)}-01`

/** The first month that a value holds for the whole of. */
export function firstWholeMonth(effective_from: string): string {
  if (effective_from.endsWith('-01')) return effective_from
  const [year, month] = effective_from.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
}
