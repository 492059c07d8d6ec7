/** 告知书 as the paper that it is. */
import { PaperFile } from '../../design/index.ts'
import { useParameter, usePortalFrame } from '../../shell/index.ts'
import { PortalPage } from '../portal-page.tsx'

export default function DecisionNoticePage() {
  usePortalFrame({ place: '办件进度' })
  const case_id = useParameter('case_id')
  return (
    <PortalPage title="告知书" back={{ to: `/progress/${case_id}`, title: '回到办件' }}>
      <PaperFile title="告知书" path={`/api/cases/${case_id}/decision-notice.pdf`} />
    </PortalPage>
  )
}
