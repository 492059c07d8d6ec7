/** 每月各项: what the household was to get each month of everything, and a word before more income costs more than it brings. */
import { useState } from 'react'
import { benefitLedgerRoutes } from '../../../server/benefits/contract.ts'
import { Button, ErrorNotice, Money, cliffText, lostText, monthText, yuanText } from '../../design/index.ts'
import { useQueryRoute } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { PortalLoading, PortalNote, PortalSection } from '../portal-page.tsx'

type Ledger = AnswerOf<typeof benefitLedgerRoutes.get_benefit_ledger>
type Row = Ledger['rows'][number]

const atFirst = 6

const whoOf = ({ people, member_count }: Row): string =>
  people.length > 0 ? people.join('、') : member_count === 0 ? '' : `全家 ${member_count} 人`

/** Whether it has come, and what is still open, in words. */
function stateOf(row: Row, as_of: string): string {
  const open = BigInt(row.difference)
  const late = row.month < `${as_of.slice(0, 7)}-01`
  const words = [
    row.paid === '0' ? '' : `已发 ${yuanText(row.paid)} 元`,
    open > 0n ? (late ? `还差 ${yuanText(open)} 元，会补发` : '还没到发放的时候') : '',
    open < 0n ? `多发了 ${yuanText(-open)} 元，以后扣回` : '',
    row.waived === '0' ? '' : `多发的 ${yuanText(row.waived)} 元已免`,
    row.to_institution === '0' ? '' : `另有 ${yuanText(row.to_institution)} 元付给供养机构`,
  ]
  return words.filter(Boolean).join('，')
}

export function BenefitLedger({ household_id }: { household_id: string }) {
  const [all, setAll] = useState(false)
  const { data, error, refetch } = useQueryRoute(benefitLedgerRoutes.get_benefit_ledger, {
    params: { household_id },
  })
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} />
  if (data === undefined) return <PortalLoading>正在取台账</PortalLoading>
  const { rows, cliffs, as_of } = data
  if (rows.length === 0) return null
  const shown = all ? rows : rows.slice(0, atFirst)
  return (
    <>
      {cliffs.length > 0 && (
        <PortalSection title="收入多了会怎样">
          {cliffs.map((cliff) => (
            <PortalNote key={cliff.more_income}>
              <p>{cliffText(cliff)}。</p>
              {cliff.lost.map((lost) => (
                <p key={lost.programme_id} className="second">
                  {lostText(lost)}。
                </p>
              ))}
              {cliff.loses_medical_aid && <p className="second">看病也不再有医疗救助。</p>}
              <p className="second">收入变了要如实报告。拿不准的，先到社区问一问。</p>
            </PortalNote>
          ))}
        </PortalSection>
      )}
      <PortalSection title="每月各项">
        <ul className="months-paid">
          {shown.map((row) => (
            <li key={`${row.month} ${row.programme_id}`}>
              <strong>
                {monthText(row.month)}　{row.programme_title}
              </strong>
              <Money fen={row.due} unit="元" />
              <span className="second months-whole">
                {[whoOf(row), stateOf(row, as_of)].filter(Boolean).join('　')}
              </span>
            </li>
          ))}
        </ul>
        {shown.length < rows.length && (
          <Button kind="link" onClick={() => setAll(true)}>
            看更早的 {rows.length - shown.length} 行
          </Button>
        )}
      </PortalSection>
    </>
  )
}
