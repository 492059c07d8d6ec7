/** One proposal: what changes, on what it rests, what it would do, and the next act of whoever looks. */
import { useState } from 'react'
import { proposalRoutes } from '../../../server/benefits/contract.ts'
import {
  Button,
  ConfirmDialog,
  DataTable,
  ErrorNotice,
  FactSection,
  Light,
  Money,
  Page,
  PageHead,
  Progress,
  StatFigure,
  StatFigures,
  Unverified,
  countText,
  dateText,
  useStatus,
} from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { mayOpen, useAct, useParameter, useQueryRoute, useSession } from '../../shell/index.ts'
import { ProposalImpact } from './proposal-impact.tsx'
import { ProposedRules } from './proposed-rules.tsx'
import { lightOfProposal, valueText, type ProposalView, type ProposedValue } from './proposal-words.ts'
import './social-assistance.css'

const columns: Column<ProposedValue>[] = [
  { key: 'label', title: '数值', fixed: true, cell: (row) => row.label },
  { key: 'before', title: '施行前', align: 'end', cell: (row) => valueText(row.before, row.unit) },
  {
    key: 'value',
    title: '调整为',
    align: 'end',
    cell: (row) => <strong>{valueText(row.value, row.unit)}</strong>,
  },
  { key: 'programmes', title: '用于', wrap: true, cell: (row) => row.programmes.join('、') },
]

export default function ProposalPage() {
  const proposal_id = useParameter('proposal_id')
  const [running, setRunning] = useState(false)
  const { data, error, refetch } = useQueryRoute(
    proposalRoutes.get_proposal,
    { params: { proposal_id } },
    running ? { every: 2000 } : {},
  )
  if (data !== undefined && data.running !== running) setRunning(data.running)
  if (error !== null) return <ErrorNotice error={error} retry={() => void refetch()} />
  if (data === undefined) return <Page>{null}</Page>
  return (
    <Page>
      <PageHead
        title={data.title}
        beside={<Light state={lightOfProposal(data)}>{data.state_title}</Light>}
        end={<Acts view={data} onDone={() => void refetch()} />}
      />
      {data.versions.map((version) => (
        <ProposedRules key={version.programme_id} version={version} />
      ))}
      {data.values.length > 0 && (
        <DataTable
          caption="调整的数值"
          columns={columns}
          rows={data.values}
          rowKey={(row) => `${row.parameter} ${row.value_division}`}
          rowName={(row) => row.label}
          countWord="项"
          empty={null}
        />
      )}
      <FactSection title="依据和经过" facts={factsOf(data)} />
      {data.households_done > 0 && <Came view={data} />}
      {waitsForApproval(data) && <ProposalImpact view={data} />}
    </Page>
  )
}

/** Once it is law, what came of it is known and no longer reckoned. */
const waitsForApproval = ({ state }: ProposalView): boolean => state === 'draft' || state === 'submitted'

function factsOf(view: ProposalView) {
  const verified = view.mark === 'O' || view.mark === 'T'
  const document = (
    <>
      {view.document}
      {view.document_number === null ? '' : `　${view.document_number}`}
      {view.document_date === null ? '' : `　${dateText(view.document_date)}`}
      {!verified && '　'}
      {!verified && <Unverified missing="这份文件的原文还没有读到，施行前请核对" />}
    </>
  )
  return [
    {
      key: 'from',
      label: '施行',
      value: `${dateText(view.effective_from)}${view.changes_the_past ? '，追溯以前月份' : ''}`,
    },
    { key: 'document', label: '依据', value: document },
    ...(view.reason === '' ? [] : [{ key: 'reason', label: '说明', value: view.reason }]),
    {
      key: 'prepared',
      label: '起草',
      value: `${view.prepared_by_name ?? ''}　${dateText(view.prepared_on)}`,
    },
    ...(view.approved_on === null
      ? []
      : [
          {
            key: 'approved',
            label: '批准',
            value: `${view.approved_by_name ?? ''}　${dateText(view.approved_on)}`,
          },
        ]),
  ]
}

