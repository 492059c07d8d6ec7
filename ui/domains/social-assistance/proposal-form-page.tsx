/** 起草标准调整: other rules and new values with their date and document; what is typed stays, also after a lost session. */
import { useNavigate } from '@tanstack/react-router'
import { proposalRoutes } from '../../../server/benefits/contract.ts'
import { Button, ErrorNotice, Page, PageHead, TextLink, fieldMessage } from '../../design/index.ts'
import { ChoiceField, DateField, TextAreaField, TextField, useDraft } from '../../forms/index.ts'
import { useAct, useQueryRoute, useSession } from '../../shell/index.ts'
import { Values, Versions } from './proposal-changes.tsx'
import type { ChosenValue, ChosenVersion } from './proposal-changes.tsx'
import './social-assistance.css'

type Mark = 'O' | 'T' | 'S' | 'D' | 'M'
type Draft = {
  title: string
  from: string | undefined
  document: string
  number: string
  dated: string | undefined
  mark: Mark
  reason: string
  past: boolean
  values: ChosenValue[]
  versions: ChosenVersion[]
}

const first: Draft = {
  title: '',
  from: undefined,
  document: '',
  number: '',
  dated: undefined,
  mark: 'O',
  reason: '',
  past: false,
  values: [],
  versions: [],
}
const marks: { value: Mark; label: string }[] = [
  { value: 'O', label: '读过官方原文' },
  { value: 'S', label: '网页上的说法，待核实' },
  { value: 'M', label: '还没有文件，待核实' },
]

export default function ProposalFormPage() {
  const navigate = useNavigate()
  const { business_date, account } = useSession()
  const [draft, keep, clear] = useDraft<Draft>('proposal', first)
  const set = (part: Partial<Draft>) => keep({ ...draft, ...part })
  const { data } = useQueryRoute(
    proposalRoutes.list_changeable_parameters,
    { query: { on: business_date } },
    { enabled: business_date !== '' },
  )
  const versionsKnown = useQueryRoute(
    proposalRoutes.list_changeable_versions,
    { query: { on: business_date } },
    { enabled: business_date !== '' },
  ).data
  const save = useAct(proposalRoutes.draft_proposal, {
    onDone: ({ proposal_id }) => {
      clear()
      void navigate({ to: `/workbench/proposals/${proposal_id}` })
    },
  })
  const isPast = draft.from !== undefined && draft.from < `${business_date.slice(0, 7)}-01`
  const wrong = (field: string) => fieldMessage(save.error, field)
  const send = () =>
    save.mutate({
      body: {
        title: draft.title.trim(),
        effective_from: draft.from ?? '',
        document: draft.document.trim(),
        document_number: draft.number.trim() || null,
        document_date: draft.dated ?? null,
        mark: draft.mark,
        reason: draft.reason.trim(),
        changes_the_past: isPast && draft.past,
        values: draft.values.map((each) => ({
          ...each,
          value_division: account?.post?.division_code ?? '',
          value: each.value.replaceAll(/[,，\s]/g, ''),
        })),
        versions: draft.versions.map((each) => ({
          ...each,
          version_division: account?.post?.division_code ?? '',
        })),
      },
    })
  return (
    <Page>
      <PageHead title="起草标准调整" end={<TextLink to="/workbench/proposals">全部方案</TextLink>} />
      <form
        className="proposal-form"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <TextField
          label="名称"
          hint="例如：2018年4月低保标准提到 920 元"
          value={draft.title}
          onChange={(title) => set({ title })}
          maxLength={100}
          error={wrong('title')}
        />
        <DateField
          label="从哪天起施行"
          today={business_date}
          value={draft.from}
          onChange={(from) => set({ from })}
          error={wrong('effective_from')}
        />
        {isPast && (
          <label className="row">
            <input
              type="checkbox"
              className="check"
              checked={draft.past}
              onChange={(event) => set({ past: event.target.checked })}
            />
            追溯以前月份：已发的月份另补或追回差额
          </label>
        )}
        <Versions
          known={versionsKnown?.rows ?? []}
          chosen={draft.versions}
          onChange={(chosen) => set({ versions: chosen })}
          wrong={wrong}
        />
        <Values
          parameters={data?.rows ?? []}
          versions={draft.versions}
          values={draft.values}
          onChange={(values) => set({ values })}
          wrong={wrong}
        />
        <TextField
          label="依据的文件"
          value={draft.document}
          onChange={(document) => set({ document })}
          maxLength={200}
          error={wrong('document')}
        />
        <TextField
          label="文号"
          optional
          value={draft.number}
          onChange={(number) => set({ number })}
          maxLength={100}
          error={wrong('document_number')}
        />
        <DateField
          label="发文日期"
          optional
          today={business_date}
          value={draft.dated}
          onChange={(dated) => set({ dated })}
          error={wrong('document_date')}
        />
        <ChoiceField
          label="依据读到哪里"
          value={draft.mark}
          onChange={(mark) => set({ mark: mark as Mark })}
          choices={marks}
        />
        <TextAreaField
          label="说明"
          optional
          value={draft.reason}
          onChange={(reason) => set({ reason })}
          error={wrong('reason')}
          maxLength={1000}
          rows={3}
        />
        {save.error !== null && <ErrorNotice error={save.error} />}
        <Button kind="primary" type="submit" busy={save.isPending} disabledBecause={whyNot(draft, isPast)}>
          存为草案，看影响
        </Button>
      </form>
    </Page>
  )
}

function whyNot(draft: Draft, isPast: boolean): string | undefined {
  if (draft.title.trim().length < 4) return '先写名称'
  if (draft.from === undefined) return '先填施行日期'
  if (isPast && !draft.past) return '日期在本月以前，先勾选追溯，或改日期'
  if (draft.values.length + draft.versions.length === 0) return '先选要调整的数值或规则'
  if (draft.values.some((each) => each.value.trim() === '')) return '先填新的数值'
  return draft.document.trim().length < 4 ? '先写依据的文件' : undefined
}
