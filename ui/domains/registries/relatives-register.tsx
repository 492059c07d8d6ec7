/** 备案: the near relatives of staff who live in the area, for whoever keeps the register of it. */
import { useState } from 'react'
import { staffRelativeRoutes } from '../../../server/registries/staff-relatives/contract.ts'
import {
  Button,
  DataTable,
  DateText,
  EmptyState,
  Light,
  TextLink,
  ViewLinks,
  countText,
  dateText,
  fieldMessage,
  useStatus,
} from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { DateField, SearchSelectField, TextAreaField } from '../../forms/index.ts'
import { download, useAct, useListState, useQueryRoute, useSession } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { ActDialog } from './act-dialog.tsx'
import { RelativeFields, emptyRelative, missingOfRelative, relativeBody } from './declare-relative-dialog.tsx'
import { relationWords } from './words.ts'

type Relative = AnswerOf<typeof staffRelativeRoutes.list_relatives>['rows'][number]
type State = 'present' | 'ended' | 'any'

const states: Record<State, string> = { present: '有效', ended: '已结束', any: '全部' }
const isState = (text: string | undefined): text is State => text !== undefined && text in states

const columnsOf = (onEnd: (row: Relative) => void): Column<Relative>[] => [
  {
    key: 'staff',
    title: '工作人员',
    fixed: true,
    cell: (row) => (
      <>
        <strong>{row.staff_name}</strong>
        <span className="second">{row.unit_name ?? '没有现任岗位'}</span>
      </>
    ),
  },
  {
    key: 'relative',
    title: '近亲属',
    fixed: true,
    cell: (row) => (
      <>
        <TextLink to={`/workbench/people/${row.person_id}`}>{row.name}</TextLink>
        <span className="second">{row.masked_identity_number ?? '没有证件号码'}</span>
      </>
    ),
  },
  { key: 'relation', title: '是他的', cell: (row) => relationWords[row.relation] },
  { key: 'place', title: '住在', wrap: true, cell: (row) => row.division_path },
  { key: 'from', title: '从', cell: (row) => <DateText date={row.from} /> },
  {
    key: 'state',
    title: '状态',
    cell: (row) =>
      row.until === null ? (
        <Light state="normal">有效</Light>
      ) : (
        <>
          {dateText(row.until)}结束
          <span className="second">
            {row.ended_by_name}：{row.end_reason}
          </span>
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
        {row.by_oneself ? '本人申报' : `${row.declared_by_name}登记`}
        {row.basis !== null && <span className="second">{row.basis}</span>}
      </>
    ),
  },
  {
    key: 'acts',
    title: '办理',
    cell: (row) =>
      row.may_end ? (
        <Button
          kind="link"
          aria-label={`登记结束：${row.staff_name}的近亲属${row.name}`}
          onClick={() => onEnd(row)}
        >
          登记结束
        </Button>
      ) : (
        row.until === null && <span className="second">自己的，由别人结束</span>
      ),
  },
]

export function RelativesRegister() {
  const list = useListState(['state'])
  const asked = list.filters['state']
  const state = isState(asked) ? asked : 'present'
  const [open, setOpen] = useState<'register' | Relative>()
  const { data, error, refetch } = useQueryRoute(staffRelativeRoutes.list_relatives, {
    query: { state, limit: list.limit, offset: list.offset },
  })
  const close = () => setOpen(undefined)
  return (
    <section className="stack" aria-labelledby="relatives-register">
      <div className="row">
        <h2 id="relatives-register">辖区备案 {countText(data?.total ?? 0)} 人</h2>
        <ViewLinks
          label="状态"
          views={(Object.keys(states) as State[]).map((key) => ({ key, title: states[key] }))}
          value={state}
          onChange={(key) => list.setFilter('state', key === 'present' ? undefined : key)}
        />
        <Button onClick={() => setOpen('register')}>登记查到的</Button>
      </div>
      <div className="table-cards">
        <DataTable
          caption="辖区内经办人员近亲属的备案"
          columns={columnsOf(setOpen)}
          rows={data?.rows}
          rowKey={(row) => row.staff_relative_id}
          rowName={(row) => `${row.staff_name}的近亲属${row.name}`}
          countWord="人"
          columnsKey="relatives"
          onExport={() =>
            download(staffRelativeRoutes.export_relatives, { body: { state } }, '近亲属备案.xlsx')
          }
          page={{ offset: list.offset, limit: list.limit, total: data?.total ?? 0, onPage: list.setOffset }}
          error={error}
          retry={() => void refetch()}
          note="住在您辖区内的；导出记入审计"
          empty={
            <EmptyState
              title={state === 'present' ? '没有备案的近亲属' : '没有这样的记录'}
              why="工作人员申报后，近亲属住在您辖区的会列在这里；查到没有申报的，可以登记。"
            />
          }
        />
      </div>
      {open === 'register' && <RegisterRelativeDialog onClose={close} />}
      {open !== undefined && open !== 'register' && <EndRelativeDialog row={open} onClose={close} />}
    </section>
  )
}

