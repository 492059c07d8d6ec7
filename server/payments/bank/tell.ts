/** What payees are told of the bank's answers: that the money is there, or that it came back and what to do. */
import type { Act } from '../../platform/act.ts'
import { notifyAll } from '../../platform/messages/index.ts'
import { yuanText } from '../../registries/people/index.ts'
import { getProgramme } from '../../../law/index.ts'
import type { AnsweredLine } from './queries.ts'

/** Tells each payee in the act's own transaction; the message leads to the payments of the household. */
export function tellPayees(act: Act, lines: readonly AnsweredLine[]): Promise<void> {
  return notifyAll(
    act,
    lines.map((line) => ({
      person_id: line.payee_id,
      ...(line.answer === 'paid' ? paidText(line) : returnedText(line)),
      path: '/benefits',
      division_code: line.division_code,
    })),
  )
}

type Text = { title: string; body: string }

function paidText(line: AnsweredLine): Text {
  const difference =
    line.difference_amount > 0n
      ? `，其中补发 ${yuanText(line.difference_amount)} 元`
      : line.difference_amount < 0n
        ? `，已扣回以前多发的 ${yuanText(-line.difference_amount)} 元`
        : ''
  return {
    title: `${whatText(line)}已发放`,
    body: `${yuanText(line.amount)} 元已发到尾号 ${line.account_end} 的账户${difference}。`,
  }
}

function returnedText(line: AnsweredLine): Text {
  const reason =
    line.return_reason === null || line.return_reason === '' ? '' : `，原因是${line.return_reason}`
  return {
    title: `${whatText(line)}没有发成`,
    body: `${yuanText(line.amount)} 元发到尾号 ${line.account_end} 的账户时被银行退回${reason}。钱还在，不会少。请带身份证和能用的银行卡或存折到街道，报上新账户；区里登记以后重新发给您。`,
  }
}

/** 10月的低保; 临时救助, which has no month. */
function whatText({ programme_id, month }: AnsweredLine): string {
  const { payment, title, shortTitle } = getProgramme(programme_id)
  return payment.kind === 'once' ? title : `${monthText(month)}的${shortTitle}`
}

/** 10月. */
const monthText = (month: string): string => `${Number(month.slice(5, 7))}月`
