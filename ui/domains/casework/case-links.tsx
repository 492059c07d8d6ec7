import type { ReactNode } from 'react'
import { Link } from '@tanstack/react-router'
import type { BenefitCaseView } from '../../../server/benefits/contract.ts'
import type { workRoutes } from '../../../server/casework/contract.ts'
import { Button, TextLink } from '../../design/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { useSearchValues } from '../../shell/index.ts'
import type { OpenPanel } from './panels.ts'
import { workSearch } from './work-query.ts'

type Place = AnswerOf<typeof workRoutes.find_place_in_work>

/** Links in the head of a case: the household's record, the papers, the next case of the list one came from. */
export function CaseLinks(props: {
  view: BenefitCaseView
  place: Place | undefined
  onOpen: (panel: OpenPanel) => void
}) {
  const { view, place, onOpen } = props
  const { head, determination, refusal } = view
  return (
    <>
      {head.household_id !== null && (
        <TextLink to={`/workbench/households/${head.household_id}`}>户档案</TextLink>
      )}
      {head.kind !== 'appeal' && (
        <Button kind="link" onClick={() => onOpen({ kind: 'paper', paper: 'approval-form' })}>
          审批表
        </Button>
      )}
      {(determination !== null || refusal !== null) && (
        <Button kind="link" onClick={() => onOpen({ kind: 'paper', paper: 'decision-notice' })}>
          告知书
        </Button>
      )}
      {place !== undefined && place.position !== null && (
        <span className="second">
          第 {place.position} 件，共 {place.total} 件
        </span>
      )}
      {place !== undefined && place.previous_case_id !== null && (
        <CaseLink case_id={place.previous_case_id}>上一件</CaseLink>
      )}
      {place !== undefined && place.next_case_id !== null && (
        <CaseLink case_id={place.next_case_id}>下一件</CaseLink>
      )}
    </>
  )
}

/** Another case of the list that one came from: its filters go along. */
function CaseLink({ case_id, children }: { case_id: string; children: ReactNode }) {
  const [search] = useSearchValues()
  return (
    <Link to={`/workbench/cases/${case_id}`} search={workSearch(search) as never}>
      {children}
    </Link>
  )
}
