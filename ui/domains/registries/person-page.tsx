/** A person: who and where, the three facts that matter, and everything known and done, as of any day. */
import { useState } from 'react'
import {
  disclosureRoutes,
  nationalityTitle,
  personRoutes,
} from '../../../server/registries/people/contract.ts'
import {
  Button,
  ErrorNotice,
  FactSection,
  FactThirds,
  Light,
  MaskedText,
  Page,
  RecordPage,
  Tag,
  TextLink,
  dateText,
  dayText,
  yuanText,
} from '../../design/index.ts'
import { call, useParameter, useQueryRoute } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { BenefitSection, benefitText, usePayments } from './benefit-section.tsx'
import { CorrectPersonDialog } from './correct-person-dialog.tsx'
import { DayPicker, PastNotice, useDay } from './day-picker.tsx'
import { Disclosures } from './disclosures.tsx'
import { Duplicates } from './duplicates.tsx'
import { FactList } from './fact-list.tsx'
import { MemberTable } from './member-table.tsx'
import { RecordTimeline, useTimeline } from './record-timeline.tsx'
import { RegisterDeathDialog } from './register-death-dialog.tsx'
import './registries.css'

export type PersonPageAnswer = AnswerOf<typeof personRoutes.get_person>

export default function PersonPage() {
  const person_id = useParameter('person_id')
  const { query } = useDay()
  const { data, error, refetch } = useQueryRoute(personRoutes.get_person, { params: { person_id }, query })
  if (error !== null)
    return (
      <Page>
        <h1>人员</h1>
        <ErrorNotice error={error} retry={() => void refetch()} />
        <p>
          <TextLink to="/workbench/people">回到人员</TextLink>
        </p>
      </Page>
    )
  if (data === undefined || data.person.person_id !== person_id) return <Page>{null}</Page>
  return <Person page={data} />
}

function Person({ page }: { page: PersonPageAnswer }) {
  const { person, household, may } = page
  const { past } = useDay()
  return (
    <RecordPage
      name={person.name}
      beside={<Beside page={page} />}
      end={
        <>
          <DayPicker />
          {!past && <Acts page={page} />}
        </>
      }
      second={<Second page={page} />}
      facts={<Thirds page={page} />}
      timeline={<RecordTimeline of={{ person_id: person.person_id }} />}
    >
      <PastNotice />
      <section className="record-section" aria-label="家庭成员">
        <div className="facts-head">
          <h2>家庭成员</h2>
          {household === null && !past && may.correct && person.death_date === null && (
            <TextLink to={`/workbench/households/register?person=${person.person_id}`}>
              为此人登记一户
            </TextLink>
          )}
          {household && <TextLink to={`/workbench/households/${household.household_id}`}>家庭页</TextLink>}
        </div>
        {household === null ? (
          <p className="second record-nothing">这一天不在任何一户。</p>
        ) : (
          <MemberTable caption="同户的其他人" members={page.members} empty="一人户。" />
        )}
      </section>
      {household && <BenefitSection household_id={household.household_id} />}
      <FactList
        title="已知的事实"
        facts={page.facts}
        subject={{ kind: 'person', id: person.person_id, name: person.name }}
        mayRecord={may.record_facts && !past && person.death_date === null}
      />
      <FactSection
        wide
        title="住房与财产"
        facts={page.housing.map((line) => ({
          key: line.label,
          label: line.label,
          value: line.value,
          source: line.source_name ?? '',
          ...(line.known_on !== null && { date: dateText(line.known_on) }),
        }))}
      />
      {page.housing.length === 0 && <p className="second record-nothing">没有登记住房与财产。</p>}
      {may.link && !past && <Duplicates person_id={person.person_id} />}
      {may.disclose && <Disclosures person_id={person.person_id} />}
    </RecordPage>
  )
}

/** 女，58 岁, 1 件在办. */
function Beside({ page }: { page: PersonPageAnswer }) {
  const { person } = page
  const { data } = useTimeline({ person_id: person.person_id }, undefined, 200)
  const open = data?.rows.filter((row) => row.current && row.category === '办件').length ?? 0
  return (
    <>
      <span>
        {person.sex_title}
        {person.age !== null && `，${person.age} 岁`}
      </span>
      {person.death_date !== null && <Tag>{dateText(person.death_date)}去世</Tag>}
      {person.restricted && <Tag>受限登记</Tag>}
      {open > 0 && <Light state="normal">{open} 件在办</Light>}
    </>
  )
}

function Second({ page }: { page: PersonPageAnswer }) {
  const { person, household, may, grid_worker } = page
  const reveal = (field: 'identity_number' | 'telephone') =>
    may.disclose
      ? {
          onReveal: async (reason: string) => {
            const params = { person_id: person.person_id }
            const answer = await call(disclosureRoutes.disclose, { params, body: { field, reason } })
            return answer.value ?? '没有登记'
          },
        }
      : {}
  return (
    <>
      <span>
        证件{' '}
        {person.masked_identity_number === null ? (
          '没有登记'
        ) : (
          <MaskedText masked={person.masked_identity_number} name="证件号码" {...reveal('identity_number')} />
        )}
      </span>
      <span>
        电话{' '}
        {person.masked_telephone === null ? (
          '没有登记'
        ) : (
          <MaskedText masked={person.masked_telephone} name="电话" {...reveal('telephone')} />
        )}
      </span>
      <span>
        {household?.division_path ?? person.division_path}
        {household?.address !== null && household?.address !== undefined && `　${household.address}`}
      </span>
      {person.nationality !== null && <span>{nationalityTitle(person.nationality)}</span>}
      {grid_worker !== null && <span>网格员 {grid_worker}</span>}
    </>
  )
}

function Thirds({ page }: { page: PersonPageAnswer }) {
  const { income, household } = page
  const { day } = useDay()
  const payments = usePayments(household?.household_id)
  const benefits = benefitText(payments.data, day)
  const incomeText =
    income.household_per_month === null
      ? `已知 ${yuanText(income.known_per_month)} 元/月，${income.unknown_count} 项不详`
      : `全户 ${yuanText(income.household_per_month)} 元/月`
  return (
    <FactThirds
      facts={[
        { label: '家庭', value: household?.head_text ?? '不在任何一户' },
        {
          label: income.known_on === null ? '收入' : `收入　${dayText(income.known_on)}得知`,
          value: incomeText,
        },
        {
          label: '在享待遇',
          value: benefits.count === 0 ? '没有' : `${benefits.count} 项，每月 ${yuanText(benefits.fen)} 元`,
        },
      ]}
    />
  )
}

function Acts({ page }: { page: PersonPageAnswer }) {
  const [open, setOpen] = useState<'correct' | 'death'>()
  const { may } = page
  return (
    <>
      {may.correct && (
        <Button kind="plain" onClick={() => setOpen('correct')}>
          更正登记
        </Button>
      )}
      {may.register_death && <Button onClick={() => setOpen('death')}>登记死亡</Button>}
      {open === 'correct' && <CorrectPersonDialog person={page.person} onClose={() => setOpen(undefined)} />}
      {open === 'death' && <RegisterDeathDialog page={page} onClose={() => setOpen(undefined)} />}
    </>
  )
}
