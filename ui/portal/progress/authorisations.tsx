/** 核对授权 on the phone: who has agreed, one's own word when it is missing, and taking it back. */
import { useState } from 'react'
import { authorisationRoutes } from '../../../server/benefits/contract.ts'
import type { BenefitCaseView } from '../../../server/benefits/contract.ts'
import { Button, ConfirmDialog, ErrorNotice, Light, Unverified, dateText } from '../../design/index.ts'
import { useAct, useSession } from '../../shell/index.ts'
import { PortalSection } from '../portal-page.tsx'
import { UploadField, type Uploaded } from '../upload-field.tsx'

type Given = BenefitCaseView['authorisations']['given'][number]
type Missing = BenefitCaseView['authorisations']['missing'][number]

/** What waits for the reader: the own word, and that of children and of who cannot decide. */
export function AuthorisationAsk({ view }: { view: BenefitCaseView }) {
  const { account } = useSession()
  const { missing, open } = view.authorisations
  const stopped = view.means_check?.state === 'stopped'
  if (!open || missing.length === 0) return null
  const own = missing.find((each) => each.person_id === account?.person_id)
  return (
    <section className="case-ask" aria-label="核对授权">
      <h2>{stopped ? '核对停了，等授权' : `还差 ${missing.length} 位家人同意核对`}</h2>
      {stopped && (
        <p>
          有人撤回了核对授权，已经停止查询，查到的不再使用。重新同意以后街道再核对；一直不同意，查不清收入和财产，就不能批准。不想办了，可以在这一页最下面撤回申请。
        </p>
      )}
      <p className="second">
        同意后，民政部门向户籍、社保、公积金、税务、不动产、车辆、企业、银行、证券、保险十处查收入和财产，只用来办这件事。
      </p>
      <ul className="stack">
        {own !== undefined && <OwnWord view={view} missing={own} />}
        {missing
          .filter((each) => each !== own)
          .map((each) =>
            each.adult ? (
              <OtherAdult key={each.person_id} view={view} missing={each} />
            ) : (
              <Child key={each.person_id} view={view} missing={each} />
            ),
          )}
      </ul>
    </section>
  )
}

function useAgreeing(view: BenefitCaseView) {
  const { account } = useSession()
  const agree = useAct(authorisationRoutes.authorise_means_check)
  const send = (person_id: string, file_id: string | null = null) =>
    agree.mutate({
      params: { case_id: view.head.case_id },
      body: { person_id, signed_by: account?.person_id ?? null, file_id },
    })
  return { agree, send }
}

function OwnWord({ view, missing }: { view: BenefitCaseView; missing: Missing }) {
  const { agree, send } = useAgreeing(view)
  return (
    <li className="case-discrepancy">
      <h3>{missing.person_name}（您本人）</h3>
      {agree.error !== null && <ErrorNotice error={agree.error} />}
      <Button kind="primary" wide busy={agree.isPending} onClick={() => send(missing.person_id)}>
        我同意核对
      </Button>
    </li>
  )
}

function Child({ view, missing }: { view: BenefitCaseView; missing: Missing }) {
  const { agree, send } = useAgreeing(view)
  return (
    <li className="case-discrepancy">
      <h3>{missing.person_name}（未成年）</h3>
      {agree.error !== null && <ErrorNotice error={agree.error} />}
      <Button wide busy={agree.isPending} onClick={() => send(missing.person_id)}>
        我是监护人，替{missing.person_name}同意
      </Button>
    </li>
  )
}

/** Another adult decides alone; only who cannot decide has a guardian, who shows it by a paper. */
function OtherAdult({ view, missing }: { view: BenefitCaseView; missing: Missing }) {
  const { agree, send } = useAgreeing(view)
  const [guarding, setGuarding] = useState(false)
  const [papers, setPapers] = useState<Uploaded[]>([])
  const [asked, setAsked] = useState(false)
  const [paper] = papers
  return (
    <li className="case-discrepancy">
      <h3>{missing.person_name}</h3>
      <p>请本人登录自己的账户，在“办件进度”里点“我同意核对”；没有手机的，到街道窗口签字。</p>
      {guarding ? (
        <>
          <UploadField
            label={`您签好的授权书，和您是${missing.person_name}监护人的证明`}
            value={papers}
            onChange={setPapers}
            error={asked && paper === undefined ? '请先拍授权书和证明' : undefined}
          />
          {agree.error !== null && <ErrorNotice error={agree.error} />}
          <div className="row">
            <Button
              kind="primary"
              busy={agree.isPending}
              onClick={() => {
                setAsked(true)
                if (paper !== undefined) send(missing.person_id, paper.file_id)
              }}
            >
              代{missing.person_name}同意
            </Button>
            <Button kind="plain" onClick={() => setGuarding(false)}>
              不代签
            </Button>
          </div>
        </>
      ) : (
        <div>
          <Button kind="link" onClick={() => setGuarding(true)}>
            本人不能自己决定，我是监护人
          </Button>
        </div>
      )}
    </li>
  )
}

const capacityText = ({ capacity, signed_by_name, guardian_relation }: Given): string =>
  capacity === 'self'
    ? '本人同意'
    : `${signed_by_name}${guardian_relation === null ? '' : `（${guardian_relation}）`}代为同意`

/** Everybody's word with its day; the own one may be taken back until the decision. */
export function GivenAuthorisations({ view }: { view: BenefitCaseView }) {
  const { given } = view.authorisations
  if (given.length === 0) return null
  return (
    <PortalSection title="核对授权">
      <ul className="case-authorisations">
        {given.map((each) => (
          <OneGiven key={each.authorisation_id} view={view} given={each} />
        ))}
      </ul>
    </PortalSection>
  )
}

function OneGiven({ view, given }: { view: BenefitCaseView; given: Given }) {
  const [open, setOpen] = useState(false)
  const withdraw = useAct(authorisationRoutes.withdraw_authorisation, { onDone: () => setOpen(false) })
  const name = given.person_name
  return (
    <li>
      <span>
        <strong>{name}</strong>
        <span className="second">
          {dateText(given.signed_on)}
          {capacityText(given)}
        </span>
        {given.withdrawn_on !== null && (
          <Light state="overdue">{dateText(given.withdrawn_on)}撤回，不再有效</Light>
        )}
      </span>
      {given.may_withdraw && (
        <Button kind="plain" aria-label={`撤回${name}的核对授权`} onClick={() => setOpen(true)}>
          撤回
        </Button>
      )}
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        act="撤回授权"
        thing={`${name}的核对授权`}
        consequence={
          <>
            正在查的马上停下，已经查到的不再使用。查不清收入和财产，这一件就不能批准；以后可以重新同意，再核对一次。{' '}
            <Unverified missing="撤回授权以后怎样办，读到的条文没有写；本系统按情况不清、不能决定处理。">
              后果待核实
            </Unverified>
          </>
        }
        busy={withdraw.isPending}
        error={withdraw.error}
        onAct={() =>
          withdraw.mutate({
            params: { case_id: view.head.case_id },
            body: { person_id: given.person_id, file_id: null },
          })
        }
      />
    </li>
  )
}
