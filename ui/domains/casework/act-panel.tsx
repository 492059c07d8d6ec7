/** Opens the form, paper or text that somebody asked for over a case page. */
import type { BenefitCaseView } from '../../../server/benefits/contract.ts'
import { useStatus } from '../../design/index.ts'
import { AcceptDialog } from './acts/accept-dialog.tsx'
import { AssessmentDialog } from './acts/assessment-dialog.tsx'
import { AppealDialog } from './acts/appeal-dialog.tsx'
import { ApproveDialog } from './acts/approve-dialog.tsx'
import { DecideAppealDialog } from './acts/decide-appeal-dialog.tsx'
import { DecideObjectionDialog } from './acts/decide-objection-dialog.tsx'
import { DeliberationDialog } from './acts/deliberation-dialog.tsx'
import { ExamineAppealDialog } from './acts/examine-appeal-dialog.tsx'
import { GrantFirstDialog } from './acts/grant-first-dialog.tsx'
import { HandOverDialog } from './acts/hand-over-dialog.tsx'
import { MeansCheckDialog } from './acts/means-check/means-check-dialog.tsx'
import { NotifyDialog } from './acts/notify-dialog.tsx'
import { PlanVisitDialog } from './acts/plan-visit-dialog.tsx'
import { PublishDialog } from './acts/publish-dialog.tsx'
import { RefuseDialog } from './acts/refuse-dialog.tsx'
import { ReturnDialog } from './acts/return-dialog.tsx'
import { SubmitDialog } from './acts/submit-dialog.tsx'
import { SupplementAnswerDialog } from './acts/supplement-answer-dialog.tsx'
import { SupplementDialog } from './acts/supplement-dialog.tsx'
import { TakeDialog } from './acts/take-dialog.tsx'
import { VisitDialog } from './acts/visit-dialog.tsx'
import { WithdrawDialog } from './acts/withdraw-dialog.tsx'
import { WorkRefusalDialog } from './acts/work-refusal-dialog.tsx'
import { AllFactsDialog } from './all-facts-dialog.tsx'
import { ArticleDialog } from './article-dialog.tsx'
import { LogDialog } from './log-dialog.tsx'
import { MaterialsDialog } from './materials-dialog.tsx'
import { PaperDialog } from './paper-dialog.tsx'
import type { ActName, OpenPanel, PanelProps } from './panels.ts'
import { WhatIfDialog } from './what-if-dialog.tsx'

const dialogs: Partial<Record<ActName, (props: PanelProps) => React.ReactNode>> = {
  take: TakeDialog,
  hand_over: HandOverDialog,
  accept: AcceptDialog,
  ask_for_supplement: SupplementDialog,
  answer_supplement: SupplementAnswerDialog,
  record_visit: VisitDialog,
  record_means_check: MeansCheckDialog,
  record_assessment: AssessmentDialog,
  grant_first: GrantFirstDialog,
  record_deliberation: DeliberationDialog,
  publish_notice: PublishDialog,
  submit: SubmitDialog,
  return: ReturnDialog,
  approve: ApproveDialog,
  refuse: RefuseDialog,
  notify: NotifyDialog,
  withdraw: WithdrawDialog,
  appeal: AppealDialog,
  admit_appeal: ExamineAppealDialog,
  decide_appeal: DecideAppealDialog,
}

export function ActPanel(props: { view: BenefitCaseView; panel: OpenPanel; onClose: () => void }) {
  const { view, panel, onClose } = props
  const say = useStatus()
  const onDone = (message: string) => {
    say(message)
    onClose()
  }
  const given = { view, onClose, onDone }
  switch (panel.kind) {
    case 'act': {
      const Form = dialogs[panel.act]
      return Form === undefined ? null : <Form {...given} />
    }
    case 'plan_visit':
      return <PlanVisitDialog {...given} />
    case 'means_check':
      return <MeansCheckDialog {...given} />
    case 'work_refusal':
      return <WorkRefusalDialog {...given} />
    case 'what_if':
      return <WhatIfDialog {...given} />
    case 'all_facts':
      return <AllFactsDialog {...given} />
    case 'log':
      return <LogDialog {...given} />
    case 'materials':
      return <MaterialsDialog {...given} materials={panel.materials} />
    case 'article':
      return <ArticleDialog reason={panel.reason} onClose={onClose} />
    case 'paper':
      return <PaperDialog {...given} paper={panel.paper} />
    case 'decide_objection':
      return <DecideObjectionDialog {...given} objection={panel.objection} />
  }
}
