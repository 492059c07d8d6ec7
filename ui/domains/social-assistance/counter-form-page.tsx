/** The application of a household, filled in at the counter: registers first, then questions, authorisations, papers. */
import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { applicationRoutes } from '../../../server/benefits/contract.ts'
import {
  Button,
  ErrorNotice,
  Light,
  Page,
  PageHead,
  TextLink,
  dateText,
  problemOf,
} from '../../design/index.ts'
import { type ChosenFile, ChoiceField, SelectField, SeveralField, useDraft } from '../../forms/index.ts'
import { sendFile, useAct, useParameter, useQueryRoute, useSearchValues } from '../../shell/index.ts'
import {
  type ApplicationDraft,
  type Form,
  answersOf,
  askedMembers,
  emptyDraft,
  stillToDo,
} from './application-draft.ts'
import { AuthorisationSection } from './authorisation-section.tsx'
import { EvidenceSection } from './evidence-section.tsx'
import { QuestionSection } from './question-section.tsx'
import { ApplicationReceipt } from './application-receipt.tsx'
import '../../forms/form-page.css'
import './social-assistance.css'

export default function CounterFormPage() {
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
  return <Application key={household_id} form={form} applicant={search['applicant']} />
}

function Application({ form, applicant }: { form: Form; applicant: string | undefined }) {
  const name = `application-${form.programme_id}-${form.household_id}`
  const [draft, keep, clear] = useDraft<ApplicationDraft>(name, { ...emptyDraft, applicant_id: applicant })
  const [files, setFiles] = useState<Record<string, ChosenFile[]>>({})
  const [sending, setSending] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const submit = useAct(applicationRoutes.submit_application, { onDone: clear })
  if (submit.data !== undefined) return <ApplicationReceipt receipt={submit.data} form={form} />
  const adults = form.members.filter((member) => member.adult)
  const people = adults.length > 0 ? adults : form.members
  const todo = stillToDo(form, draft)
  const error = failure ?? submit.error
  const send = async () => {
    setSending(true)
    setFailure(null)
    try {
      const materials = []
      for (const [key, chosen] of Object.entries(files)) {
        const [kind = '', label = '', person_id = ''] = key.split('|')
        for (const file of chosen) {
          const file_id = await sendFile(file, { household_id: form.household_id })
          materials.push({ file_id, kind, label, person_id: person_id === '' ? null : person_id })
        }
      }
      await submit.mutateAsync({
        body: {
          programme_id: form.programme_id,
          household_id: form.household_id,
          applicant_id: draft.applicant_id,
          payee_id: draft.payee_id ?? (form.beneficiary === 'household' ? draft.applicant_id : undefined),
          ...(form.beneficiary === 'household' ? {} : { beneficiary_ids: draft.beneficiary_ids }),
          urgent: draft.urgent === true,
          answers: answersOf(form, draft),
          authorisations: Object.entries(form.authorises ? draft.signed : {}).map(
            ([person_id, signed_by]) => ({
              person_id,
              signed_by,
            }),
          ),
          materials,
        },
      })
    } catch (refusal) {
      setFailure(refusal)
    } finally {
      setSending(false)
    }
  }
  return (
    <Page>
      <PageHead
        title={`${form.programme_title}申请　${form.title}`}
        end={<span className="second">{form.address}</span>}
      />
      {form.open_case_id !== null && <OpenCase case_id={form.open_case_id} />}
      <div className="form-page">
        <div className="form-page-sections">
          <section className="form-section" aria-label="申请人">
            <h2>申请人和领款人</h2>
            <div className="form-grid">
              <SelectField
                label="申请人"
                value={draft.applicant_id}
                onChange={(applicant_id) => keep({ ...draft, applicant_id })}
                options={people.map((member) => ({
                  value: member.person_id,
                  label: member.name,
                  second: member.relation_title,
                }))}
              />
              <SelectField
                label="领款人"
                none={form.beneficiary === 'household' ? '同申请人' : '一位成年人的给本人，其他的给申请人'}
                value={draft.payee_id}
                onChange={(payee_id) => keep({ ...draft, payee_id })}
                options={form.members.map((member) => ({ value: member.person_id, label: member.name }))}
              />
            </div>
          </section>
          {form.urgent !== null && (
            <UrgentSection
              urgent={form.urgent}
              value={draft.urgent}
              onChange={(urgent) => keep({ ...draft, urgent })}
            />
          )}
          {form.beneficiary === 'member' && (
            <section className="form-section" aria-label="为谁申请">
              <h2>为谁申请</h2>
              <SeveralField
                label="家里要供养的人"
                hint="按人认定，可以不止一位；下面只问他们的情况。"
                value={draft.beneficiary_ids}
                onChange={(beneficiary_ids) => keep({ ...draft, beneficiary_ids })}
                choices={form.members.map((member) => ({
                  value: member.person_id,
                  label: member.name,
                  hint: [member.relation_title, member.age === null ? '' : `${member.age} 岁`]
                    .filter(Boolean)
                    .join('　'),
                }))}
              />
            </section>
          )}
          <QuestionSection form={form} draft={draft} onChange={keep} member={undefined} error={error} />
          {askedMembers(form, draft).map((member) => (
            <QuestionSection
              key={member.person_id}
              form={form}
              draft={draft}
              onChange={keep}
              member={member}
              error={error}
            />
          ))}
          {form.authorises && <AuthorisationSection form={form} draft={draft} onChange={keep} />}
          <EvidenceSection form={form} draft={draft} files={files} onChange={setFiles} />
        </div>
        <aside className="form-page-side" aria-label="提交">
          <h2>提交前</h2>
          {todo.length === 0 ? (
            <p>
              <Light state="normal">可以提交</Light>
            </p>
          ) : (
            <ul>
              {todo.map((line) => (
                <li key={line}>
                  <Light state="due_soon">{line}</Light>
                </li>
              ))}
            </ul>
          )}
          <p className="second">问不清的选“说不准”，以后核对。填写的内容存在本窗口，会话过期也不会丢。</p>
          {form.expected.accept_by !== null && (
            <p className="second">现在提交，{dateText(form.expected.accept_by)}前受理。</p>
          )}
          {error !== null && <Refusal error={error} open_case_id={form.open_case_id} />}
          <Button
            kind="primary"
            large
            wide
            busy={sending || submit.isPending}
            disabledBecause={
              form.open_case_id !== null
                ? '本户已有在办的申请'
                : draft.applicant_id === undefined
                  ? '提交申请，先选申请人'
                  : todo.length > 0
                    ? '提交申请，先办完上面的事'
                    : undefined
            }
            onClick={() => void send()}
          >
            提交申请
          </Button>
          <Button kind="plain" onClick={clear}>
            清掉填写，重新来
          </Button>
        </aside>
      </div>
    </Page>
  )
}

