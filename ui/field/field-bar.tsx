/** Always in sight: is there a network, what is on the phone, what waits, what has arrived; and a clock that is wrong. */
import { useState } from 'react'
import { Button, Dialog, Icon, problemOf } from '../design/index.ts'
import { SignInForm, useSession } from '../shell/index.ts'
import { clockText, differenceText } from './clock-text.ts'
import { type Contact, useField } from './state.ts'
import { writeAgain } from './keeping.ts'
import { contact as talk } from './sync.ts'
import { takeUpdate, useWorker } from './worker/registration.ts'

/** More than this and the phone's clock is called wrong; the server judges by the same measure. */
const toleratedSeconds = 5 * 60

export function FieldBar() {
  const field = useField()
  const { online, contact, counts, saved_at, disk_refuses, clock_offset_seconds, contact_at } = field
  const there = online && contact !== 'offline'
  const clockWrong = contact_at !== null && Math.abs(clock_offset_seconds) > toleratedSeconds
  return (
    <>
      <div className="visit-bar" role="status" aria-label="存和送">
        <Icon name={there ? 'tick' : 'offline'} size={26} />
        <div>
          <strong>{there ? '有网络' : '没有网络，照常填写'}</strong>
          <span>
            {disk_refuses
              ? '刚填的没有存下'
              : `已存在手机　${saved_at === undefined ? `${counts.kept} 户` : clockText(saved_at)}`}
          </span>
        </div>
        <div className="visit-bar-counts">
          <span>
            待发送 <strong>{counts.waiting} 件</strong>
          </span>
          <span>
            已送达 <strong>{counts.delivered} 件</strong>
          </span>
        </div>
      </div>
      {clockWrong && (
        <p className="visit-strip" role="status">
          <span>
            手机时间和服务器差 {differenceText(clock_offset_seconds)}：上次联网时手机 {clockText(contact_at)}
            ，服务器 {clockText(contact_at + clock_offset_seconds * 1000)}。照常填写，哪天去的以服务器为准。
          </span>
        </p>
      )}
      {disk_refuses && <DiskStrip />}
      <ContactStrip contact={contact} />
      <UpdateStrip />
    </>
  )
}

/** Nothing is dropped: it stays in this window, and goes to the disk as soon as there is room. */
function DiskStrip() {
  return (
    <div className="visit-strip" role="alert">
      <span>
        手机存不下了，刚填的还没有存好。请先删掉手机里不用的照片、视频，有网络时把填完的送出去；存好以前不要关掉这一页。
      </span>
      <Button onClick={() => void writeAgain()}>再存一次</Button>
    </div>
  )
}

function ContactStrip({ contact }: { contact: Contact }) {
  const { owner } = useField()
  const session = useSession()
  const [asking, setAsking] = useState(false)
  if (contact === 'sign_in' && owner !== undefined)
    return (
      <div className="visit-strip">
        <span>登录已过期，填的都在手机上，再登录一次就发送。</span>
        <Button onClick={() => setAsking(true)}>再登录</Button>
        <SignInDialog open={asking} onClose={() => setAsking(false)} />
      </div>
    )
  if (contact === 'other_account')
    return (
      <p className="visit-strip">
        现在登录的是 {session.account?.display_name ?? '另一位'}，这台手机由 {owner?.name} 登记。请
        {owner?.name}登录后再发送。
      </p>
    )
  if (contact === 'other_post')
    return (
      <div className="visit-strip">
        <span>这台手机是以您的另一个岗位登记的。</span>
        <Button onClick={() => void session.takePost(owner?.post_id ?? '').then(talk, talk)}>
          换回那个岗位
        </Button>
      </div>
    )
  if (contact === 'unknown_device')
    return <p className="visit-strip">服务器上没有这台手机的登记。请抄下没有送达的内容，清除后重新登记。</p>
  if (contact === 'server_fault' || contact === 'phone_fault')
    return (
      <div className="visit-strip">
        <span>
          {contact === 'server_fault' ? '服务器没有办成' : '手机没有办成'}
          ，内容还在手机上，过一会儿自动再试。
        </span>
        <Button onClick={() => void talk()}>现在再试</Button>
      </div>
    )
  return null
}

/** In place: nothing typed is left behind. */
function SignInDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { owner } = useField()
  const session = useSession()
  const [failure, setFailure] = useState<string>()
  const done = () => {
    onClose()
    void talk()
  }
  const again = () =>
    void session
      .signInAs(owner?.account_id ?? '')
      .then(done, (error: unknown) => setFailure(problemOf(error).title))
  return (
    <Dialog
      title="请再登录一次"
      open={open}
      onClose={onClose}
      acts={<Button onClick={onClose}>先不登录</Button>}
    >
      <p>填的内容都在手机上，登录后自动发送。</p>
      {failure !== undefined && <p role="alert">{failure}</p>}
      {session.demonstration ? (
        <Button kind="primary" onClick={again}>
          {`仍以 ${owner?.name ?? ''} 继续`}
        </Button>
      ) : (
        <SignInForm onDone={done} />
      )}
    </Dialog>
  )
}

function UpdateStrip() {
  const { update } = useWorker()
  if (!update) return null
  return (
    <div className="visit-strip">
      <span>有新版本。填的内容都已存好，更新不会丢。</span>
      <Button onClick={() => void takeUpdate()}>现在更新</Button>
    </div>
  )
}
