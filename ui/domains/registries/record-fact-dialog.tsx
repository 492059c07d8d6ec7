/** One fact with its dates and its source; "not known" is an answer of its own, and never the same as no. */
import { useState } from 'react'
import { factRoutes } from '../../../server/registries/people/facts/contract.ts'
import { Button, Dialog, ErrorNotice, fieldMessage, useStatus } from '../../design/index.ts'
import {
  ChoiceField,
  DateField,
  MoneyField,
  NumberField,
  SelectField,
  TextField,
  YesNoField,
} from '../../forms/index.ts'
import { useAct, useQueryRoute, useSession } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'

type Definition = AnswerOf<typeof factRoutes.list_fact_definitions>['rows'][number]
type SourceKind = 'declared' | 'register' | 'visit'

/** undefined: not yet answered; null: known to be unknown. */
type Value = string | null | undefined

const sourceNames: Record<SourceKind, string> = { declared: '本人', register: '', visit: '入户走访' }

function ValueField(props: {
  definition: Definition
  value: Value
  onChange: (value: Value) => void
  error: string | undefined
}) {
  const { definition, value, onChange, error } = props
  const field = { label: definition.label, error, ...(definition.hint !== null && { hint: definition.hint }) }
  if (definition.value_kind === 'flag')
    return (
      <YesNoField
        {...field}
        value={value === undefined ? undefined : value === null ? null : value === '1'}
        onChange={(answer) => onChange(answer === null ? null : answer ? '1' : '0')}
      />
    )
  const unknown = (
    <label className="row">
      <input
        type="checkbox"
        className="check"
        checked={value === null}
        onChange={(event) => onChange(event.target.checked ? null : undefined)}
      />
      不详（知道有这回事，但不知道是多少）
    </label>
  )
  if (definition.value_kind === 'code')
    return (
      <>
        <SelectField
          {...field}
          value={value ?? undefined}
          onChange={onChange}
          options={definition.codes.map(({ code, label }) => ({ value: code, label }))}
          disabled={value === null}
        />
        {unknown}
      </>
    )
  if (definition.value_kind === 'count')
    return (
      <>
        <NumberField
          {...field}
          value={value === undefined || value === null ? undefined : Number(value)}
          onChange={(count) => onChange(count === undefined ? undefined : String(count))}
          disabled={value === null}
        />
        {unknown}
      </>
    )
  return (
    <>
      <MoneyField
        {...field}
        unit={definition.value_kind === 'fen_per_month' ? '元/月' : '元'}
        value={value ?? undefined}
        onChange={onChange}
        disabled={value === null}
      />
      {unknown}
    </>
  )
}

type Subject = { kind: 'person' | 'household'; id: string; name: string }

export function RecordFactDialog({ subject, onClose }: { subject: Subject; onClose: () => void }) {
  const { business_date } = useSession()
  const { data } = useQueryRoute(factRoutes.list_fact_definitions, {})
  const definitions = (data?.rows ?? []).filter((row) => row.subject_kind === subject.kind)
  const [name, setName] = useState<string>()
  const [value, setValue] = useState<Value>()
  const [from, setFrom] = useState<string | undefined>(business_date)
  const [to, setTo] = useState<string>()
  const [kind, setKind] = useState<SourceKind>('declared')
  const [source, setSource] = useState(sourceNames.declared)
  const [reference, setReference] = useState('')
  const say = useStatus()
  const onDone = () => {
    say(`已登记${subject.name}的${definition?.label ?? ''}`)
    onClose()
  }
  const person = useAct(factRoutes.record_person_facts, { onDone })
  const household = useAct(factRoutes.record_household_facts, { onDone })
  const act = subject.kind === 'person' ? person : household
  const definition = definitions.find((row) => row.name === name)
  const missing =
    definition === undefined
      ? '先选事项'
      : value === undefined
        ? '先填值'
        : from === undefined
          ? '先填起始日期'
          : source.trim() === ''
            ? '先写来源'
            : undefined
  const record = () => {
    if (definition === undefined || value === undefined || from === undefined) return
    const coded = definition.value_kind === 'code'
    const fact = {
      name: definition.name,
      valid_from: from,
      valid_to: to ?? null,
      number_value: coded ? null : value,
      code_value: coded ? value : null,
      source_kind: kind,
      source_name: source.trim(),
      source_reference: reference.trim() || null,
    }
    if (subject.kind === 'person')
      person.mutate({ params: { person_id: subject.id }, body: { facts: [fact] } })
    else household.mutate({ params: { household_id: subject.id }, body: { facts: [fact] } })
  }
  const wrong = (field: string) =>
    fieldMessage(act.error, `facts.0.${field}`) ?? fieldMessage(act.error, field)
  return (
    <Dialog
      title={`登记${subject.name}的一项事实`}
      open
      onClose={onClose}
      acts={
        <>
          <Button onClick={onClose}>先不办</Button>
          <Button
            kind="primary"
            busy={act.isPending}
            disabledBecause={missing === undefined ? undefined : `登记，${missing}`}
            onClick={record}
          >
            登记
          </Button>
        </>
      }
    >
      <p className="second">以前的记录保留。正在享受待遇的，登记后按新的事实复核。</p>
      <SelectField
        label="事项"
        value={name}
        onChange={(next) => {
          setName(next)
          setValue(undefined)
        }}
        options={definitions.map((row) => ({ value: row.name, label: row.label }))}
      />
      {definition && (
        <ValueField
          key={definition.name}
          definition={definition}
          value={value}
          onChange={setValue}
          error={wrong(definition.value_kind === 'code' ? 'code_value' : 'number_value')}
        />
      )}
      <DateField
        label="从哪天起"
        today={business_date}
        value={from}
        onChange={setFrom}
        error={wrong('valid_from')}
      />
      <DateField
        label="到哪天止"
        hint="最后一天；至今的不填"
        optional
        value={to}
        onChange={setTo}
        error={wrong('valid_to')}
      />
      <ChoiceField
        label="怎么知道的"
        value={kind}
        onChange={(next) => {
          setKind(next)
          setSource(sourceNames[next])
        }}
        choices={[
          { value: 'declared', label: '本人申报' },
          { value: 'register', label: '登记资料' },
          { value: 'visit', label: '入户走访' },
        ]}
      />
      <TextField
        label="来源"
        hint="谁说的、哪个单位的资料"
        value={source}
        onChange={setSource}
        maxLength={100}
        error={wrong('source_name')}
      />
      <TextField label="文号或凭证" optional value={reference} onChange={setReference} maxLength={200} />
      {act.error !== null && <ErrorNotice error={act.error} />}
    </Dialog>
  )
}
