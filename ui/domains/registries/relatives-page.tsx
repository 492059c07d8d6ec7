/** 近亲属申报: one's own near relatives, why they are declared and what follows; the register of the area beside it. */
import { useState } from 'react'
import { staffRelativeRoutes } from '../../../server/registries/staff-relatives/contract.ts'
import { exportOf } from '../../../server/platform/tables/contract.ts'
import {
  Button,
  DataTable,
  DateText,
  EmptyState,
  Light,
  Page,
  PageHead,
  dateText,
} from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { fileAddress, useQueryRoute } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { DeclareRelativeDialog } from './declare-relative-dialog.tsx'
import { RelativesRegister } from './relatives-register.tsx'
import { relationWords } from './words.ts'
import './registries.css'

type OwnRelative = AnswerOf<typeof staffRelativeRoutes.list_own_relatives>['rows'][number]

const columns: Column<OwnRelative>[] = [
  { key: 'name', title: '近亲属', fixed: true, cell: (row) => <strong>{row.name}</strong> },
  { key: 'relation', title: '是我的', cell: (row) => relationWords[row.relation] },
  { key: 'from', title: '从', cell: (row) => <DateText date={row.from} /> },
  {
    key: 'state',
    title: '状态',
    cell: (row) =>
      row.until === null ? (
        <Light state="normal">回避中</Light>
      ) : (
        <>
          {dateText(row.until)}结束<span className="second">{row.end_reason}</span>
        </>
      ),
  },
  {
    key: 'how',
    title: '怎么登记的',
    wrap: true,
    cell: (row) => (
      <>
        {dateText(row.declared_on)}
        {row.by_oneself ? '本人申报' : '由区、市登记'}
        {row.basis !== null && <span className="second">{row.basis}</span>}
      </>
    ),
  },
]

export default function RelativesPage() {
  const { data, error, refetch } = useQueryRoute(staffRelativeRoutes.list_own_relatives, {})
  const [declaring, setDeclaring] = useState(false)
  return (
    <Page>
      <PageHead
        title="近亲属申报"
        end={
          <Button kind="primary" onClick={() => setDeclaring(true)}>
            申报一人
          </Button>
        }
      />
      <Why />
      <section className="stack" aria-labelledby="own-relatives">
        <h2 id="own-relatives">我申报的</h2>
        <div className="table-cards">
          <DataTable
            caption="我申报的近亲属"
            exportPath={fileAddress(exportOf(staffRelativeRoutes.list_own_relatives), {})}
            columns={columns}
            rows={data?.rows}
            rowKey={(row) => row.staff_relative_id}
            rowName={(row) => row.name}
            countWord="人"
            error={error}
            retry={() => void refetch()}
            empty={
              <EmptyState
                title="还没有申报"
                why="父母、配偶、子女等近亲属住在本市、可能申请救助的，请先申报。没有的不必填。"
              />
            }
          />
        </div>
      </section>
      {data?.may_keep === true && <RelativesRegister />}
      {declaring && <DeclareRelativeDialog onClose={() => setDeclaring(false)} />}
    </Page>
  )
}

function Why() {
  return (
    <div className="relatives-why">
      <section aria-labelledby="relatives-why">
        <h2 id="relatives-why">为什么要申报</h2>
        <p>
          经办人员和居（村）委会干部的近亲属申请低保，要单独登记，区里全部入户调查（民发〔2012〕220号第二十六条；2021年起见民发〔2021〕57号第二十条）。由别人办理是本系统的规矩，为的是您办得清楚，别人看得清楚。
        </p>
      </section>
      <section aria-labelledby="relatives-then">
        <h2 id="relatives-then">申报以后</h2>
        <ul>
          <li>他和同户的办件，您不能办；您已经领办的，自动放回待领。</li>
          <li>到区里的申请，不用抽也要入户。他该得的，一样按规定给。</li>
          <li>看得到的只有您自己，和他住地的区级审核、审批人、市级政策岗；同事看不到。</li>
          <li>不再是近亲属或报错了，由区里登记结束；不删除，也不能自己结束自己的。</li>
        </ul>
      </section>
    </div>
  )
}
