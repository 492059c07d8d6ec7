import { useState } from 'react'
import type { BenefitCaseView } from '../../../../../server/benefits/contract.ts'
import { meansCheckRoutes } from '../../../../../server/benefits/contract.ts'
import { Button, ErrorNotice, Light, dayText, machineText, useStatus } from '../../../../design/index.ts'
import type { LightState } from '../../../../design/index.ts'
import { useAct, type AnyRoute } from '../../../../shell/index.ts'
import { PaperAnswerForm } from './paper-answer-form.tsx'

type Check = NonNullable<BenefitCaseView['means_check']>
type Source = Check['sources'][number]
type Acting<Route extends AnyRoute> = ReturnType<typeof useAct<Route>>

/** The ten sources, each with how it stands, what it said, and what can be done about it. */
export function Sources({ check, may }: { check: Check; may: boolean }) {
  const [open, setOpen] = useState<Source['source']>()
  const say = useStatus()
  // One act for all sources: each takes the version that the one before has left.
  const titleOf = (source: string) => check.sources.find((each) => each.source === source)?.source_title ?? ''
  const again = useAct(meansCheckRoutes.ask_source_again, {
    onDone: (_, { params }) => say(`正在重新查询${titleOf(params.source)}`),
  })
  const stop = useAct(meansCheckRoutes.stop_asking_source, {
    onDone: (_, { params }) => say(`不再等${titleOf(params.source)}`),
  })
  return (
    <section aria-label="来源">
      <h3>来源</h3>
      <ul className="sources">
        {check.sources.map((source) => (
          <li key={source.source}>
            <OneSource
              check={check}
              source={source}
              may={may}
              again={again}
              stop={stop}
              open={open === source.source}
              onOpen={(opening) => setOpen(opening ? source.source : undefined)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

function OneSource(props: {
  check: Check
  source: Source
  may: boolean
  again: Acting<typeof meansCheckRoutes.ask_source_again>
  stop: Acting<typeof meansCheckRoutes.stop_asking_source>
  open: boolean
  onOpen: (open: boolean) => void
}) {
  const { check, source, may, again, stop, open, onOpen } = props
  const title = source.source_title
  const params = { means_check_id: check.means_check_id, source: source.source }
  const body = { version: check.version }
  const answers = check.answers.filter((answer) => answer.source === source.source)
  const mayWrite = may && (source.way !== 'exchange' || source.state !== 'answered')
  const busy = again.isPending || stop.isPending
  const error = [again, stop].find((act) => act.variables?.params.source === source.source)?.error ?? null
  return (
    <>
      <div className="source-line">
        <strong>{title}</strong>
        <SourceState source={source} />
        {may && (
          <span className="source-acts">
            {source.connected && source.state !== 'asked' && (
              <Button
                kind="link"
                busy={busy}
                aria-label={`${title}，${source.rounds === 0 ? '查询' : '重新查询'}`}
                onClick={() => again.mutate({ params, body })}
              >
                {source.rounds === 0 ? '查询' : '重新查询'}
              </Button>
            )}
            {source.state === 'asked' && (
              <Button
                kind="link"
                busy={busy}
                aria-label={`${title}，不再等`}
                onClick={() => stop.mutate({ params, body })}
              >
                不再等
              </Button>
            )}
            {mayWrite && (
              <Button
                kind="link"
                aria-expanded={open}
                aria-label={`${title}，登记纸质答复`}
                onClick={() => onOpen(!open)}
              >
                登记纸质答复
              </Button>
            )}
          </span>
        )}
      </div>
      <SourceNote source={source} answers={answers} />
      {error !== null && <ErrorNotice error={error} />}
      {open && mayWrite && <PaperAnswerForm source={source} check={check} onDone={() => onOpen(false)} />}
    </>
  )
}

const lights: Record<Source['state'], LightState> = {
  answered: 'normal',
  asked: 'due_soon',
  stale: 'due_soon',
  not_asked: 'due_soon',
  not_connected: 'due_soon',
  unanswered: 'due_soon',
  stopped: 'due_soon',
  failed: 'overdue',
}

function SourceState({ source }: { source: Source }) {
  const { state, as_of, way } = source
  if (state === 'not_asked' || state === 'not_connected')
    return <span className="second">{source.state_text}</span>
  const date = as_of === null ? '' : `　数据截至 ${dayText(as_of)}`
  return (
    <Light state={lights[state]}>
      {source.state_text}
      {state === 'answered' || state === 'stale' ? date : ''}
      {way === 'paper' && state === 'answered' ? '　纸质' : ''}
    </Light>
  )
}

/** What it said; or how often it was tried, what went wrong, and until when an answer is waited for. */
function SourceNote({ source, answers }: { source: Source; answers: Check['answers'] }) {
  if (source.state === 'asked') {
    const tries = source.attempts === null || source.attempts < 2 ? '' : `已试 ${source.attempts} 次，`
    const fault = source.last_fault_text === null ? '' : `上次${source.last_fault_text}，`
    const until = source.final_by === null ? '' : `最迟等到机器时间 ${machineText(source.final_by)}`
    return <p className="second source-found">{`${tries}${fault}${until}`}</p>
  }
  if (source.state === 'failed')
    return <p className="second source-found">{source.fault_text}。请重新查询，或取得纸质答复后登记。</p>
  if (source.state === 'stale')
    return (
      <p className="second source-found">
        数据超过 {source.fresh_days} 天（本系统约定，待核实）。请重新查询，或取得纸质答复后登记。
      </p>
    )
  if (answers.length === 0) return null
  return (
    <p className="second source-found">
      {answers
        .map(
          (answer) => `${answer.person_name ?? '全户'} ${answer.fact_label} ${answer.found_text ?? '未知'}`,
        )
        .join('；')}
    </p>
  )
}
