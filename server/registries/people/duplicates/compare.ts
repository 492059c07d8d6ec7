/** Two records side by side; pure. */
import { maskIdentityNumber, maskTelephone } from '../../identifiers/index.ts'
import { SEX_TITLES } from '../model.ts'
import type { PersonRow } from '../queries.ts'
import type { Reason } from './queries.ts'

export const REASON_LABELS: Record<Reason, string> = {
  same_name_and_birth_date: '姓名与出生日期相同',
  similar_identity_number: '证件号码只差一位',
  same_telephone: '电话相同',
  same_pinyin_and_birth_date: '读音与出生日期相同',
}

export type Comparison = {
  field: string
  label: string
  left: string | null
  right: string | null
  same: boolean
}

/** Field by field. Numbers are compared whole and shown masked. */
export function compare(left: PersonRow, right: PersonRow): Comparison[] {
  const line = (
    field: keyof PersonRow,
    label: string,
    show: (text: string) => string = (text) => text,
  ): Comparison => {
    const [a, b] = [left[field] as string | null, right[field] as string | null]
    return {
      field,
      label,
      left: a === null ? null : show(a),
      right: b === null ? null : show(b),
      // Two unknown numbers are not the same number; two who live are alike in that.
      same: a === b && (a !== null || field === 'death_date'),
    }
  }
  return [
    line('name', '姓名'),
    line('sex', '性别', (sex) => SEX_TITLES[sex] ?? '未知'),
    line('birth_date', '出生日期'),
    line('identity_number', '证件号码', maskIdentityNumber),
    line('telephone', '电话', maskTelephone),
    line('division_path', '所在地'),
    line('death_date', '死亡日期'),
  ]
}
