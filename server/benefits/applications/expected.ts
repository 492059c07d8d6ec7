/** The dates that an applicant may expect, as far as they are known on the day of handing in. */
import type { Act } from '../../platform/act.ts'
import { calendarOf, dayText, endOf, limitUnits, type CaseProcedure } from '../../casework/index.ts'

/** 受理后 30 日内答复. */
export function wholeText(procedure: CaseProcedure): string {
  return `受理后 ${procedure.whole.amount} ${limitUnits[procedure.whole.unit]}内答复`
}

/** Acceptance by its day; later steps as if accepted on its last day; the rest in words. */
export async function expectedDates(
  act: Act,
  procedure: CaseProcedure,
): Promise<{ label: string; by: string | null; text: string }[]> {
  const calendar = await calendarOf(act)
  const acceptance = procedure.steps.find((step) => step.acts.includes('accept'))
  const accept_by = acceptance?.due ? endOf(calendar, acceptance.due, act.today).due_on : null
  const whole = accept_by === null ? null : endOf(calendar, procedure.whole, accept_by).due_on
  const visit = procedure.steps.find((step) => step.acts.includes('record_visit'))
  const visit_by = accept_by === null || !visit?.due ? null : endOf(calendar, visit.due, accept_by).due_on
  return [
    {
      label: '受理',
      by: accept_by,
      text: accept_by === null ? '' : `${dayText(accept_by)}前受理，或告诉您还缺什么`,
    },
    { label: '入户', by: visit_by, text: visit_by === null ? '' : `${dayText(visit_by)}前两位工作人员上门` },
    { label: '答复', by: whole, text: whole === null ? wholeText(procedure) : `最晚 ${dayText(whole)}答复` },
  ]
}
