/** What went to the bank and what came back; reading a return file says what it did, row by row where it is wrong. */
import { useState } from 'react'
import { paymentRoutes } from '../../../server/payments/contract.ts'
import type { PayrollView } from '../../../server/payments/contract.ts'
import { Button, ErrorNotice, Money, countText, dateText, useStatus, yuanText } from '../../design/index.ts'
import { fileAddress, pathOf, request, useAct, useSession } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { useQueryClient } from '@tanstack/react-query'
import './payments.css'

type Answer = AnswerOf<typeof paymentRoutes.get_payroll>
type Result = AnswerOf<typeof paymentRoutes.read_bank_return>

const directions = { out: '送银行', return: '银行回盘' }

export function PayrollFiles(props: { payroll: PayrollView; files: Answer['files']; acts: Answer['acts'] }) {
  const { payroll, files, acts } = props
  const reading = acts.find((each) => each.act === 'read_return')
  if (files.length === 0 && reading?.allowed !== true) return null
  return (
    <section className="payroll-files" aria-labelledby="payroll-files">
      <h2 id="payroll-files">往来文件</h2>
      <ul>
        {files.map((file) => (
          <li key={file.bank_file_id}>
            <span>
              {directions[file.direction]}　{dateText(file.recorded_on)}
            </span>
            <a
              className="text-link"
              href={fileAddress(paymentRoutes.get_bank_file, { params: { bank_file_id: file.bank_file_id } })}
              download
            >
              {file.name}
            </a>
            <span className="second">
              {countText(file.line_count)} 笔{'　'}
              <Money fen={file.total} unit="元" />
              {'　'}校验 {file.sha256_hex.slice(0, 8)}
            </span>
          </li>
        ))}
      </ul>
      {reading?.allowed === true && <ReadReturn payroll={payroll} />}
    </section>
  )
}

function ReadReturn({ payroll }: { payroll: PayrollView }) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const client = useQueryClient()
  const say = useStatus()
  const read = async (file: File | undefined) => {
    if (file === undefined) return
    setBusy(true)
    setError(undefined)
    const form = new FormData()
    form.append('file', file)
    const path = pathOf(paymentRoutes.read_bank_return.path, { payroll_id: payroll.payroll_id })
    try {
      const result = await request<Result>('POST', path, form)
      say(resultText(result))
      await client.invalidateQueries()
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  const ask = useAct(paymentRoutes.ask_demonstration_bank, {
    onDone: ({ name, content }) => void read(new File([content], name, { type: 'text/csv' })),
  })
  const askBank = (failures: number) =>
    ask.mutate({ params: { payroll_id: payroll.payroll_id }, body: { failures } })
  const session = useSession()
  return (
    <div className="payroll-return">
      <label className="button button-second">
        <span>{busy ? '正在读入' : '读入银行回盘文件'}</span>
        <input
          className="visually-hidden"
          type="file"
          accept=".csv,text/csv"
          disabled={busy}
          onChange={(event) => {
            void read(event.target.files?.[0])
            event.target.value = ''
          }}
        />
      </label>
      <span className="second">
        表头：发放编号,结果,原因；结果写“成功”或“失败”。同一文件读两次只入账一次。
      </span>
      {session.demonstration && (
        <>
          <Button busy={ask.isPending} onClick={() => askBank(0)}>
            演示：示例银行全部付讫
          </Button>
          <Button busy={ask.isPending} onClick={() => askBank(1)}>
            演示：示例银行退回一笔
          </Button>
        </>
      )}
      {ask.error !== null && <ErrorNotice error={ask.error} />}
      {error !== undefined && (
        <>
          <ErrorNotice error={error} />
          <Button kind="link" onClick={() => setError(undefined)}>
            知道了
          </Button>
        </>
      )}
    </div>
  )
}

function resultText(result: Result): string {
  if (result.repeated) return '这个回盘文件已经读过，没有重复入账'
  const returned =
    result.returned_count === 0
      ? '没有退汇'
      : `退汇 ${result.returned_count} 笔 ${yuanText(result.returned)} 元`
  const rest = result.under_way === 0 ? '全部答复，已对账' : `还有 ${result.under_way} 笔未答复`
  return `到账 ${yuanText(result.paid)} 元，${returned}，${rest}`
}