function RegisterRelativeDialog({ onClose }: { onClose: () => void }) {
  const { business_date } = useSession()
  const [draft, setDraft] = useState(() => emptyRelative(business_date))
  const [account_id, setAccount] = useState<string>()
  const [basis, setBasis] = useState('')
  const { data } = useQueryRoute(staffRelativeRoutes.list_colleagues_of_area, {})
  const say = useStatus()
  const register = useAct(staffRelativeRoutes.register_relative, {
    onDone: ({ in_area }) => {
      say(in_area ? '已登记' : '已登记；此人住在别的辖区，由那里备案')
      onClose()
    },
  })
  const missing =
    account_id === undefined
      ? '先选工作人员'
      : (missingOfRelative(draft) ?? (basis.trim().length < 4 ? '先写依据' : undefined))
  return (
    <ActDialog
      title="登记查到的近亲属"
      act="登记"
      missing={missing}
      busy={register.isPending}
      error={register.error}
      onClose={onClose}
      onAct={() =>
        register.mutate({
          body: { ...relativeBody(draft), account_id: account_id ?? '', basis: basis.trim() },
        })
      }
    >
      <p className="second">本人没有申报、由您查到的。登记后他自己看得到是谁登记的、依据是什么。</p>
      <SearchSelectField
        label="哪名工作人员"
        none="输入姓名或单位查找"
        value={account_id}
        onChange={setAccount}
        options={(data?.rows ?? []).map((row) => ({
          value: row.account_id,
          label: row.name,
          second: row.unit_name,
        }))}
        error={fieldMessage(register.error, 'account_id')}
      />
      <RelativeFields draft={draft} onChange={setDraft} of="是他的" error={register.error} />
      <TextAreaField
        label="依据"
        hint="至少 4 个字：从哪里知道的，怎样核实的"
        value={basis}
        onChange={setBasis}
        maxLength={200}
        rows={2}
        error={fieldMessage(register.error, 'basis')}
      />
    </ActDialog>
  )
}

function EndRelativeDialog({ row, onClose }: { row: Relative; onClose: () => void }) {
  const { business_date } = useSession()
  const [on, setOn] = useState<string | undefined>(business_date)
  const [reason, setReason] = useState('')
  const say = useStatus()
  const end = useAct(staffRelativeRoutes.end_relative, {
    onDone: () => {
      say(`已登记结束：${row.staff_name}的近亲属${row.name}`)
      onClose()
    },
  })
  return (
    <ActDialog
      title={`登记结束：${row.staff_name}的近亲属${row.name}`}
      act="登记结束"
      missing={on === undefined ? '先填日期' : reason.trim().length < 4 ? '先写原因' : undefined}
      busy={end.isPending}
      error={end.error}
      onClose={onClose}
      onAct={() =>
        end.mutate({
          params: { staff_relative_id: row.staff_relative_id },
          body: { on: on ?? '', reason: reason.trim() },
        })
      }
    >
      <p className="second">
        从这一天起，{row.staff_name}可以办{row.name}的件。记录保留，写入审计。
      </p>
      <DateField
        label="从哪天起不再是"
        hint={`晚于${dateText(row.from)}，不晚于今天`}
        today={business_date}
        value={on}
        onChange={setOn}
        error={fieldMessage(end.error, 'on')}
      />
      <TextAreaField
        label="原因"
        hint="至少 4 个字：离婚、收养解除、登记有误"
        value={reason}
        onChange={setReason}
        maxLength={200}
        rows={2}
        error={fieldMessage(end.error, 'reason')}
      />
    </ActDialog>
  )
}
