import { useState } from 'react'
import type { BenefitCaseView } from '../../../../../server/benefits/contract.ts'
import { meansCheckRoutes } from '../../../../../server/benefits/contract.ts'
import { Button, ErrorNotice, Light, dayText, useStatus } from '../../../../design/index.ts'
import { ChoiceField, TextField } from '../../../../forms/index.ts'
import { useAct } from '../../../../shell/index.ts'

type Check = NonNullable<BenefitCaseView['means_check']>
type Contradiction = Check['contradictions'][number]

/** Where sources say different things of one person: somebody settles which of them counts, by name and with a reason. */
export function Contradictions({ check, may }: { check: Check; may: boolean }) {
  if (check.contradictions.length === 0) return null
  return (
    <section aria-label="来源说法不一">
      <h3>来源说法不一 {check.contradictions.length} 处</h3>
      <ul className="sources">
        {check.contradictions.map((contradiction) => (
          <li key={`${contradiction.person_id}${contradiction.fact}`}>
            <OneContradiction check={check} contradiction={contradiction} may={may} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function OneContradiction(props: { check: Check; contradiction: Contradiction; may: boolean }) {
  const { check, contradiction, may } = props
  const { resolution, said } = contradiction
  const [settling, setSettling] = useState(false)
  const say = useStatus()
  return (
    <>
      <div className="source-line">
        <Light state={resolution === null ? 'due_soon' : 'normal'}>
          {contradiction.person_name}　{contradiction.fact_label}
        </Light>
        <span className="second">
          {said
            .map(
              (each) =>
                `${each.source_title} ${each.found_text}${each.as_of === null ? '' : `（截至 ${dayText(each.as_of)}）`}`,
            )
            .join('，')}
        </span>
        {may && !settling && (
          <Button kind="link" onClick={() => setSettling(true)}>
            {resolution === null ? '认定以哪个为准' : '重新认定'}
          </Button>
        )}
      </div>
      <p className="second source-found">
        {resolution === null
          ? '认定以前，这项事实是未知。'
          : `${resolution.resolved_by_name} ${dayText(resolution.resolved_on)}认定以${resolution.source_title}为准：${resolution.reason}`}
      </p>
      {settling && may && (
        <SettleForm
          check={check}
          contradiction={contradiction}
          onDone={() => {
            say('已认定')
            setSettling(false)
          }}
        />
      )}
    </>
  )
}

function SettleForm(props: { check: Check; contradiction: Contradiction; onDone: () => void }) {
  const { check, contradiction, onDone } = props
  const [source, setSource] = useState<Contradiction['said'][number]['source']>()
  const [reason, setReason] = useState('')
  const resolve = useAct(meansCheckRoutes.resolve_contradiction, { onDone })
  const ready = source !== undefined && reason.trim().length >= 5
  return (
    <form
      className="source-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (source === undefined || !ready) return
        resolve.mutate({
          params: { means_check_id: check.means_check_id },
          body: {
            version: check.version,
            fact: contradiction.fact,
            person_id: contradiction.person_id,
            source,
            reason: reason.trim(),
          },
        })
      }}
    >
      <ChoiceField
        label="以哪个来源为准"
        value={source}
        onChange={setSource}
        choices={contradiction.said.map((each) => ({
          value: each.source,
          label: `${each.source_title} ${each.found_text}`,
        }))}
      />
      <TextField
        label="理由"
        hint="怎样核实的，至少 5 个字；写进核对报告，署您的名字"
        value={reason}
        onChange={setReason}
        maxLength={1000}
      />
      {resolve.error !== null && <ErrorNotice error={resolve.error} />}
      <Button
        type="submit"
        busy={resolve.isPending}
        disabledBecause={ready ? undefined : '认定，先选来源、写理由'}
      >
        认定
      </Button>
    </form>
  )
}
