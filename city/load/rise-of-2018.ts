/**
 * The rise of 2018 as a worked example: the city lives before it, so its values are not yet law here; they lie as a
 * draft with the policy officer, to be tried out, approved by another and brought into force.
 */
import { listProgrammes } from '../../law/index.ts'
import type { Transaction } from '../../server/platform/db/index.ts'

const RISES_ON = '2018-04-01'

type Value = { parameter: string; division: string; value: string }

/** Nothing on a city that opens after the rise. */
export async function draftRise(tx: Transaction, today: string): Promise<void> {
  if (today >= RISES_ON) return
  const values = valuesOfTheRise()
  await insertUnenacted(tx, values)
  await insertDraft(tx, values, today)
}

/** What the law's files raise on the day for the programmes that are offered. */
function valuesOfTheRise(): Value[] {
  const found = new Map<string, Value>()
  for (const { rules } of listProgrammes())
    for (const { name, values } of rules.parameters)
      for (const { division, from, value } of values)
        if (from === RISES_ON)
          found.set(`${name} ${division}`, { parameter: name, division, value: String(value) })
  return [...found.values()]
}

async function insertUnenacted(tx: Transaction, values: readonly Value[]): Promise<void> {
  await tx`
    insert into unenacted_value (parameter, value_division, effective_from)
    select parameter, division, ${RISES_ON}::date
    from jsonb_to_recordset(${JSON.stringify(values)}::text::jsonb) as given (parameter text, division text)`
}

async function insertDraft(tx: Transaction, values: readonly Value[], today: string): Promise<void> {
  await tx`
    with drafted as (
      insert into proposal (title, effective_from, document, mark, reason, prepared_by, prepared_on, division_code)
      select '二〇一八年救助标准调整', ${RISES_ON}, '关于调整社会救助范围和标准的通知（二〇一八年，文号未见）', 'S',
        '示例：低保标准每人每月 860 元提高到 920 元，低收入家庭救助金每户每月 258 元提高到 276 元。', account_id, ${today}, '12'
      from post p where role = 'policy_officer' and division_code = '12'
        -- Whoever leads approves, and nobody approves an own draft.
        and not exists (select from post l where l.account_id = p.account_id and l.role = 'leader')
      order by post_id limit 1
      returning proposal_id)
    insert into proposal_value (proposal_id, parameter, value_division, value, effective_from, division_code)
    select proposal_id, parameter, division, value, ${RISES_ON}, '12'
    from drafted, jsonb_to_recordset(${JSON.stringify(values)}::text::jsonb)
      as given (parameter text, division text, value numeric)`
}
