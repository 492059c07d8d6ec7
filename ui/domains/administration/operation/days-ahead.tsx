/** What falls due before a day, in counts: the administrator sees no case. */
import { previewBusinessDay } from '../../../../server/administration/contract.ts'
import { ErrorNotice, FactSection, Unverified, countText, dateText } from '../../../design/index.ts'
import { useQueryRoute } from '../../../shell/index.ts'

export function DaysAhead({ until }: { until: string }) {
  const { data, error, refetch } = useQueryRoute(previewBusinessDay, { query: { until } })
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} />
  if (data === undefined) return <p className="second">正在清点</p>
  const rows = [
    { label: '公示期满', count: data.notices_ending, note: '自动进入下一环节' },
    { label: '视为受理', count: data.silent_acceptances, note: '逾期未告知补正的申请' },
    { label: '定期复核', count: data.reviews_due, note: '自动立复核件' },
    { label: '办件到期', count: data.deadlines_passing, note: '到那天仍没人办，就会超期' },
  ]
  return (
    <FactSection
      title={`到 ${dateText(data.until)} 之前会到期的`}
      note={
        <>
          {countText(data.days)} 天
          {data.working_days === null ? (
            <>
              {'　'}
              <Unverified missing="途经年份的放假安排还没有导入，请先到工作日历导入。">
                工作日历未公布
              </Unverified>
            </>
          ) : (
            `，其中 ${countText(data.working_days)} 个工作日`
          )}
        </>
      }
      wide
      facts={rows.map((row) => ({
        key: row.label,
        label: row.label,
        value: `${countText(row.count)} 件`,
        source: row.note,
      }))}
    />
  )
}
