import type { BenefitCaseView } from '../../../server/benefits/contract.ts'
import { Icon, classNames, dayText } from '../../design/index.ts'
import { PortalSection } from '../portal-page.tsx'

type Step = BenefitCaseView['steps'][number]

const words = { done: '已完成', current: '现在', to_come: '还没到' }

/** What has been, is and comes; a case that was withdrawn or waits says so at its last step. */
function when(step: Step, head: BenefitCaseView['head'], last: boolean): string {
  if (last && head.outcome === 'withdrawn') return '到这里撤回'
  if (step.state === 'done')
    return step.finished_on === null
      ? ''
      : `${dayText(step.finished_on)}完成${step.round > 1 ? `，第 ${step.round} 次` : ''}`
  if (step.state === 'current' && head.held_on !== null) return '暂停'
  if (step.state === 'current') return step.due_on === null ? '正在办' : `正在办，${dayText(step.due_on)}前`
  return step.due_on === null ? '' : `${dayText(step.due_on)}前`
}

/** All steps from the first to the last, with dates; the present one stands out. */
export function CaseSteps({ steps, head }: { steps: readonly Step[]; head: BenefitCaseView['head'] }) {
  if (steps.length === 0) return null
  return (
    <PortalSection title="一步一步">
      <ol className="case-steps">
        {steps.map((step, index) => (
          <li
            key={`${step.step_id} ${step.round} ${index}`}
            className={classNames(`case-step-${step.state}`)}
            aria-current={step.state === 'current' ? 'step' : undefined}
          >
            <span className="case-step-mark">
              {step.state === 'done' && <Icon name="tick" size={16} weight={2.6} />}
            </span>
            <span>
              {step.title}
              <span className="visually-hidden">，{words[step.state]}</span>
            </span>
            <span className="second">{when(step, head, index === steps.length - 1)}</span>
          </li>
        ))}
      </ol>
    </PortalSection>
  )
}
