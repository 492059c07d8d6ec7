import type { AnswerOf } from '../../shell/index.ts'
import { useQueryRoute, useSession } from '../../shell/index.ts'
import { benefitCaseRoutes } from '../../../server/benefits/contract.ts'
import type { caseRoutes } from '../../../server/casework/contract.ts'
import { Icon, TextLink, dateText, dayText } from '../../design/index.ts'
import { daysLeftText, daysUntil } from '../days.ts'

export type MyCase = AnswerOf<typeof caseRoutes.list_my_cases>['rows'][number]

/** The one that needs the reader first, else the latest that is open. */
export function foremost(rows: readonly MyCase[]): MyCase | undefined {
  const open = rows.filter((row) => row.state === 'open')
  return (
    open.find((row) => row.needs_me) ?? open.toSorted((a, b) => b.opened_on.localeCompare(a.opened_on))[0]
  )
}

const shownFor = 60

/** What was decided of late, the newest first; two months long it stands on the first page. */
function lately(rows: readonly MyCase[], today: string): MyCase | undefined {
  return rows
    .filter((row) => row.closed_on !== null && daysUntil(today, row.closed_on) >= -shownFor)
    .toSorted((a, b) => (b.closed_on ?? '').localeCompare(a.closed_on ?? ''))[0]
}

/** How the last case ended, and the way to its reasons. */
export function Decided({ rows }: { rows: readonly MyCase[] }) {
  const { business_date } = useSession()
  const row = lately(rows, business_date)
  if (row === undefined || row.closed_on === null) return null
  return (
    <TextLink to={`/progress/${row.case_id}`} className="under-way">
      <span>
        <strong>
          您的{row.programme_title}
          {row.kind_title}：{row.outcome_title ?? '已办结'}
        </strong>
        <span className="second">{dateText(row.closed_on)}办结，看结果和理由</span>
      </span>
      <Icon name="right" />
    </TextLink>
  )
}

/** 最迟 9月27日给您答复，还有 9 天. */
export function answerByText(row: MyCase, today: string): string {
  if (row.needs_me && row.due_on !== null)
    return `请在 ${dayText(row.due_on)}前补齐，${daysLeftText(today, row.due_on)}`
  const by = row.whole_due_on ?? row.due_on
  if (by === null) return `${dayText(row.opened_on)}提交，受理后告诉您答复日期`
  if (by < today) return `应在 ${dayText(by)}答复，${daysLeftText(today, by)}，可以打 12345 催办`
  return `最迟 ${dayText(by)}给您答复，${daysLeftText(today, by)}`
}

/** The one thing that is going on, with its date. */
export function UnderWay({ rows }: { rows: readonly MyCase[] }) {
  const { business_date, account } = useSession()
  const row = foremost(rows)
  // What the means check found otherwise than declared waits for the reader, too; only the case itself knows.
  const { data } = useQueryRoute(
    benefitCaseRoutes.get_benefit_case,
    { params: { case_id: row?.case_id ?? '' } },
    { enabled: row !== undefined },
  )
  const open = data?.head.state === 'open' ? (data.means_check?.open_discrepancies ?? 0) : 0
  const agreed = !(
    data?.authorisations.open === true &&
    data.authorisations.missing.some((each) => each.person_id === account?.person_id)
  )
  if (row === undefined) return null
  const others = rows.filter((each) => each.state === 'open').length - 1
  return (
    <div>
      <TextLink to={`/progress/${row.case_id}`} className="under-way">
        <span>
          <strong>
            {row.needs_me
              ? `您的${row.programme_title}${row.kind_title}，要您补材料`
              : !agreed
                ? `您家的${row.programme_title}${row.kind_title}，等您同意核对`
                : open > 0
                  ? `您的${row.programme_title}${row.kind_title}，有 ${open} 处要您看看`
                  : `您的${row.programme_title}${row.kind_title}，办到${row.step_title}`}
          </strong>
          <span className="second">{answerByText(row, business_date)}</span>
        </span>
        <Icon name="right" />
      </TextLink>
      {others > 0 && (
        <p className="second">
          另有 {others} 件在办，<TextLink to="/progress">都看看</TextLink>
        </p>
      )}
    </div>
  )
}
