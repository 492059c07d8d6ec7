/** 您家可能符合: why the household is told, what it might get, and its own word on it. */
import { outreachRoutes } from '../../../server/benefits/contract.ts'
import { Button, ButtonLink, EmptyState, ErrorNotice, Money, dateText } from '../../design/index.ts'
import { useAct, useParameter, usePortalFrame, useQueryRoute } from '../../shell/index.ts'
import type { AnswerOf } from '../../shell/index.ts'
import { PortalActs, PortalLoading, PortalNote, PortalPage } from '../portal-page.tsx'

type Offer = AnswerOf<typeof outreachRoutes.list_my_outreach>['rows'][number]
const home = { to: '/', title: '首页' }

export default function OutreachPage() {
  usePortalFrame({ place: '救助提示' })
  const outreach_id = useParameter('outreach_id')
  const { data, error, refetch } = useQueryRoute(outreachRoutes.list_my_outreach, {})
  const decline = useAct(outreachRoutes.decline_outreach)
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} />
  if (data === undefined) return <PortalLoading>正在打开</PortalLoading>
  const offer = data.rows.find((row) => row.outreach_id === outreach_id)
  if (decline.isSuccess)
    return (
      <PortalPage title="记下了，不再问您" back={home}>
        <p>以后情况变了，随时可以自己申请，也可以到街道窗口办。</p>
      </PortalPage>
    )
  if (offer === undefined)
    return (
      <PortalPage title="这一条已经有了结果" back={home}>
        <EmptyState title="已经申请，或情况有了变化" why="申请办到哪一步，看首页的办件进度。" />
      </PortalPage>
    )
  return (
    <PortalPage title={`您家可能符合${offer.programme_title}`} back={home} second={whyText(offer)}>
      {offer.amount === null ? (
        <p>
          还有 {offer.missing.length} 项不知道，申请时会问您：{offer.missing.join('、')}。
        </p>
      ) : (
        <Money fen={offer.amount} unit="元 / 月" size="amount" />
      )}
      <PortalNote>这是按登记测算的，不是决定，以街道核对为准。</PortalNote>
      {decline.error !== null && <ErrorNotice error={decline.error} />}
      <PortalActs>
        <ButtonLink kind="primary" to={`/apply/${offer.programme_id}`} wide>
          去申请
        </ButtonLink>
        <Button
          wide
          busy={decline.isPending}
          onClick={() => decline.mutate({ params: { outreach_id }, body: { note: '' } })}
        >
          不需要，别再问
        </Button>
      </PortalActs>
    </PortalPage>
  )
}

function whyText({ reason_title, person_name, happened_on }: Offer): string {
  const who = person_name === null ? '' : `（${person_name}）`
  return `${dateText(happened_on)}，${reason_title}${who}`
}
