/** 核对报告: who agreed, which source was asked when and said what, where that differs from the declaration, the seal. */
import { useState } from 'react'
import { reportRoutes } from '../../../../server/benefits/contract.ts'
import {
  Button,
  Dialog,
  ErrorNotice,
  FactThirds,
  Light,
  Page,
  PaperFile,
  RecordPage,
  TextLink,
  dateText,
} from '../../../design/index.ts'
import type { LightState } from '../../../design/index.ts'
import { fileAddress, useParameter, useQueryRoute } from '../../../shell/index.ts'
import type { AnswerOf } from '../../../shell/index.ts'
import { ReportAuthorisations } from './report-authorisations.tsx'
import { ReportFindings } from './report-findings.tsx'
import { ReportDetails, ReportSources } from './report-sources.tsx'
import '../casework.css'

export type Report = AnswerOf<typeof reportRoutes.get_means_report>

export default function MeansReportPage() {
  const means_check_id = useParameter('means_check_id')
  const { data, error, refetch } = useQueryRoute(reportRoutes.get_means_report, {
    params: { means_check_id },
  })
  if (error !== null)
    return (
      <Page>
        <h1>核对报告</h1>
        <ErrorNotice error={error} retry={() => void refetch()} />
      </Page>
    )
  if (data === undefined || data.means_check_id !== means_check_id)
    return (
      <Page>
        <p role="status">正在取核对报告</p>
      </Page>
    )
  return <WholeReport report={data} />
}

function WholeReport({ report }: { report: Report }) {
  const [printing, setPrinting] = useState(false)
  const answered = report.sources.filter((source) => source.state === 'answered').length
  const differing = report.findings.filter((finding) => finding.reply !== 'none')
  const open = differing.filter((finding) => finding.reply === 'open').length
  return (
    <RecordPage
      name={`${report.household_title}　核对报告`}
      beside={<StateLight report={report} />}
      end={
        <>
          <TextLink to={`/workbench/cases/${report.case_id}`}>回到办件</TextLink>
          <Button onClick={() => setPrinting(true)}>打印</Button>
        </>
      }
      second={
        <>
          <span>{report.case_number}</span>
          {report.address !== null && <span>{report.address}</span>}
          <span>{dateText(report.requested_on)}发起</span>
          {report.completed_on !== null && <span>{dateText(report.completed_on)}查询完毕</span>}
        </>
      }
      facts={
        <FactThirds
          facts={[
            { label: '来源', value: `${report.sources.length} 个，${answered} 个已答复` },
            {
              label: '与申报的差异',
              value:
                differing.length === 0
                  ? '没有'
                  : `${differing.length} 处${open > 0 ? `，${open} 处等申请人答复` : '，都有说法'}`,
            },
            {
              label: '来源说法不一',
              value:
                report.resolutions.length === 0 ? '没有认定过' : `认定过 ${report.resolutions.length} 次`,
            },
          ]}
        />
      }
    >
      <Seal report={report} />
      <ReportFindings report={report} />
      <ReportSources report={report} />
      <ReportAuthorisations report={report} />
      <ReportDetails report={report} />
      {printing && (
        <Dialog
          title="家庭经济状况核对报告"
          open
          onClose={() => setPrinting(false)}
          wide
          acts={
            <Button kind="primary" onClick={() => setPrinting(false)}>
              看完了
            </Button>
          }
        >
          <PaperFile
            title="核对报告"
            path={fileAddress(reportRoutes.print_means_report, {
              params: { means_check_id: report.means_check_id },
            })}
          />
        </Dialog>
      )}
    </RecordPage>
  )
}

const states: Record<Report['state'], { light: LightState; word: string }> = {
  running: { light: 'due_soon', word: '草稿，正在查询' },
  answered: { light: 'due_soon', word: '草稿，还没有封存' },
  sealed: { light: 'normal', word: '已封存' },
  stopped: { light: 'overdue', word: '已停止，不作为决定的依据' },
}

function StateLight({ report }: { report: Report }) {
  const { light, word } = report.genuine === false ? notGenuine : states[report.state]
  return <Light state={light}>{word}</Light>
}

const notGenuine = { light: 'overdue', word: '与封印不符' } as const

/** By whom and when it was sealed, the whole seal, and whether the text still agrees with it. */
function Seal({ report }: { report: Report }) {
  if (report.state === 'stopped')
    return (
      <div className="means-stopped" role="status">
        <p>
          {report.stopped_on === null ? '' : dateText(report.stopped_on)}
          有人撤回授权，核对停止。查到的不再使用，相关事实又是未知；重新授权以后才能再发起核对。
        </p>
      </div>
    )
  if (report.seal === null || report.sealed_on === null)
    return (
      <p className="second">
        这是现在的草稿，会随答复变化；封存以后才能作为决定的依据。来源没有答复的事实是未知，不等于没有。
      </p>
    )
  return (
    <section aria-label="封印" className="report-seal">
      <h2>封印</h2>
      <p>
        {dateText(report.sealed_on)}由{report.sealed_by_name ?? '系统'}封存。
        {report.genuine === false ? (
          <Light state="overdue">内容与封印不符，不能作为依据，请报审计管理员</Light>
        ) : (
          <Light state="normal">现在的内容与封印相符</Light>
        )}
      </p>
      <p className="second">
        SHA-256 <span className="report-hash">{report.seal}</span>
      </p>
    </section>
  )
}
