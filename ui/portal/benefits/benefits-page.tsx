/** 我的待遇: what the household gets, each month as it was paid, what was paid later or taken back, and why. */
import { applicationRoutes } from '../../../server/benefits/contract.ts'
import { paymentRoutes } from '../../../server/payments/contract.ts'
import { caseRoutes } from '../../../server/casework/contract.ts'
import { householdRoutes } from '../../../server/registries/contract.ts'
import {
  ButtonLink,
  EmptyState,
  ErrorNotice,
  Money,
  TextLink,
  dateText,
  monthText,
} from '../../design/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { usePortalFrame, useQueryRoute, useSession } from '../../shell/index.ts'
import { type MyCase, answerByText } from '../home/under-way.tsx'
import { PortalActs, PortalPage, PortalSection, PortalLoading } from '../portal-page.tsx'
import { BenefitLedger } from './benefit-ledger.tsx'
import { Differences, MonthsPaid } from './months-paid.tsx'
import { RowLink, RowLinks } from '../row-link.tsx'
import { OneOffs, isOnce } from './one-offs.tsx'
import './benefits.css'

type Benefit = AnswerOf<typeof applicationRoutes.get_my_assistance>['rows'][number]

function CurrentBenefit({ row }: { row: Benefit }) {
  return (
    <section className="benefit" aria-label={row.programme_title}>
      <h2>{row.programme_title}</h2>
      <Money fen={row.amount} unit="元 / 月" size="amount" />
      <p className="second">
        {monthText(row.effective_from)}起
        {row.effective_until !== null && `，发到 ${dateText(row.effective_until)}`}
        {row.next_review_on !== null && `　下次复核 ${dateText(row.next_review_on)}`}
      </p>
      {row.case_id !== null && (
        <p>
          <TextLink to={`/progress/${row.case_id}`}>为什么是这么多</TextLink>
        </p>
      )}
    </section>
  )
}

/** What is still being decided: the amount comes with the decision. */
function RunningCase({ row }: { row: MyCase }) {
  const { business_date } = useSession()
  return (
    <RowLinks label={`${row.programme_title}${row.kind_title}`}>
      <RowLink
        to={`/progress/${row.case_id}`}
        title={`${row.programme_title}${row.kind_title}，办到${row.step_title}`}
        second={answerByText(row, business_date)}
      />
    </RowLinks>
  )
}

function Paid({ household_id }: { household_id: string }) {
  const { data, error, refetch } = useQueryRoute(paymentRoutes.get_household_payments, {
    params: { household_id },
  })
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} />
  if (data === undefined) return <PortalLoading>正在取发放记录</PortalLoading>
  const monthly = data.payments.filter((row) => !isOnce(data, row))
  return (
    <>
      <OneOffs payments={data} />
      <PortalSection title="每月发放">
        {monthly.length === 0 ? (
          <EmptyState title="还没有发放记录" why="批准后的下一个月起，每月 10 日前发到您家的银行账户。" />
        ) : (
          <MonthsPaid payments={monthly} />
        )}
      </PortalSection>
      <Differences differences={data.differences} />
    </>
  )
}

export default function BenefitsPage() {
  usePortalFrame({ place: '我的待遇' })
  const assistance = useQueryRoute(applicationRoutes.get_my_assistance, {})
  const household = useQueryRoute(householdRoutes.get_my_household, {})
  const cases = useQueryRoute(caseRoutes.list_my_cases, {})
  const error = assistance.error ?? household.error ?? cases.error
  const current = assistance.data?.rows.filter(
    (row) => row.outcome === 'eligible' && row.effective_until === null,
  )
  const open = cases.data?.rows.filter((row) => row.state === 'open') ?? []
  const household_id = household.data?.household.household_id
  return (
    <PortalPage title="我的待遇" back={{ to: '/', title: '首页' }}>
      {error !== null && (
        <ErrorNotice
          error={error}
          retry={() => {
            void assistance.refetch()
            void household.refetch()
            void cases.refetch()
          }}
        />
      )}
      {open.map((row) => (
        <RunningCase key={row.case_id} row={row} />
      ))}
      {current?.length === 0 && open.length === 0 && (
        <EmptyState
          title="您家现在没有在享的待遇"
          why="批准以后，每月发多少、发到哪个月，都在这里看。"
          next={
            <ButtonLink kind="primary" to="/self-check">
              先测算一下
            </ButtonLink>
          }
        />
      )}
      {current?.map((row) => (
        <CurrentBenefit key={row.determination_id} row={row} />
      ))}
      {current !== undefined && current.length > 0 && (
        <PortalActs>
          <ButtonLink kind="primary" wide to="/benefits/change">
            报告家庭变化
          </ButtonLink>
          <p className="second">收入变了，有人出生、去世、搬走，都要报告。早报告，少补少退。</p>
        </PortalActs>
      )}
      {household_id !== undefined && <BenefitLedger household_id={household_id} />}
      {household_id !== undefined && <Paid household_id={household_id} />}
    </PortalPage>
  )
}
