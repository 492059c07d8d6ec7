import type { AccountRow } from '../../../../server/administration/contract.ts'
import { Light, Tag } from '../../../design/index.ts'

/** From the fifth failure on a name has to wait at the door. */
const lockedAfter = 5

export const isLocked = (row: AccountRow): boolean => row.recent_failures >= lockedAfter

/** 在用, 已停用, or many failures at the door. */
export function AccountState({ row }: { row: AccountRow }) {
  if (row.state === 'disabled') return <Tag>已停用</Tag>
  if (isLocked(row)) return <Light state="due_soon">登录失败 {row.recent_failures} 次</Light>
  return <Light state="normal">在用</Light>
}
