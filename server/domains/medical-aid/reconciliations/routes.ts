/** Routes of reconciliation: signed ones of the hospitals, and the office's own list. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Act } from '../../../platform/act.ts'
import { withCaller } from '../../../platform/db/index.ts'
import { implement, implementSigned } from '../../../platform/http/index.ts'
import { implementTable, type Table } from '../../../platform/tables/index.ts'
import type { HospitalSigner } from '../hospitals/signer.ts'
import { differenceRoutes, hospitalDayRoutes as routes, type DifferenceView } from './contract.ts'
import { listDifferences, readDayBook, reconcileDay, settleDifference, type OwnHospital } from './service.ts'

const limits = { requests_per_minute: 600, body_limit: 4 * 1024 * 1024 }

export function registerReconciliationRoutes(
  server: FastifyInstance,
  { prove, hospitalOf }: HospitalSigner,
): void {
  const { pool, clock } = server.house
  /** Under the hospital's own role: it sees and writes what is its own. */
  const asHospital = <Answer>(
    request: FastifyRequest,
    work: (act: Act, hospital: OwnHospital) => Promise<Answer>,
  ): Promise<Answer> => {
    const hospital = hospitalOf(request)
    const { hospital_id, name } = hospital
    return withCaller(
      pool,
      { kind: 'hospital', hospital_id, account_id: null, display_name: name },
      { today: request.today, now: clock.now(), request_id: request.id },
      (act) => work(act, hospital),
    )
  }
  implementSigned(
    server,
    routes.read_day_book,
    prove,
    ({ body }, request) => asHospital(request, (act, hospital) => readDayBook(act, hospital, body.day)),
    limits,
  )
  implementSigned(
    server,
    routes.reconcile_day,
    prove,
    ({ body }, request) => asHospital(request, (act, hospital) => reconcileDay(act, hospital, body)),
    limits,
  )
  implementTable(
    server,
    differenceRoutes.list_claim_differences,
    (act, { query }) => listDifferences(act, query),
    differenceTable,
  )
  implement(server, differenceRoutes.settle_claim_difference, async (act, { params, body }) => {
    await settleDifference(act, { ...params, ...body })
    return { done: true as const }
  })
}

const kindTitles = {
  missing_here: '医院有，我方没有',
  missing_there: '我方有，医院没有',
  state: '状态不同',
  amount: '金额不同',
} as const

const differenceTable: Table<DifferenceView> = {
  title: '医院对账不符',
  columns: [
    { title: '医院', key: 'hospital_name', width: 30 },
    { title: '日期', key: 'day' },
    { title: '单号', key: 'claim_number' },
    { title: '不符', key: (row) => kindTitles[row.kind] },
    { title: '我方医疗救助（元）', key: (row) => row.ours?.aid ?? null, format: 'fen' },
    { title: '医院医疗救助（元）', key: (row) => row.theirs?.aid ?? null, format: 'fen' },
    { title: '最迟核对', key: 'due_on' },
    { title: '核对', key: (row) => row.settled_on ?? '' },
    { title: '核对人', key: (row) => row.settled_by_name ?? '' },
    { title: '说明', key: (row) => row.note ?? '', width: 40 },
  ],
}
