/** 换一个事实试算: change facts, see what the law would say; nothing is stored. */
import { useState } from 'react'
import type { DecisionView } from '../../../server/benefits/contract.ts'
import { applicationRoutes, benefitCaseRoutes } from '../../../server/benefits/contract.ts'
import { Button, Dialog, ErrorNotice, ReasonList, paidText } from '../../design/index.ts'
import { AnswerField, SearchSelectField } from '../../forms/index.ts'
import type { Answer } from '../../forms/index.ts'
import { useAct, useQueryRoute } from '../../shell/index.ts'
import { reasonOf } from './case-decision.tsx'
import type { PanelProps } from './panels.ts'

type Changed = { key: string; fact: string; person_id: string | null; value: Answer | undefined }

export function WhatIfDialog({ view, onClose }: PanelProps) {
  const { case_id, household_id, programme_id } = view.head
  const { data: form, error } = useQueryRoute(
    applicationRoutes.get_application_form,
    { query: { programme_id, household_id: household_id ?? undefined } },
    { enabled: household_id !== null },
  )
  const [changed, setChanged] = useState<Changed[]>([])
  const attempt = useAct(benefitCaseRoutes.try_other_facts)
  const facts = view.fact_groups.flatMap((group) => group.facts)
  const present = (fact: string, person_id: string | null) =>
    facts.find((each) => each.fact === fact && each.person_id === person_id)
  const choices = (form?.questions ?? []).flatMap((question) =>
    question.entity === 'household'
      ? [{ value: `:${question.fact}`, label: `全户 ${question.label}` }]
      : (form?.members ?? []).map((member) => ({
          value: `${member.person_id}:${question.fact}`,
          label: `${member.name} ${question.label}`,
        })),
  )
  const add = (key: string | undefined) => {
    if (key === undefined || changed.some((each) => each.key === key)) return
    const [person, fact] = key.split(':') as [string, string]
    const person_id = person === '' ? null : person
    setChanged([...changed, { key, fact, person_id, value: present(fact, person_id)?.value ?? undefined }])
  }
  const ready = changed.filter((each) => each.value !== undefined)
  return (
    <Dialog
      title="换一个事实试算"
      open
      onClose={onClose}
      wide
      acts={
        <>
          <Button onClick={onClose}>关闭</Button>
          <Button
            kind="primary"
            busy={attempt.isPending}
            disabledBecause={ready.length === 0 ? '试算，先换一个事实' : undefined}
            onClick={() =>
              attempt.mutate({
                params: { case_id },
                body: {
                  facts: ready.map(({ fact, person_id, value }) => ({
                    fact,
                    person_id,
                    value: value ?? null,
                  })),
                },
              })
            }
          >
            试算
          </Button>
        </>
      }
    >
      <p className="second">只在这里算一算，不保存，也不改这一件。</p>
      {error !== null && <ErrorNotice error={error} />}
      <SearchSelectField
        label="换哪一项"
        none="输入姓名或事实查找，例如：退休金"
        value={undefined}
        onChange={add}
        options={choices}
      />
      {changed.map((each) => {
        const question = form?.questions.find((one) => one.fact === each.fact)
        if (question === undefined) return null
        const now = present(each.fact, each.person_id)
        const who = form?.members.find((member) => member.person_id === each.person_id)?.name ?? '全户'
        return (
          <div key={each.key} className="form-pair form-pair-one">
            <AnswerField
              question={question}
              label={`${who}　${question.label}`}
              hint={now === undefined ? '现在没有这项事实' : `现在：${now.value_text}，${now.source_name}`}
              value={each.value}
              onChange={(value) => setChanged(changed.map((one) => (one === each ? { ...one, value } : one)))}
            />
            <Button
              kind="plain"
              aria-label={`不换${who}${question.label}`}
              onClick={() => setChanged(changed.filter((one) => one !== each))}
            >
              不换
            </Button>
          </div>
        )
      })}
      {attempt.error !== null && <ErrorNotice error={attempt.error} />}
      {attempt.data !== undefined && <Results before={attempt.data.before} after={attempt.data.after} />}
    </Dialog>
  )
}

const outcomeWords = { eligible: '符合', ineligible: '不符合', incomplete: '事实不全' }

function Side({ title, decision }: { title: string; decision: DecisionView }) {
  return (
    <div>
      <p className="second">{title}</p>
      <strong>{outcomeWords[decision.outcome]}</strong>{' '}
      {decision.outcome === 'eligible' && paidText(decision.amount ?? '0', decision.payment_kind)}
      {decision.formula_text !== null && <p className="second">{decision.formula_text}</p>}
    </div>
  )
}

/** Before and after, and the reasons that came out otherwise. */
function Results({ before, after }: { before: DecisionView; after: DecisionView }) {
  const other = after.reasons.filter(
    (reason) =>
      before.reasons.find((each) => each.label === reason.label)?.value_text !== reason.value_text ||
      reason.holds !== true,
  )
  return (
    <section className="what-if" aria-live="polite">
      <div className="form-two">
        <Side title="现在" decision={before} />
        <Side title="试算" decision={after} />
      </div>
      {other.length === 0 ? (
        <p>理由都没有变。</p>
      ) : (
        <ReasonList reasons={other.map((reason) => reasonOf(reason))} />
      )}
    </section>
  )
}
