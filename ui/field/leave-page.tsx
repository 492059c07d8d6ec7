/** 退出并清除: what is still unsent is named before it goes. */
import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { Button, Page, TextLink } from '../design/index.ts'
import { useSession } from '../shell/index.ts'
import { clearPhone } from './actions.ts'
import { FieldFrame } from './field-frame.tsx'
import { useField } from './state.ts'
import { contact } from './sync.ts'

export default function LeavePage() {
  return (
    <FieldFrame bare>
      <Leave />
    </FieldFrame>
  )
}

function Leave() {
  const { counts, visits, online, phase } = useField()
  const session = useSession()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const unsent = visits.filter(({ state }) => state === 'waiting' || state === 'moved')
  const writing = visits.filter(({ state }) => state === 'writing')
  const leave = async () => {
    setBusy(true)
    await clearPhone()
    // Without a network the cookie stays until the session ends by itself; on the phone nothing is left.
    if (session.account !== null) await session.signOut().catch(() => undefined)
    setBusy(false)
    void navigate({ to: '/field' })
  }
  const empty = phase === 'none' || phase === 'wiped'
  return (
    <Page>
      <h1>退出并清除</h1>
      {counts.waiting > 0 ? (
        <div className="visit-block visit-block-warn">
          <p>
            还有 {counts.waiting} 件没有送达
            {unsent.length > 0 ? `：${unsent.map(({ title }) => title).join('、')}` : ''}
            。清除以后找不回来，须另行入户。
          </p>
          <Button
            kind="primary"
            disabledBecause={
              phase === 'locked' ? '先送出去，先开锁' : online ? undefined : '先送出去，等有网络'
            }
            onClick={() => void contact()}
          >
            先送出去
          </Button>
        </div>
      ) : (
        <p>手机上的走访资料全部清除，没有要送的。</p>
      )}
      {writing.length > 0 && (
        <p>还在填写、没有完成的：{writing.map(({ title }) => title).join('、')}，也一起清除。</p>
      )}
      <Button
        wide
        busy={busy}
        disabledBecause={empty ? '手机上没有走访资料' : undefined}
        onClick={() => void leave()}
      >
        {counts.waiting > 0 ? `清除并退出，丢掉 ${counts.waiting} 件` : '清除并退出'}
      </Button>
      <TextLink to="/field">不退出，回去</TextLink>
    </Page>
  )
}
