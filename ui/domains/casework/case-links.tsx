import type { BenefitCaseView } from '../../../server/benefits/contract.ts'
import type { workRoutes } from '../../../server/casework/contract.ts'
import { Button, TextLink } from '../../design/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { pathOf, useSearchValues } from '../../shell/index.ts'
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
  const [search] = useSearchValues()
  const { head, determination } = view
  const open = (case_id: string) => pathOf(`/workbench/cases/${case_id}`, {}, workSearch(search))
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
      {determination !== null && (
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
        <TextLink to={open(place.previous_case_id)}>上一件</TextLink>
      )}
      {place !== undefined && place.next_case_id !== null && (
        <TextLink to={open(place.next_case_id)}>下一件</TextLink>
      )}
    </>
  )
}