/** What the run through all households came to, while it runs and after. */
function Came({ view }: { view: ProposalView }) {
  return (
    <>
      {view.running && (
        <Progress
          label="正在按新规定逐户重新核定"
          done={view.households_done}
          countWord="户"
          note="可以离开这一页"
        />
      )}
      <StatFigures>
        <StatFigure number={countText(view.households_done)} unit="户" label="已核定" base="在享的户" />
        <StatFigure
          number={countText(view.households_changed)}
          unit="户"
          label="金额有变"
          base="另作决定，各有凭据"
        />
        <StatFigure
          number={countText(view.households_waiting)}
          unit="户"
          label="还差事实"
          base="照旧发放，下次复核时问"
          {...(view.households_waiting > 0 ? { light: 'due_soon' as const } : {})}
        />
      </StatFigures>
      {view.difference_total !== '0' && (
        <p>
          已发月份的差额合计 <Money fen={view.difference_total} signed unit="元" />
          ，随以后的批次补发或追回。
        </p>
      )}
    </>
  )
}

type Verb = 'submit' | 'return' | 'approve' | 'withdraw'
const words: Record<Verb, string> = {
  submit: '提交批准',
  return: '退回修改',
  approve: '批准',
  withdraw: '撤回',
}

function Acts({ view, onDone }: { view: ProposalView; onDone: () => void }) {
  const { account } = useSession()
  const [asking, setAsking] = useState<Verb>()
  const say = useStatus()
  const options = (verb: Verb) => ({
    onDone: () => {
      say(`已${words[verb]}：${view.title}`)
      setAsking(undefined)
      onDone()
    },
  })
  const acts = {
    submit: useAct(proposalRoutes.submit_proposal, options('submit')),
    return: useAct(proposalRoutes.return_proposal, options('return')),
    approve: useAct(proposalRoutes.approve_proposal, options('approve')),
    withdraw: useAct(proposalRoutes.withdraw_proposal, options('withdraw')),
  }
  const may: Record<Verb, boolean> = {
    submit: view.own && view.state === 'draft',
    withdraw: view.own && (view.state === 'draft' || view.state === 'submitted'),
    approve: view.state === 'submitted' && mayOpen(['policy_officer', 'leader'], account),
    return: view.state === 'submitted' && mayOpen(['policy_officer', 'leader'], account) && !view.own,
  }
  const shown = (['approve', 'submit', 'return', 'withdraw'] as const).filter((verb) => may[verb])
  const act = asking === undefined ? undefined : acts[asking]
  return (
    <span className="proposal-acts">
      {shown.map((verb) => (
        <Button
          key={verb}
          kind={verb === 'approve' || verb === 'submit' ? 'primary' : 'second'}
          disabledBecause={verb === 'approve' && view.own ? '批准，须由起草人以外的人' : undefined}
          onClick={() => setAsking(verb)}
        >
          {words[verb]}
        </Button>
      ))}
      {asking !== undefined && act !== undefined && (
        <ConfirmDialog
          open
          act={words[asking]}
          thing={view.title}
          consequence={consequence(asking, view)}
          busy={act.isPending}
          error={act.error}
          onClose={() => setAsking(undefined)}
          onAct={() =>
            act.mutate({ params: { proposal_id: view.proposal_id }, body: { version: view.version } })
          }
        />
      )}
    </span>
  )
}

function consequence(verb: Verb, view: ProposalView): string {
  const from = dateText(view.effective_from)
  if (verb === 'approve')
    return `${from}起成为规定。在享的户逐户重新核定${view.changes_the_past ? '，已发月份补发或追回差额' : ''}；批准后不能撤回，只能再作调整。`
  if (verb === 'submit') return '交另一人批准。批准以前可以撤回。'
  return verb === 'return' ? '退给起草人修改，修改后重新提交。' : '撤回后这个方案作废，要用再起草一个。'
}
