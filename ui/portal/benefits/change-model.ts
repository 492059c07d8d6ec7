/** What a household reports: kinds of change in plain words, what each needs, and the report as sent. Pure. */

export type ChangeKind = 'income' | 'birth' | 'death' | 'leaves' | 'move' | 'other'

export type ChangeDraft = {
  kind?: ChangeKind | undefined
  changed_on?: string | undefined
  person_id?: string | undefined
  fact?: string | undefined
  /** Fen a month. */
  amount?: string | undefined
  text: string
}

export const changeKinds: { value: ChangeKind; label: string; hint: string }[] = [
  { value: 'income', label: '收入变了', hint: '涨了、少了、有了新工作、没有工作了' },
  { value: 'birth', label: '添了孩子', hint: '先在社区或街道登记出生，再报告' },
  { value: 'death', label: '有人去世', hint: '从下个月起重新算' },
  { value: 'leaves', label: '有人不在一起生活了', hint: '结婚、离婚、独立生活' },
  { value: 'move', label: '搬家了', hint: '户口或住处换了街道' },
  { value: 'other', label: '别的变化', hint: '用自己的话写' },
]

export const needsPerson = (kind: ChangeKind | undefined): boolean =>
  kind === 'income' || kind === 'death' || kind === 'leaves'

/** Kinds whose effect can be worked out at once; the others are looked at by the street first. */
export const hasPreview = (kind: ChangeKind | undefined): boolean => needsPerson(kind)

/** What is still missing, by field, in words. */
export function missingOf(draft: ChangeDraft): { field: keyof ChangeDraft; message: string } | undefined {
  if (draft.kind === undefined) return { field: 'kind', message: '请选一项' }
  if (needsPerson(draft.kind) && draft.person_id === undefined)
    return { field: 'person_id', message: '请选是家里哪一位' }
  if (draft.kind === 'income' && draft.fact === undefined)
    return { field: 'fact', message: '请选是哪一种收入' }
  if (draft.kind === 'income' && draft.amount === undefined)
    return { field: 'amount', message: '请填现在每月多少，没有就填 0' }
  if (draft.changed_on === undefined) return { field: 'changed_on', message: '请填从哪天起变的' }
  if (!needsPerson(draft.kind) && draft.text.trim().length < 5)
    return { field: 'text', message: '请写清楚是什么变化，至少 5 个字' }
  return undefined
}

type ChangeReport = {
  programme_id: string
  kind: ChangeKind
  changed_on: string
  text: string
  members?: { person_id: string; answers: Record<string, string | null> }[]
  person_id?: string | null
}

/** The report as the server takes it. */
export function changeOf(programme_id: string, draft: ChangeDraft): ChangeReport {
  const { kind = 'other', person_id, fact, amount } = draft
  const about = { programme_id, kind, changed_on: draft.changed_on ?? '', text: draft.text.trim() }
  if (kind === 'income' && person_id !== undefined && fact !== undefined)
    return { ...about, members: [{ person_id, answers: { [fact]: amount ?? null } }] }
  return kind === 'death' || kind === 'leaves' ? { ...about, person_id: person_id ?? null } : about
}
