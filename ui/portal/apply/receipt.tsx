import type { AnswerOf } from '../../shell/index.ts'
import type { applicationRoutes } from '../../../server/benefits/contract.ts'
import { useEffect, useRef } from 'react'
import { ButtonLink, dateText } from '../../design/index.ts'
import { PortalActs, PortalNote, PortalSection } from '../portal-page.tsx'

/** 回执: the number to quote and the dates to expect. */
export function Receipt({ receipt }: { receipt: AnswerOf<typeof applicationRoutes.submit_application> }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    window.scrollTo(0, 0)
    heading.current?.focus()
  }, [])
  return (
    <div className="portal-page">
      <header className="portal-title">
        <h1 ref={heading} tabIndex={-1}>
          已经提交
        </h1>
        <p className="portal-second">
          {receipt.programme_title}申请，{dateText(receipt.submitted_on)}
        </p>
      </header>
      <PortalNote>
        <p>办件编号</p>
        <p className="receipt-number">{receipt.case_number}</p>
        <p className="second">记不住也没关系，登录后在“办件进度”里能看到。</p>
      </PortalNote>
      <PortalSection title="接下来什么时候">
        <ul className="receipt-dates">
          {receipt.dates.map((date) => (
            <li key={date.label}>
              <strong>{date.label}</strong>
              <span>{date.text}</span>
            </li>
          ))}
        </ul>
      </PortalSection>
      <PortalActs>
        <ButtonLink kind="primary" wide to={`/progress/${receipt.case_id}`}>
          看办件进度
        </ButtonLink>
        <ButtonLink wide to="/">
          回首页
        </ButtonLink>
      </PortalActs>
    </div>
  )
}
