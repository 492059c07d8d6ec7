import { useState } from 'react'
import { deliberationRoutes } from '../../../../server/casework/contract.ts'
import { Light, fieldMessage } from '../../../design/index.ts'
import { DateField, NumberField, TextAreaField } from '../../../forms/index.ts'
import { useAct, useSession } from '../../../shell/index.ts'
import type { PanelProps } from '../panels.ts'
import { ActDialog } from './act-dialog.tsx'

/** 民主评议: who sat, how they voted; residents' representatives are at least two thirds. */
export function DeliberationDialog({ view, onClose, onDone }: PanelProps) {
  const session = useSession()
  const [held_on, setDate] = useState<string | undefined>(session.business_date)
  const [present, setPresent] = useState<number>()
  const [representatives, setRepresentatives] = useState<number>()
  const [agree, setAgree] = useState<number>()
  const [disagree, setDisagree] = useState<number>()
  const [opinion, setOpinion] = useState('')
  const send = useAct(deliberationRoutes.record_deliberation, { onDone: () => onDone('评议已登记') })
  const wrong = (field: string) => fieldMessage(send.error, field)
  const needed = present === undefined ? undefined : Math.ceil((present * 2) / 3)
  const enough = needed === undefined || representatives === undefined ? undefined : representatives >= needed
  const votes = (agree ?? 0) + (disagree ?? 0)
  const tooMany = present !== undefined && votes > present
  const complete = [held_on, present, representatives, agree, disagree].every((each) => each !== undefined)
  return (
    <ActDialog
      act="登记评议"
      view={view}
      sending={send}
      onClose={onClose}
      wide
      notReady={
        !complete
          ? '登记评议，先填人数和票数'
          : tooMany
            ? '票数超过到会人数'
            : opinion.trim().length < 2
              ? '登记评议，先写评议意见'
              : undefined
      }
      onAct={(version) =>
        send.mutate({
          params: { case_id: view.head.case_id },
          body: {
            version,
            held_on: held_on ?? '',
            present_count: present ?? 0,
            representative_count: representatives ?? 0,
            agree_count: agree ?? 0,
            disagree_count: disagree ?? 0,
            opinion: opinion.trim(),
          },
        })
      }
    >
      <DateField
        label="评议日期"
        value={held_on}
        onChange={setDate}
        today={session.business_date}
        error={wrong('held_on')}
      />
      <div className="form-two">
        <NumberField
          label="到会"
          unit="人"
          min={1}
          max={500}
          value={present}
          onChange={setPresent}
          error={wrong('present_count')}
        />
        <NumberField
          label="其中居民代表"
          unit="人"
          max={500}
          value={representatives}
          onChange={setRepresentatives}
          error={wrong('representative_count')}
        />
        <NumberField
          label="同意"
          unit="人"
          max={500}
          value={agree}
          onChange={setAgree}
          error={wrong('agree_count')}
        />
        <NumberField
          label="不同意"
          unit="人"
          max={500}
          value={disagree}
          onChange={setDisagree}
          error={wrong('disagree_count')}
        />
      </div>
      <p role="status">
        {needed === undefined ? (
          <span className="second">居民代表不得少于到会人数的三分之二。</span>
        ) : enough === false ? (
          <Light state="overdue">
            居民代表不足三分之二：到会 {present} 人，至少要 {needed} 人
          </Light>
        ) : (
          <Light state="normal">
            到会 {present} 人，居民代表至少 {needed} 人
            {complete && !tooMany && `；未表态 ${(present ?? 0) - votes} 人`}
          </Light>
        )}
      </p>
      <TextAreaField
        label="评议意见"
        value={opinion}
        onChange={setOpinion}
        maxLength={2000}
        error={wrong('opinion')}
      />
    </ActDialog>
  )
}
