/** 申报家庭变化: what changed and from when, what it does month by month, then the report. */
import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { applicationRoutes, changeRoutes } from '../../../server/benefits/contract.ts'
import type { changeKind } from '../../../server/benefits/contract.ts'
import {
  Button,
  ErrorNotice,
  Light,
  Money,
  Page,
  PageHead,
  TextLink,
  dateText,
  fieldMessage,
  useStatus,
} from '../../design/index.ts'
import {
  AnswerField,
  DateField,
  SearchSelectField,
  SelectField,
  TextAreaField,
  useDraft,
} from '../../forms/index.ts'
import type { Answer } from '../../forms/index.ts'
import { useAct, useParameter, useQueryRoute, useSearchValues, useSession } from '../../shell/index.ts'
import type { z } from 'zod'
import type { Form } from './application-draft.ts'
import { keyOf, prefilledOf } from './application-draft.ts'
import { ChangeMonths } from './change-months.tsx'
import '../../forms/form-page.css'
import './social-assistance.css'

type Kind = z.infer<typeof changeKind>
type Draft = {
  kind: Kind | undefined
  changed_on: string | undefined
  text: string
  person_id: string | undefined
  answers: Record<string, Answer | undefined>
}

const kinds: { value: Kind; label: string; facts: string[]; person?: string }[] = [
  {
    value: 'income',
    label: '收入变化',
    facts: ['wage_income', 'business_income', 'property_income', 'transfer_income', 'employed'],
  },
  { value: 'assets', label: '财产变化', facts: ['financial_assets', 'vehicle_count', 'home_count'] },
  { value: 'birth', label: '出生', facts: [], person: '出生的孩子' },
  { value: 'death', label: '死亡', facts: [], person: '谁去世了' },
  { value: 'joins', label: '成员增加', facts: [], person: '谁加入了' },
  { value: 'leaves', label: '成员离开', facts: [], person: '谁离开了' },
  { value: 'move', label: '迁移', facts: [] },
  { value: 'other', label: '其他变化', facts: [] },
]
const registered = new Set<Kind>(['birth', 'joins'])

export default function ChangePage() {
  const household_id = useParameter('household_id')
  const [search] = useSearchValues()
  const programme_id = search['programme'] ?? 'minimum-living-guarantee'
  const { data, error, refetch } = useQueryRoute(applicationRoutes.get_application_form, {
    query: { programme_id, household_id },
  })
  const form = data?.household_id === household_id ? data : undefined
  if (form === undefined)
    return (
      <Page>
        {error === null ? (
          <p role="status">正在取登记</p>
        ) : (
          <ErrorNotice error={error} retry={() => void refetch()} />
        )}
      </Page>
    )
  return <Change key={household_id} form={form} />
}

function bodyOf(form: Form, draft: Draft) {
  const given = Object.entries(draft.answers).flatMap(([key, value]) => {
    const [person_id = '', fact = ''] = key.split(':')
    return value === undefined ? [] : [{ person_id, fact, value }]
  })
  const answers = (person_id: string) =>
    Object.fromEntries(
      given.filter((each) => each.person_id === person_id).map((each) => [each.fact, each.value]),
    )
  const people = [...new Set(given.map((each) => each.person_id))].filter((id) => id !== '')
  return {
    programme_id: form.programme_id,
    kind: draft.kind ?? 'other',
    changed_on: draft.changed_on ?? '',
    text: draft.text.trim(),
    household: answers(''),
    members: people.map((person_id) => ({ person_id, answers: answers(person_id) })),
    person_id: draft.person_id ?? null,
  }
}

