import type { applicationRoutes } from '../../../server/benefits/contract.ts'
import { Button, ButtonLink, FactSection, Page, PageHead, dateText } from '../../design/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import type { Form } from './application-draft.ts'

type Receipt = AnswerOf<typeof applicationRoutes.submit_application>

/** 回执: the number and the dates to expect, to be printed and handed over. */
export function ApplicationReceipt({ receipt, form }: { receipt: Receipt; form: Form }) {
  return (
    <Page>
      <PageHead
        title="申请已提交"
        end={
          <>
            <Button onClick={() => window.print()}>打印回执</Button>
            <ButtonLink to="/workbench/counter">办下一位</ButtonLink>
            <ButtonLink kind="primary" to={`/workbench/cases/${receipt.case_id}`}>
              打开这一件
            </ButtonLink>
          </>
        }
      />
      <section className="counter-receipt" aria-label="回执">
        <p className="second">编号</p>
        <p className="receipt-number">{receipt.case_number}</p>
        <p>
          {form.title}　{receipt.programme_title}　{dateText(receipt.submitted_on)}提交
        </p>
        <FactSection
          wide
          title="接下来"
          facts={receipt.dates.map((date) => ({
            key: date.label,
            label: date.label,
            value: date.text,
            ...(date.by === null ? {} : { source: `${dateText(date.by)}前` }),
          }))}
        />
        <p className="second">
          凭编号可以到窗口、电话或手机查询进度。对办理有意见的，可以向街道或区民政局反映。
        </p>
      </section>
    </Page>
  )
}
