/** The next act of a payroll, with its amount; what moves money names the thing and asks once. */
import { useState } from 'react'
import { paymentRoutes } from '../../../server/payments/contract.ts'
import type { PayrollView } from '../../../server/payments/contract.ts'
import { Button, ConfirmDialog, countText, monthText, useStatus, yuanText } from '../../design/index.ts'
import { useAct } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'

type ActView = AnswerOf<typeof paymentRoutes.get_payroll>['acts'][number]
type Verb = 'lock' | 'approve' | 'send' | 'unlock'

const routes = {
  lock: paymentRoutes.lock_payroll,
  approve: paymentRoutes.approve_payroll,
  send: paymentRoutes.send_payroll,
  unlock: paymentRoutes.unlock_payroll,
}
const words: Record<Verb, { act: string; consequence: string; done: string }> = {
  lock: {
    act: '锁定送复核',
    consequence: '锁定后名单和金额不再变动，等另一人复核。',
    done: '已锁定，等待复核',
  },
  approve: { act: '复核同意', consequence: '同意后记入账簿，就可以送银行。', done: '已复核，已记账' },
  send: {
    act: '送银行代发',
    consequence: '生成银行文件，款项计入银行在途，不能撤回。',
    done: '已生成银行文件',
  },
  unlock: { act: '退回制表人', consequence: '名单回到编制状态，可以刷新后重新锁定。', done: '已退回' },
}
/** The act that the state waits for comes first. */
const primaryOf: Partial<Record<PayrollView['state'], Verb>> = {
  draft: 'lock',
  locked: 'approve',
  approved: 'send',
}

export function PayrollActs({ payroll, acts }: { payroll: PayrollView; acts: ActView[] }) {
  const [asking, setAsking] = useState<Verb>()
  const say = useStatus()
  const primary = primaryOf[payroll.state]
  const refresh = useAct(paymentRoutes.draft_payroll, { onDone: () => say('名单已按现在的待遇刷新') })
  const act = useAct(routes[asking ?? 'lock'], {
    onDone: () => {
      if (asking !== undefined) say(words[asking].done)
      setAsking(undefined)
    },
  })
  const find = (verb: ActView['act']) => acts.find((each) => each.act === verb)
  const amount = `${yuanText(payroll.total)} 元`
  return (
    <>
      {find('refresh')?.allowed === true && payroll.kind === 'monthly' && (
        <Button
          busy={refresh.isPending}
          onClick={() =>
            refresh.mutate({
              body: {
                programme_id: payroll.programme_id,
                division_code: payroll.division_code,
                month: payroll.month,
              },
            })
          }
        >
          刷新名单
        </Button>
      )}
      {find('unlock')?.allowed === true && <Button onClick={() => setAsking('unlock')}>退回制表人</Button>}
      {primary !== undefined && (
        <Button
          kind="primary"
          amount={amount}
          disabledBecause={find(primary)?.why_not ?? undefined}
          onClick={() => setAsking(primary)}
        >
          {words[primary].act}
        </Button>
      )}
      {asking !== undefined && (
        <ConfirmDialog
          open
          onClose={() => setAsking(undefined)}
          act={words[asking].act}
          thing={`${payroll.division_name} ${monthText(payroll.month)} 批次，共 ${countText(payroll.line_count)} 笔`}
          amount={amount}
          consequence={words[asking].consequence}
          busy={act.isPending}
          error={act.error}
          onAct={() =>
            act.mutate({ params: { payroll_id: payroll.payroll_id }, body: { version: payroll.version } })
          }
        />
      )}
    </>
  )
}
