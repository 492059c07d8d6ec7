/** 核对报告 as a paper: sealed with its code, or marked as a draft. */
import type { Act } from '../../../platform/act.ts'
import { audit } from '../../../platform/audit/index.ts'
import { qrSvg, renderPdf } from '../../../platform/documents/index.ts'
import { yuanText } from '../../../registries/people/index.ts'
import { readReport } from './service.ts'

const capacities = {
  self: '本人',
  guardian_of_child: '监护人代签（未成年人）',
  guardian_of_adult: '监护人代签',
}
const ways = { exchange: '联网', paper: '纸质' }
const holds = { yes: '有', no: '没有', unknown: '不知道' }
const replies = {
  none: '',
  open: '等申请人答复',
  accepted_by_applicant: '申请人认可',
  explained: '申请人已说明',
}

/** @throws what `readReport` throws */
export async function printReport(
  act: Act,
  printing: { means_check_id: string; demonstration: boolean },
): Promise<Buffer> {
  const report = await readReport(act, printing.means_check_id)
  await audit(act, {
    act: 'document.print',
    subject_kind: 'case',
    subject_id: report.case_id,
    detail: { paper: 'means_report' },
  })
  return renderPdf(new URL('./means-report.typ', import.meta.url), {
    title: '家庭经济状况核对报告',
    demonstration: printing.demonstration,
    qr: await qrSvg(report.seal === null ? report.case_number : `${report.case_number} ${report.seal}`),
    case_number: report.case_number,
    household: report.household_title,
    address: report.address ?? '',
    requested_on: dayText(report.requested_on),
    status: statusOf(report),
    authorisations: report.authorisations.map((each) => ({
      name: each.person_name,
      number: each.masked_identity_number ?? '无',
      how:
        each.capacity === 'self'
          ? capacities.self
          : `${each.signed_by_name}${each.guardian_relation === null ? '' : `（${each.guardian_relation}）`}，${capacities[each.capacity]}`,
      day: `${dayText(each.signed_on)}${each.withdrawn_on === null ? '' : `，${dayText(each.withdrawn_on)}撤回`}`,
    })),
    sources: report.sources.map((source) => {
      const last = source.rounds.at(-1)
      return {
        title: source.source_title,
        state: last?.fault_text == null ? source.state_text : `${source.state_text}（${last.fault_text}）`,
        way:
          last === undefined
            ? '—'
            : `${ways[last.way]}${source.rounds.length > 1 ? `，第 ${source.rounds.length} 次` : ''}`,
        answered: dayText(last?.answered_on ?? null),
        as_of: dayText(last?.as_of ?? null),
        said: source.answers.map(
          (answer) =>
            `${answer.person_name ?? '全户'}　${answer.fact_label}　${answer.found_text ?? holds[answer.holds]}`,
        ),
        details: source.details.map(
          (detail) =>
            `${detail.person_name ?? '全户'}　${detail.label}${detail.amount === null ? '' : `　${yuanText(BigInt(detail.amount))} 元`}`,
        ),
      }
    }),
    findings: report.findings
      .filter((finding) => finding.difference_text !== null)
      .map((finding) => ({
        subject: finding.person_name ?? '全户',
        label: finding.fact_label,
        declared: finding.declared_text ?? '没有申报',
        found: finding.text,
        difference: finding.difference_text ?? '',
        reply: `${replies[finding.reply]}${finding.explanation ? `：${finding.explanation}` : ''}${finding.materials.length === 0 ? '' : `（附材料 ${finding.materials.length} 份）`}${finding.replied_on === null ? '' : `　${dayText(finding.replied_on)}`}`,
      })),
    resolutions: report.resolutions.map(
      (each) =>
        `${each.person_name ?? ''}的${each.fact_label}：${each.said_text}；认定以${each.source_title}为准，${each.reason}（${each.resolved_by_name}，${dayText(each.resolved_on)}）`,
    ),
    foot: [
      report.seal === null
        ? '草稿，没有封存，不作为决定的依据。'
        : `封印（SHA-256） ${report.seal.replaceAll(/(.{16})(?=.)/g, '$1 ')}`,
      '来源没有答复的事实是未知，不等于没有。本报告含个人信息，只用于办理本件。',
      `打印 ${dayText(act.today)}`,
    ],
  })
}

function statusOf(report: Awaited<ReturnType<typeof readReport>>): string {
  if (report.state === 'stopped') return `${dayText(report.stopped_on)}因撤回授权停止，不作为决定的依据`
  if (report.sealed_on === null) return '草稿'
  return `${dayText(report.sealed_on)}由${report.sealed_by_name ?? ''}封存${report.genuine === false ? '，与封印不符' : ''}`
}

function dayText(date: string | null): string {
  if (date === null) return '—'
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}
