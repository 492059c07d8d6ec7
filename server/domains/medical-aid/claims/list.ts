/** The list of claims for who answers for the money: by the patient's place, never beyond the caller's area. */
import type { Act } from '../../../platform/act.ts'
import type { Table } from '../../../platform/tables/index.ts'
import { authorise } from '../access.ts'
import type { ClaimView } from './contract.ts'
import * as queries from './queries.ts'

type Filter = {
  hospital_id?: string | undefined
  division?: string | undefined
  from?: string | undefined
  until?: string | undefined
  limit: number
  offset: number
}

/** @throws not_permitted (403) */
export async function listClaims(act: Act, { hospital_id, division, from, until, limit, offset }: Filter) {
  authorise(act, 'read_claims')
  const rows = await queries.listClaims(act.tx, {
    hospital_id: hospital_id ?? null,
    division: division ?? '',
    from: from ?? '0001-01-01',
    until: until ?? '9999-12-31',
    limit,
    offset,
  })
  return { rows, total: rows[0]?.count ?? 0, aid_sum: rows[0]?.aid_sum ?? 0n }
}

export const kindTitles = { inpatient: '住院', chronic_outpatient: '门特', outpatient: '门诊' } as const

export const claimTable: Table<ClaimView> = {
  title: '医疗救助结算单',
  columns: [
    { title: '单号', key: (row) => row.claim_number },
    { title: '医院', key: (row) => row.hospital_name },
    { title: '病人', key: (row) => row.patient_name },
    { title: '类别', key: (row) => kindTitles[row.kind] },
    { title: '入院', key: (row) => row.admitted_on },
    { title: '出院', key: (row) => row.discharged_on },
    { title: '送单', key: (row) => row.received_on },
    { title: '总额（元）', key: (row) => row.total, format: 'fen' },
    { title: '医疗救助（元）', key: (row) => row.aid, format: 'fen' },
    { title: '病人自付（元）', key: (row) => row.own_paid, format: 'fen' },
    { title: '状态', key: (row) => (row.state === 'settled' ? '已结算' : '已冲销') },
    { title: '登记地', key: (row) => row.division_path ?? '' },
  ],
}
