/** 封存核验: how much of the log is sealed, and whether the seals still hold. */
import { useState } from 'react'
import { exportAudit, getAuditState, verifyAudit } from '../../../../server/administration/contract.ts'
import {
  Button,
  TextLink,
  DataTable,
  ErrorNotice,
  FactSection,
  FactThirds,
  Light,
  Page,
  PageHead,
  Progress,
  countText,
  machineText,
} from '../../../design/index.ts'
import { TextField } from '../../../forms/index.ts'
import { fileAddress, useAct, useQueryRoute } from '../../../shell/index.ts'
import type { AnswerOf } from '../../../shell/index.ts'
import '../administration.css'

export default function SealsPage() {
  const { data, error, refetch } = useQueryRoute(getAuditState, {})
  const [seal, setSeal] = useState('')
  const verify = useAct(verifyAudit)
  const wrong = seal.trim() !== '' && !/^[0-9a-fA-F]{64}$/.test(seal.trim())
  const check = () => verify.mutate({ body: seal.trim() === '' ? {} : { seal: seal.trim() } })
  return (
    <Page>
      <PageHead
        title="封存核验"
        end={
          <TextLink className="button button-second" to={fileAddress(exportAudit, {})} download>
            导出可核验的全部日志
          </TextLink>
        }
      />
      {error !== null && <ErrorNotice error={error} retry={() => void refetch()} />}
      {data !== undefined && (
        <>
          <FactThirds
            facts={[
              { label: '已封存', value: `${countText(data.sealed)} 条，${countText(data.batches)} 批` },
              {
                label: '待封存',
                value: data.unsealed === 0 ? '没有' : `${countText(data.unsealed)} 条，随后自动封存`,
              },
              {
                label: '最近封存',
                value: data.last_sealed_at === null ? '还没有' : machineText(data.last_sealed_at),
              },
            ]}
          />
          {data.last_seal !== null && (
            <FactSection
              wide
              title="最新封印"
              note="抄在纸上或存到别处，日后可以证明日志没有被截去"
              facts={[
                {
                  key: 'seal',
                  label: '封印',
                  value: <code className="administration-seal">{data.last_seal}</code>,
                },
              ]}
            />
          )}
        </>
      )}
      <section className="administration-form" aria-labelledby="verify">
        <h2 id="verify">核验</h2>
        <p className="second">
          从第一批起逐条重算，与封印比对。导出的日志不用数据库也能核验：npm run haihe -- audit verify --file
          文件。
        </p>
        <TextField
          label="从前抄下的封印"
          optional
          hint="填上则同时核验它仍在其中"
          value={seal}
          onChange={setSeal}
          maxLength={64}
          error={wrong ? '封印为 64 位十六进制数字' : undefined}
        />
        <div className="row">
          <Button
            kind="primary"
            busy={verify.isPending}
            disabledBecause={wrong ? '核验，先改正封印' : undefined}
            onClick={check}
          >
            立即核验
          </Button>
        </div>
      </section>
      {verify.isPending && (
        <Progress label="正在逐批核验" done={0} countWord="批" note="日志多时要几分钟，请勿关闭。" />
      )}
      {verify.error !== null && <ErrorNotice error={verify.error} retry={check} />}
      {verify.data !== undefined && !verify.isPending && <VerifyResult result={verify.data} />}
    </Page>
  )
}

function VerifyResult({ result }: { result: AnswerOf<typeof verifyAudit> }) {
  if (result.faults.length === 0)
    return (
      <p role="status">
        <Light state="normal">
          核验无误：{countText(result.batches)} 批，{countText(result.entries)} 条，全部与封印相符
        </Light>
      </p>
    )
  return (
    <section className="administration-section" role="alert" aria-labelledby="faults">
      <h2 id="faults">
        <Light state="overdue">核验发现 {countText(result.faults.length)} 处不符</Light>
      </h2>
      <p>日志可能被改动。请保全数据库与备份，报单位负责人，并与离线留存的日志比对。</p>
      <DataTable
        caption="不符之处"
        columns={[
          { key: 'batch', title: '批次', cell: (row) => `第 ${row.batch_number} 批` },
          { key: 'message', title: '不符', cell: (row) => row.message, wrap: true },
        ]}
        rows={result.faults}
        rowKey={(row) => `${row.batch_number} ${row.kind} ${row.message}`}
        rowName={(row) => row.message}
        countWord="处"
        empty={null}
      />
    </section>
  )
}
