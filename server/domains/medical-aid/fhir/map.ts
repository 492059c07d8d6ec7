/** From a FHIR Claim to a bill and from an answer to a ClaimResponse. Pure; yuan with decimals here, fen beyond. */
import { problem } from '../problems.ts'
import type { NewClaim } from '../claims/contract.ts'
import { systems, type FhirClaim, type FhirContained, type FhirEligibilityRequest } from './contract.ts'

type Patient = NewClaim['patient']

/** @throws fhir_unreadable (422) naming the element */
export function claimOf(resource: FhirClaim): NewClaim {
  const claim_number = resource.identifier.find(({ system }) => system === systems.claim_number)?.value
  const kind = resource.type.coding.find(({ system }) => system === systems.bill_kind)?.code
  if (claim_number === undefined || !/^[A-Za-z0-9._-]{4,64}$/.test(claim_number))
    throw unreadable('identifier')
  if (kind !== 'inpatient' && kind !== 'chronic_outpatient' && kind !== 'outpatient') throw unreadable('type')
  const items = resource.item.map((item, at) => {
    const policy = item.category.coding.find(({ system }) => system === systems.policy)?.code
    if (policy !== 'within' && policy !== 'outside') throw unreadable(`item.${at}.category`)
    const amount = fenOf(item.net.value, `item.${at}.net`)
    return {
      category: item.productOrService.text ?? item.productOrService.coding?.[0]?.code ?? '费用',
      within_policy: policy === 'within' ? amount : '0',
      outside_policy: policy === 'outside' ? amount : '0',
    }
  })
  const sum = (part: 'within_policy' | 'outside_policy'): string =>
    String(items.reduce((all, item) => all + BigInt(item[part]), 0n))
  return {
    claim_number,
    kind,
    patient: patientOf(resource.patient.reference, resource.contained),
    admitted_on: resource.billablePeriod.start,
    discharged_on: resource.billablePeriod.end,
    bill: {
      total: fenOf(resource.total.value, 'total'),
      within_policy: sum('within_policy'),
      outside_policy: sum('outside_policy'),
      basic_paid: paidBy(resource, 'basic_insurance'),
      serious_insurance_paid: paidBy(resource, 'serious_illness_insurance'),
    },
    items,
  }
}

/** The patient that a resource contains. @throws fhir_unreadable (422) */
export function patientOf(
  reference: FhirEligibilityRequest['patient']['reference'],
  contained: readonly FhirContained[],
): Patient {
  const found = contained.find(
    (each) => each.resourceType === 'Patient' && `#${String(each['id'])}` === reference,
  )
  if (found === undefined) throw unreadable('patient')
  const { identifier, name } = found as {
    identifier?: { system?: string; value: string }[]
    name?: { text: string }[]
  }
  const identity_number = identifier?.find(({ system }) => system === systems.identity_number)?.value
  if (identity_number === undefined || !/^\d{17}[\dX]$/.test(identity_number))
    throw unreadable('patient.identifier')
  const text = name?.[0]?.text.trim()
  if (text === undefined || text === '' || text.length > 60) throw unreadable('patient.name')
  return { identity_number, name: text }
}

function paidBy({ insurance, contained }: FhirClaim, coverage: string): string {
  const entry = insurance.find(
    (each) =>
      each.coverage.identifier?.system === systems.coverage && each.coverage.identifier.value === coverage,
  )
  const reference = entry?.claimResponse?.reference
  if (reference === undefined) return '0'
  const found = contained.find(
    (each) => each.resourceType === 'ClaimResponse' && `#${String(each['id'])}` === reference,
  )
  if (found === undefined) throw unreadable('insurance.claimResponse')
  const { payment } = found as { payment?: { amount?: { value?: unknown } } }
  if (typeof payment?.amount?.value !== 'number') throw unreadable('insurance.claimResponse')
  return fenOf(payment.amount.value, 'insurance.claimResponse')
}

/** Whole fen of yuan with at most two decimals, whatever a double makes of them. */
export function fenOf(yuan: number, field: string): string {
  const fen = Math.round(yuan * 100)
  if (fen < 0 || Math.abs(fen / 100 - yuan) > 1e-9 * Math.max(1, yuan)) throw unreadable(field)
  return String(fen)
}

const moneyOf = (fen: string) => ({ value: Number(fen) / 100, currency: 'CNY' })
const unreadable = (field: string) => problem('fhir_unreadable', { field })

export type Answered = {
  claim_number: string
  medical_group: string
  payers: {
    payer: string
    title: string
    amount: string
    article: { document: string; article: string } | null
    programme_id: string | null
  }[]
  aid: string
  own_paid: string
}

const adjudication = (code: string, fen: string, reason?: object) => ({
  category: { coding: [{ system: systems.adjudication, code }] },
  ...(reason === undefined ? {} : { reason }),
  amount: moneyOf(fen),
})

/** The ClaimResponse to a claim that was settled or quoted on a day. */
export function claimResponseOf(resource: FhirClaim, answer: Answered, created: string) {
  const aids = answer.payers.filter(({ payer }) => payer === 'medical_aid')
  return {
    resourceType: 'ClaimResponse',
    identifier: [{ system: systems.claim_number, value: answer.claim_number }],
    status: 'active',
    type: resource.type,
    use: resource.use,
    patient: resource.patient,
    created,
    insurer: { display: '医疗救助' },
    outcome: 'complete',
    disposition: `医疗救助身份 ${answer.medical_group}`,
    contained: resource.contained.filter(({ resourceType }) => resourceType === 'Patient'),
    adjudication: aids.map(({ title, amount, article, programme_id }) =>
      adjudication('benefit', amount, {
        coding: [{ system: systems.programme, code: programme_id }],
        text: article === null ? title : `${title}：${article.document} ${article.article}`,
      }),
    ),
    total: [
      adjudication('submitted', fenOf(resource.total.value, 'total')),
      adjudication('benefit', answer.aid),
      adjudication('copay', answer.own_paid),
    ],
    payment: {
      type: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/ex-paymenttype', code: 'complete' }],
      },
      amount: moneyOf(answer.aid),
    },
  }
}
