/** A household: who lives together, where, on what; its benefits, payments and cases, as of any day. */
import { useState } from 'react'
import { householdRoutes } from '../../../server/registries/households/contract.ts'
import {
  Button,
  ErrorNotice,
  FactSection,
  FactThirds,
  Light,
  Page,
  RecordPage,
  Tag,
  TextLink,
  countText,
  dateText,
  dayText,
  yuanText,
} from '../../design/index.ts'
import { useParameter, useQueryRoute } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { BenefitLedgerSection } from './benefit-ledger-section.tsx'
import { BenefitSection, benefitText, usePayments } from './benefit-section.tsx'
import { DayPicker, PastNotice, useDay } from './day-picker.tsx'
import { FactList } from './fact-list.tsx'
import { HouseholdActs } from './household-acts.tsx'
import { ChangeHeadDialog, LeaveDialog } from './member-dialogs.tsx'
import { MemberTable, type Membership } from './member-table.tsx'
import { PaymentSection } from './payment-section.tsx'
import { RecordTimeline, useTimeline } from './record-timeline.tsx'
import { pagePath } from './words.ts'
import './registries.css'

export type HouseholdPageAnswer = AnswerOf<typeof householdRoutes.get_household>

export default function HouseholdPage() {
  const household_id = useParameter('household_id')
  const { query } = useDay()
  const { data, error, refetch } = useQueryRoute(householdRoutes.get_household, {
    params: { household_id },
    query,
  })
  if (error !== null)
    return (
      <Page>
        <h1>家庭</h1>
        <ErrorNotice error={error} retry={() => void refetch()} />
        <p>
          <TextLink to="/workbench/households">回到家庭</TextLink>
        </p>
      </Page>
    )
  if (data === undefined || data.household.household_id !== household_id) return <Page>{null}</Page>
  return <Household page={data} />
}

function Household({ page }: { page: HouseholdPageAnswer }) {
  const { household, may } = page
  const { past } = useDay()
  return (
    <RecordPage
      name={`${household.head_name ?? '无户主'}户`}
      beside={<Beside page={page} />}
      end={
        <>
          <DayPicker />
          {!past && <HouseholdActs page={page} />}
        </>
      }
      second={
        <>
          <span>
            {household.division_path}
            {household.address !== null && `　${household.address}`}
          </span>
          <span>{household.register_kind_title}户口</span>
          <span>{dateText(household.established_on)}立户</span>
        </>
      }
      facts={<Thirds page={page} />}
      timeline={<RecordTimeline of={{ household_id: household.household_id }} />}
    >
      <PastNotice />
      <Members page={page} mayChange={may.change_members && !past} />
      <BenefitSection household_id={household.household_id} />
      <BenefitLedgerSection household_id={household.household_id} />
      <PaymentSection household_id={household.household_id} />
      <Cases household_id={household.household_id} />
      <FactList
        title="家庭的事实"
        facts={page.facts}
        subject={{
          kind: 'household',
          id: household.household_id,
          name: `${household.head_name ?? ''}户`,
        }}
        mayRecord={may.record_facts && !past}
      />
      {page.addresses.length > 0 && (
        <FactSection
          wide
          title="住址"
          facts={page.addresses.map((each) => ({
            key: `${each.valid_from} ${each.address}`,
            label: each.valid_to === null ? '现住址' : '以前',
            value: each.address,
            source: `${each.valid_from === null ? '' : `${dateText(each.valid_from)}起`}${each.valid_to === null ? '' : `，至${dateText(each.valid_to)}`}`,
          }))}
        />
      )}
    </RecordPage>
  )
}

function Beside({ page }: { page: HouseholdPageAnswer }) {
  const { household } = page
  const { data } = useTimeline({ household_id: household.household_id }, undefined, 200)
  const open = data?.rows.filter((row) => row.current && row.category === '办件').length ?? 0
  return (
    <>
      <span>{page.members.length} 人</span>
      {household.dissolved_on !== null && <Tag>{dateText(household.dissolved_on)}注销</Tag>}
      {open > 0 && <Light state="normal">{open} 件在办</Light>}
    </>
  )
}

function Thirds({ page }: { page: HouseholdPageAnswer }) {
  const { income, household } = page
  const { day } = useDay()
  const benefits = benefitText(usePayments(household.household_id).data, day)
  const perPerson =
    income.per_person_per_month === null ? '' : `，人均 ${yuanText(income.per_person_per_month)} 元`
  return (
    <FactThirds
      facts={[
        { label: '户主', value: household.head_name ?? '没有户主' },
        {
          label: income.known_on === null ? '收入' : `收入　${dayText(income.known_on)}得知`,
          value:
            income.per_month === null
              ? `已知 ${yuanText(income.known_per_month)} 元/月，${income.unknown_count} 项不详`
              : `全户 ${yuanText(income.per_month)} 元/月${perPerson}`,
        },
        {
          label: '在享待遇',
          value: benefits.count === 0 ? '没有' : `${benefits.count} 项，每月 ${yuanText(benefits.fen)} 元`,
        },
      ]}
    />
  )
}

type Change = { kind: 'leave' | 'head'; member: Membership }

function Members({ page, mayChange }: { page: HouseholdPageAnswer; mayChange: boolean }) {
  const [change, setChange] = useState<Change>()
  const close = () => setChange(undefined)
  const acts = (member: Membership) => (
    <span className="record-acts">
      {member.relation !== 'head' && (
        <Button
          kind="link"
          aria-label={`由${member.name}任户主`}
          onClick={() => setChange({ kind: 'head', member })}
        >
          任户主
        </Button>
      )}
      <Button
        kind="link"
        aria-label={`${member.name}离户`}
        onClick={() => setChange({ kind: 'leave', member })}
      >
        离户
      </Button>
    </span>
  )
  return (
    <section className="record-section" aria-label="家庭成员">
      <h2>家庭成员</h2>
      <MemberTable
        caption="家庭成员"
        members={page.members}
        dates
        {...(mayChange && { acts })}
        empty="这一天户内没有人。"
      />
      {page.former_members.length > 0 && (
        <details className="record-details">
          <summary>以前的成员 {countText(page.former_members.length)} 人</summary>
          <MemberTable caption="以前的成员" members={page.former_members} dates empty="" />
        </details>
      )}
      {change?.kind === 'leave' && <LeaveDialog page={page} member={change.member} onClose={close} />}
      {change?.kind === 'head' && <ChangeHeadDialog page={page} member={change.member} onClose={close} />}
    </section>
  )
}

/** The household's cases, as its timeline knows them. */
function Cases({ household_id }: { household_id: string }) {
  const { data } = useTimeline({ household_id }, '办件', 50)
  const links = new Map<string, { text: string; date: string; current: boolean }>()
  for (const row of data?.rows ?? [])
    if (row.link !== null && !links.has(row.link))
      links.set(row.link, { text: row.text, date: row.date, current: row.current })
  return (
    <section className="record-section" aria-label="办件">
      <h2>办件</h2>
      {links.size === 0 ? (
        <p className="second record-nothing">没有办过件。</p>
      ) : (
        <FactSection
          wide
          facts={[...links].map(([link, each]) => ({
            key: link,
            label: dateText(each.date),
            value: <TextLink to={pagePath(link)}>{each.text}</TextLink>,
            source: each.current ? <Light state="normal">在办</Light> : '办结',
          }))}
        />
      )}
    </section>
  )
}
