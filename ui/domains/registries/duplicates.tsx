/** Records that may be the same person: side by side, linked or told apart, undone; never merged. */
import { useState } from 'react'
import { duplicateRoutes } from '../../../server/registries/people/contract.ts'
import {
  Button,
  DataTable,
  Dialog,
  ErrorNotice,
  Light,
  Tag,
  TextLink,
  dateText,
  fieldMessage,
  useStatus,
} from '../../design/index.ts'
import type { Column } from '../../design/index.ts'
import { TextAreaField } from '../../forms/index.ts'
import { useAct, useQueryRoute } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'

type Candidate = AnswerOf<typeof duplicateRoutes.list_candidates>['candidates'][number]
type Line = Candidate['comparison'][number]
type Decision = 'linked' | 'distinct' | 'undone'

const actWords: Record<Decision, string> = {
  linked: '认定为同一人',
  distinct: '认定为不同的人',
  undone: '撤销认定',
}
const decidedWords = { linked: '已认定为同一人', distinct: '已认定为不同的人', undone: '认定已撤销' } as const

/** The likeliest come first; more on demand. */
const atFirst = 2

export function Duplicates({ person_id }: { person_id: string }) {
  const { data } = useQueryRoute(duplicateRoutes.list_candidates, { params: { person_id } })
  const [all, setAll] = useState(false)
  if (data === undefined || data.candidates.length === 0) return null
  const shown = all ? data.candidates : data.candidates.slice(0, atFirst)
  return (
    <section className="record-section" aria-label="疑似重复">
      <h2>疑似重复 {data.candidates.length} 条</h2>
      {shown.map((candidate) => (
        <CandidateView
          key={candidate.person.person_id}
          person_id={person_id}
          name={data.person.name}
          candidate={candidate}
        />
      ))}
      {shown.length < data.candidates.length && (
        <Button kind="link" onClick={() => setAll(true)}>
          全部 {data.candidates.length} 条
        </Button>
      )}
    </section>
  )
}

/** What one of them lacks is not known, which is no difference; but one who died and one who lives do differ. */
const differs = (line: Line) =>
  !line.same && (line.field === 'death_date' || (line.left !== null && line.right !== null))

function value(line: Line, text: string | null) {
  const shown = text === null ? '没有登记' : line.field.endsWith('_date') ? dateText(text) : text
  return differs(line) ? <strong>{shown}</strong> : shown
}

function comparison(line: Line) {
  if (differs(line)) return <Light state="due_soon">不同</Light>
  if (line.same) return '相同'
  return line.left === line.right ? '都没有登记' : '一条没有登记'
}

function comparisonColumns(name: string, other: Candidate['person']): Column<Line>[] {
  return [
    { key: 'label', title: '项', cell: (line) => line.label },
    { key: 'left', title: `${name}，本页`, cell: (line) => value(line, line.left) },
    { key: 'right', title: `${other.name}，另一条`, cell: (line) => value(line, line.right) },
    { key: 'same', title: '比较', cell: comparison },
  ]
}

function CandidateView(props: { person_id: string; name: string; candidate: Candidate }) {
  const { person_id, name, candidate } = props
  const [deciding, setDeciding] = useState<Decision>()
  const { link, person } = candidate
  const decided = link !== null && link.decision !== 'undone'
  const choices: Decision[] = decided ? ['undone'] : ['linked', 'distinct']
  return (
    <div className="duplicate">
      <div className="row">
        <TextLink to={`/workbench/people/${person.person_id}`}>{`打开${person.name}的另一条登记`}</TextLink>
        {candidate.reasons.map((each) => (
          <Tag key={each.reason}>{each.label}</Tag>
        ))}
        {link && (
          <span className="second">
            {decidedWords[link.decision]}：{link.reason}　{link.decided_by_name} {dateText(link.decided_on)}
          </span>
        )}
      </div>
      <DataTable
        caption={`与${person.name}的另一条登记并排比较`}
        look="plain"
        columns={comparisonColumns(name, person)}
        rows={candidate.comparison}
        rowKey={(line) => line.field}
        rowName={(line) => line.label}
        empty={null}
      />
      <div className="row">
        {choices.map((decision) => (
          <Button key={decision} onClick={() => setDeciding(decision)}>
            {actWords[decision]}
          </Button>
        ))}
      </div>
      {deciding && (
        <DecideDialog
          person_id={person_id}
          other={person}
          decision={deciding}
          onClose={() => setDeciding(undefined)}
        />
      )}
    </div>
  )
}

function DecideDialog(props: {
  person_id: string
  other: Candidate['person']
  decision: Decision
  onClose: () => void
}) {
  const { person_id, other, decision, onClose } = props
  const [reason, setReason] = useState('')
  const say = useStatus()
  const decide = useAct(duplicateRoutes.decide_link, {
    onDone: () => {
      say(`${actWords[decision]}，已记下`)
      onClose()
    },
  })
  return (
    <Dialog
      title={actWords[decision]}
      open
      onClose={onClose}
      acts={
        <>
          <Button onClick={onClose}>先不办</Button>
          <Button
            kind="primary"
            busy={decide.isPending}
            disabledBecause={reason.trim().length < 4 ? `${actWords[decision]}，先写依据` : undefined}
            onClick={() =>
              decide.mutate({
                body: { person_id, other_person_id: other.person_id, decision, reason: reason.trim() },
              })
            }
          >
            {actWords[decision]}
          </Button>
        </>
      }
    >
      <p>
        对方：{other.name}　{other.masked_identity_number ?? '没有证件号码'}　{other.division_path}
      </p>
      <p className="second">两条登记都保留，不合并；认定可以撤销。</p>
      <TextAreaField
        label="依据"
        hint="至少 4 个字：核对了什么、问了谁"
        value={reason}
        onChange={setReason}
        maxLength={500}
        rows={2}
        error={fieldMessage(decide.error, 'reason')}
      />
      {decide.error !== null && <ErrorNotice error={decide.error} />}
    </Dialog>
  )
}