function Change({ form }: { form: Form }) {
  const session = useSession()
  const navigate = useNavigate()
  const say = useStatus()
  const { household_id } = form
  const [draft, keep, clear] = useDraft<Draft>(`change-${form.programme_id}-${household_id}`, {
    kind: undefined,
    changed_on: undefined,
    text: '',
    person_id: undefined,
    answers: {},
  })
  const [seen, setSeen] = useState<string>()
  const preview = useAct(changeRoutes.preview_change)
  const report = useAct(changeRoutes.report_change, {
    onDone: ({ case_id, case_number }) => {
      clear()
      say(`已申报，${case_number}`)
      void navigate({ to: `/workbench/cases/${case_id}` })
    },
  })
  const kind = kinds.find((each) => each.value === draft.kind)
  const body = bodyOf(form, draft)
  const text = JSON.stringify(body)
  const needsPerson = kind?.person !== undefined && draft.person_id === undefined
  const needsFacts =
    (draft.kind === 'income' || draft.kind === 'assets' || draft.kind === 'other') &&
    Object.values(draft.answers).every((value) => value === undefined)
  const notReady =
    draft.kind === undefined
      ? '先选是什么变化'
      : draft.changed_on === undefined
        ? '先填从哪天起'
        : needsPerson
          ? `先选${kind?.person}`
          : needsFacts
            ? '先写变成了多少'
            : undefined
  const input = { params: { household_id }, body }
  const error = report.error ?? preview.error
  return (
    <Page>
      <PageHead
        title={`申报家庭变化　${form.title}`}
        end={<TextLink to={`/workbench/households/${household_id}`}>户档案</TextLink>}
      />
      <div className="form-page">
        <div className="form-page-sections">
          <section className="form-section" aria-label="什么变化">
            <h2>什么变了，从哪天起</h2>
            <div className="form-grid">
              <SelectField
                label="变化"
                value={draft.kind}
                onChange={(value) =>
                  keep({
                    ...draft,
                    kind: kinds.find((each) => each.value === value)?.value,
                    person_id: undefined,
                  })
                }
                options={kinds}
                error={fieldMessage(error, 'kind')}
              />
              <DateField
                label="从哪天起"
                value={draft.changed_on}
                onChange={(changed_on) => keep({ ...draft, changed_on })}
                today={session.business_date}
                error={fieldMessage(error, 'changed_on')}
              />
              {kind?.person !== undefined && (
                <SelectField
                  label={kind.person}
                  value={draft.person_id}
                  onChange={(person_id) => keep({ ...draft, person_id })}
                  options={form.members.map((member) => ({
                    value: member.person_id,
                    label: member.name,
                    second: member.relation_title,
                  }))}
                  error={fieldMessage(error, 'person_id')}
                  {...(draft.kind === 'death'
                    ? { hint: '有死亡证明的，在人员页“登记死亡”，当天核定；这里申报的先暂停发放' }
                    : draft.kind !== undefined && registered.has(draft.kind)
                      ? { hint: '先在户档案里登记，再来申报' }
                      : {})}
                />
              )}
            </div>
          </section>
          <Facts form={form} draft={draft} onChange={keep} usual={kind?.facts ?? []} />
          <section className="form-section" aria-label="说明">
            <TextAreaField
              label="说明"
              optional
              hint="怎么知道的，有什么证明"
              value={draft.text}
              onChange={(value) => keep({ ...draft, text: value })}
              maxLength={1000}
              rows={2}
            />
          </section>
        </div>
        <aside className="form-page-side" aria-label="试算和申报">
          <h2>各月会怎样</h2>
          {preview.data === undefined || seen !== text ? (
            <p className="second">填好后先试算：从哪个月起变，补发还是追回多少。试算不保存。</p>
          ) : (
            <Outcome data={preview.data} />
          )}
          {error !== null && <ErrorNotice error={error} />}
          <Button
            wide
            busy={preview.isPending}
            disabledBecause={notReady === undefined ? undefined : `试算，${notReady}`}
            onClick={() => {
              setSeen(text)
              preview.mutate(input)
            }}
          >
            试算
          </Button>
          <Button
            kind="primary"
            large
            wide
            busy={report.isPending}
            disabledBecause={
              notReady === undefined
                ? seen === text && preview.data !== undefined
                  ? undefined
                  : '申报变化，先试算'
                : `申报变化，${notReady}`
            }
            onClick={() => report.mutate(input)}
          >
            申报变化
          </Button>
          <p className="second">
            申报后成为一件变更，核实后由区审批；死亡和迁出当天停发。原来的决定不改，由新的决定代替。
          </p>
        </aside>
      </div>
    </Page>
  )
}

function Outcome({
  data,
}: {
  data: NonNullable<ReturnType<typeof useAct<typeof changeRoutes.preview_change>>['data']>
}) {
  const { decision, months } = data
  return (
    <>
      <p>
        {decision.outcome === 'eligible' ? (
          <>
            以后每月{' '}
            <strong>
              <Money fen={decision.amount} unit="元/月" />
            </strong>
          </>
        ) : decision.outcome === 'ineligible' ? (
          <Light state="overdue">不再符合，从次月起停发</Light>
        ) : (
          <Light state="due_soon">
            还缺 {decision.missing.map((each) => `${each.subject ?? '全户'}${each.label}`).join('、')}，算不出
          </Light>
        )}
      </p>
      <p className="second">按 {dateText(decision.as_of)}时有效的规定</p>
      <ChangeMonths months={months} />
    </>
  )
}

/** The facts that changed: the usual ones of the kind stand ready for each member, any other can be added. */
function Facts(props: { form: Form; draft: Draft; onChange: (draft: Draft) => void; usual: string[] }) {
  const { form, draft, onChange, usual } = props
  const rows = form.questions.flatMap((question) =>
    question.entity === 'household'
      ? [{ key: keyOf(null, question.fact), person_id: null, name: '全户', question }]
      : form.members.map((member) => ({
          key: keyOf(member.person_id, question.fact),
          person_id: member.person_id as string | null,
          name: member.name,
          question,
        })),
  )
  const shown = rows.filter((row) => row.key in draft.answers)
  const change = (key: string, value: Answer | undefined) =>
    onChange({ ...draft, answers: { ...draft.answers, [key]: value } })
  const usualFirst = rows
    .filter((row) => !(row.key in draft.answers))
    .toSorted((a, b) => Number(usual.includes(b.question.fact)) - Number(usual.includes(a.question.fact)))
  return (
    <section className="form-section" aria-label="变成了多少">
      <h2>变成了多少</h2>
      <SearchSelectField
        label="哪一项变了"
        none="输入姓名或事实查找，例如：工资"
        value={undefined}
        onChange={(key) => {
          if (key !== undefined) change(key, undefined)
        }}
        options={usualFirst.map((row) => ({ value: row.key, label: `${row.name} ${row.question.label}` }))}
      />
      <div className="form-grid">
        {shown.map((row) => {
          const known = prefilledOf(form, row.person_id, row.question.fact)
          return (
            <div key={row.key} className="change-fact">
              <AnswerField
                question={row.question}
                label={`${row.name}　${row.question.label}`}
                hint={known === undefined ? '以前没有登记' : `以前由${known.source_name}登记`}
                value={draft.answers[row.key]}
                onChange={(value) => change(row.key, value)}
              />
              <Button
                kind="link"
                aria-label={`没有变：${row.name}${row.question.label}`}
                onClick={() => {
                  const answers = { ...draft.answers }
                  delete answers[row.key]
                  onChange({ ...draft, answers })
                }}
              >
                没有变
              </Button>
            </div>
          )
        })}
      </div>
    </section>
  )
}
