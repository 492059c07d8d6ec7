/** 公示查询: what hangs now, by district and street; names masked. */
import { noticeRoutes } from '../../../server/casework/contract.ts'
import { divisionRoutes } from '../../../server/registries/contract.ts'
import { Button, EmptyState, ErrorNotice, countText, dateText } from '../../design/index.ts'
import { SelectField } from '../../forms/index.ts'
import { usePortalFrame, useListState, useQueryRoute } from '../../shell/index.ts'
import { PortalPage } from '../portal-page.tsx'
import { RowLink, RowLinks } from '../row-link.tsx'
import { noticeKinds } from './notice-words.ts'

function PlaceChoice({ list }: { list: ReturnType<typeof useListState> }) {
  const district = list.filters['district']
  const districts = useQueryRoute(divisionRoutes.list_divisions, { query: {} })
  const streets = useQueryRoute(
    divisionRoutes.list_divisions,
    { query: { parent: district } },
    { enabled: district !== undefined },
  )
  const options = (rows: { division_code: string; name: string }[] | undefined) =>
    (rows ?? []).map((row) => ({ value: row.division_code, label: row.name }))
  return (
    <div className="stack">
      <SelectField
        label="哪个区"
        none="全市"
        value={district}
        onChange={(value) => {
          list.setFilters({ district: value, street: undefined })
        }}
        options={options(districts.data?.rows)}
      />
      {district !== undefined && (
        <SelectField
          label="哪个街道、镇"
          none="全区"
          value={list.filters['street']}
          onChange={(value) => list.setFilter('street', value)}
          options={options(streets.data?.rows)}
        />
      )}
    </div>
  )
}

export default function NoticesPage() {
  usePortalFrame({ place: '公示查询' })
  const list = useListState(['district', 'street'], { limit: 20 })
  const place = list.filters['street'] ?? list.filters['district']
  const { data, error, refetch } = useQueryRoute(noticeRoutes.list_notices, {
    query: {
      limit: list.limit,
      offset: list.offset,
      ...(place === undefined ? {} : { division_code: place }),
    },
  })
  const more = data !== undefined && list.offset + list.limit < data.total
  return (
    <PortalPage
      title="公示查询"
      second="正在公示的名单。对公示有意见，谁都可以提，不用登录。"
      back={{ to: '/', title: '首页' }}
    >
      <PlaceChoice list={list} />
      {error !== null && <ErrorNotice error={error} retry={() => void refetch()} />}
      {data !== undefined && data.total === 0 && (
        <EmptyState title="这里现在没有正在公示的" why="公示期满就撤下。可以换一个街道，或者看全市的。" />
      )}
      {data !== undefined && data.total > 0 && (
        <>
          <p role="status">
            {countText(data.total)} 户正在公示
            {data.total > list.limit &&
              `，这里是第 ${list.offset + 1} 到 ${Math.min(list.offset + list.limit, data.total)} 户`}
          </p>
          <RowLinks label="正在公示的">
            {data.rows.map((row) => (
              <RowLink
                key={row.notice_id}
                to={`/notices/${row.notice_id}`}
                title={`${row.masked_name}户　${row.programme_title}`}
                second={
                  <>
                    {row.district_name}
                    {row.street_name}
                    {row.community_name}
                    <br />
                    {noticeKinds[row.kind]}，到 {dateText(row.ends_on)}
                  </>
                }
              />
            ))}
          </RowLinks>
          <div className="row">
            {list.offset > 0 && (
              <Button onClick={() => list.setOffset(Math.max(0, list.offset - list.limit))}>上一页</Button>
            )}
            {more && <Button onClick={() => list.setOffset(list.offset + list.limit)}>下一页</Button>}
          </div>
        </>
      )}
    </PortalPage>
  )
}
