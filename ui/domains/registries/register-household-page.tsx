/** A household is registered by form: where it lives, then its members one after the other; nothing half. */
import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { householdRoutes } from '../../../server/registries/households/contract.ts'
import { personRoutes } from '../../../server/registries/people/contract.ts'
import { Button, ErrorNotice, Light, Page, PageHead, fieldMessage, useStatus } from '../../design/index.ts'
import { ChoiceField, DateField, TextField, useDraft } from '../../forms/index.ts'
import { useAct, useQueryRoute, useSearchValues, useSession } from '../../shell/index.ts'
import { DivisionField } from './division-field.tsx'
import { type Chosen, chosenOf } from './find-person.tsx'
import {
  type HouseholdDraft,
  emptyHousehold,
  householdBody,
  memberTitle,
  newMember,
  stillToFill,
} from './household-draft.ts'
import { MemberSection } from './member-section.tsx'
import { registerKindWords } from './words.ts'
import '../../forms/form-page.css'
import './registries.css'

/** Whoever comes from a person's page brings that person along as the head. */
export default function RegisterHouseholdPage() {
  const person_id = useSearchValues()[0]['person']
  const { business_date } = useSession()
  const { data, error } = useQueryRoute(
    personRoutes.get_person,
    { params: { person_id: person_id ?? '' } },
    { enabled: person_id !== undefined },
  )
  if (error !== null)
    return (
      <Page>
        <h1>登记一户</h1>
        <ErrorNotice error={error} />
      </Page>
    )
  if (business_date === '' || (person_id !== undefined && data === undefined)) return <Page>{null}</Page>
  return <Form key={person_id} head={data && data.household === null ? chosenOf(data.person) : undefined} />
}

function Form({ head }: { head: Chosen | undefined }) {
  const { account, business_date } = useSession()
  const area = account?.post?.division_code ?? ''
  const [draft, keep, clear] = useDraft(
    `household-${account?.account_id ?? ''}-${head?.person_id ?? ''}`,
    emptyHousehold(area, business_date, head),
  )
  const navigate = useNavigate()
  const say = useStatus()
  const register = useAct(householdRoutes.create_household, {
    onDone: ({ household }) => {
      clear()
      say(`已登记${household.head_name ?? ''}户，${household.member_count} 人`)
      void navigate({ to: `/workbench/households/${household.household_id}` })
    },
  })
  return (
    <Page>
      <PageHead
        title="登记一户"
        end={<span className="second">先查一下有没有登记过，一个人只登记一次</span>}
      />
      <div className="form-page">
        <div className="form-page-sections">
          <Place draft={draft} onChange={keep} area={area} error={register.error} />
          <Members draft={draft} onChange={keep} error={register.error} />
        </div>
        <aside className="form-page-side" aria-label="登记">
          <ToFill draft={draft} />
          <p className="second">填写的内容存在本窗口，登录过期也不会丢。有一处不对，全户都不登记。</p>
          {register.error !== null && (
            <ErrorNotice error={register.error} labels={labelsOf(draft.members.length)} />
          )}
          <Button
            kind="primary"
            large
            wide
            busy={register.isPending}
            disabledBecause={stillToFill(draft).length > 0 ? '登记这一户，先填完上面的' : undefined}
            onClick={() => register.mutate({ body: householdBody(draft) })}
          >
            登记这一户
          </Button>
          <ClearAll
            onClear={() => {
              clear()
              register.reset()
            }}
          />
        </aside>
      </div>
    </Page>
  )
}

type Part = { draft: HouseholdDraft; onChange: (draft: HouseholdDraft) => void; error: unknown }

function Place({ draft, onChange, area, error }: Part & { area: string }) {
  return (
    <section className="form-section" aria-label="住在哪里">
      <h2>住在哪里</h2>
      <div className="form-grid">
        <DivisionField
          area={area}
          value={draft.division_code}
          onChange={(division_code) => onChange({ ...draft, division_code })}
          error={fieldMessage(error, 'division_code')}
        />
        <TextField
          label="住址"
          hint="小区、楼、门、室，或村里的门牌"
          value={draft.address}
          onChange={(address) => onChange({ ...draft, address })}
          maxLength={200}
          error={fieldMessage(error, 'address')}
        />
        <ChoiceField
          label="户口类别"
          optional
          value={draft.register_kind}
          onChange={(register_kind) => onChange({ ...draft, register_kind })}
          choices={[
            { value: 'urban', label: registerKindWords.urban },
            { value: 'rural', label: registerKindWords.rural },
          ]}
          error={fieldMessage(error, 'register_kind')}
        />
        <DateField
          label="立户日期"
          hint="从哪天起一起生活；不晚于今天"
          value={draft.established_on}
          onChange={(established_on) => onChange({ ...draft, established_on })}
          error={fieldMessage(error, 'established_on')}
        />
      </div>
    </section>
  )
}

/** As many as the door takes. */
const mostMembers = 30

function Members({ draft, onChange, error }: Part) {
  const { members } = draft
  return (
    <>
      {members.map((member, at) => (
        <MemberSection
          key={member.key}
          at={at}
          member={member}
          onChange={(next) => onChange({ ...draft, members: members.with(at, next) })}
          onRemove={
            members.length === 1 ? undefined : () => onChange({ ...draft, members: members.toSpliced(at, 1) })
          }
          error={error}
        />
      ))}
      <div className="row">
        <Button
          disabledBecause={members.length >= mostMembers ? `一户最多登记 ${mostMembers} 人` : undefined}
          onClick={() => onChange({ ...draft, members: [...members, newMember(undefined)] })}
        >
          再加一人
        </Button>
        <span className="second">共 {members.length} 人</span>
      </div>
    </>
  )
}

function ToFill({ draft }: { draft: HouseholdDraft }) {
  const todo = stillToFill(draft)
  return (
    <>
      <h2>登记前</h2>
      {todo.length === 0 ? (
        <p>
          <Light state="normal">都填了，可以登记</Light>
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
    </>
  )
}

/** Asks once: what is typed is gone afterwards. */
function ClearAll({ onClear }: { onClear: () => void }) {
  const [asked, setAsked] = useState(false)
  if (!asked)
    return (
      <Button kind="plain" onClick={() => setAsked(true)}>
        清掉填写，重新来
      </Button>
    )
  return (
    <div className="row">
      <Button onClick={() => setAsked(false)}>先留着</Button>
      <Button
        onClick={() => {
          setAsked(false)
          onClear()
        }}
      >
        都清掉
      </Button>
    </div>
  )
}

/** Where a field of the body stands on the page. */
function labelsOf(count: number): Record<string, string> {
  const labels: Record<string, string> = {
    division_code: '社区、村',
    address: '住址',
    established_on: '立户日期',
    members: '成员',
  }
  const ofMember: Record<string, string> = {
    '': '',
    '.relation': '的关系',
    '.person_id': '',
    '.person.name': '的姓名',
    '.person.identity_number': '的证件号码',
    '.person.sex': '的性别',
    '.person.birth_date': '的出生日期',
    '.person.telephone': '的电话',
  }
  for (let at = 0; at < count; at += 1)
    for (const [field, word] of Object.entries(ofMember))
      labels[`members.${at}${field}`] = `${memberTitle(at)}${word}`
  return labels
}