/** Aid first, papers after, where the law has this way. */
function UrgentSection(props: {
  urgent: NonNullable<Form['urgent']>
  value: boolean | undefined
  onChange: (urgent: boolean) => void
}) {
  const { urgent, value, onChange } = props
  return (
    <section className="form-section" aria-label="急不急">
      <h2>急不急</h2>
      <ChoiceField
        label="这件事急吗"
        value={value === undefined ? undefined : value ? 'urgent' : 'ordinary'}
        onChange={(next) => onChange(next === 'urgent')}
        choices={[
          {
            value: 'urgent',
            label: '很急，先救助后补手续',
            hint: `今明两天的吃住、看病过不去。街道 ${urgent.within_text}内先给，${urgent.article.document_title}${urgent.article.article}`,
          },
          { value: 'ordinary', label: '按一般程序，入户以后再定' },
        ]}
      />
    </section>
  )
}

/** A second application of the household leads to the first. */
function OpenCase({ case_id }: { case_id: string }) {
  return (
    <p className="counter-open" role="alert">
      <Light state="due_soon">本户这项申请正在办理，不能再申请一次。</Light>
      <TextLink to={`/workbench/cases/${case_id}`}>打开在办的那一件</TextLink>
    </p>
  )
}

function Refusal({ error, open_case_id }: { error: unknown; open_case_id: string | null }) {
  const navigate = useNavigate()
  const { code } = problemOf(error)
  return (
    <>
      <ErrorNotice error={error} />
      {code === 'case_already_open' && open_case_id !== null && (
        <Button onClick={() => void navigate({ to: `/workbench/cases/${open_case_id}` })}>
          打开在办的那一件
        </Button>
      )}
    </>
  )
}
