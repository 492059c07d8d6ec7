/** The door of the phone: registered or not, locked or open, in this window or another, or cleared. */
import { fieldRoutes } from '../../server/casework/visits/field/contract.ts'
import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { Button, ErrorNotice, Unverified } from '../design/index.ts'
import { TextField } from '../forms/index.ts'
import { mayOpen, useQueryRoute, useSession, type Role } from '../shell/index.ts'
import { clearPhone, open, readPhone, setUp } from './actions.ts'
import { holdWindow } from './starting.ts'
import { type FieldState, useField } from './state.ts'
import { isWeakPin } from './vault/keys.ts'
import { takeUpdate, useWorker } from './worker/registration.ts'

const visitors: Role[] = ['community_worker', 'street_clerk', 'district_approver']

export function Gate({ children }: { children: ReactNode }) {
  const field = useField()
  switch (field.phase) {
    case 'open':
      return children
    case 'locked':
      return <Unlock field={field} />
    case 'none':
      return <Begin />
    case 'elsewhere':
      return (
        <div className="visit-page">
          <h1>入户已在另一个窗口打开</h1>
          <p>同一台手机只在一个窗口里填写，免得互相覆盖。</p>
          <Button kind="primary" wide onClick={() => void holdWindow(true)}>
            在这里打开
          </Button>
        </div>
      )
    case 'wiped':
      return <Wiped field={field} />
    case 'reading':
      return (
        <div className="visit-page">
          <p role="status">正在打开</p>
        </div>
      )
  }
}

function Unlock({ field }: { field: FieldState }) {
  const [pin, setPin] = useState('')
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState(false)
  const { update } = useWorker()
  useEffect(() => {
    // Nothing is being typed: a new version is taken over at once.
    if (update) void takeUpdate()
  }, [update])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (busy || pin.length < 6) return
    setBusy(true)
    setRefused(false)
    open(pin)
      .catch(() => setRefused(true))
      .finally(() => {
        setBusy(false)
        setPin('')
      })
  }
  const { tries_left, counts } = field
  const wrong =
    tries_left === undefined ? undefined : `不对。还能试 ${tries_left} 次，之后手机上的走访资料全部清除`
  // Each try is counted on the disk before it is made.
  const full = '没有打开：手机存不下了。请先删掉手机里不用的照片、视频，再试'
  return (
    <form className="visit-page" onSubmit={submit}>
      <h1>输入开锁码</h1>
      <p>
        手机上存着 {counts.kept} 户
        {counts.waiting > 0 ? `，其中 ${counts.waiting} 件没有送达，开锁后自动发送` : ''}。
      </p>
      <PinField label="开锁码" value={pin} onChange={setPin} error={refused ? full : wrong} />
      <Button
        kind="primary"
        type="submit"
        wide
        busy={busy}
        disabledBecause={pin.length < 6 ? '打开，先输入开锁码' : undefined}
      >
        打开
      </Button>
      <Forgotten />
    </form>
  )
}

function PinField(props: {
  label: string
  hint?: string
  value: string
  onChange: (pin: string) => void
  error: string | undefined
}) {
  const { onChange, ...field } = props
  return (
    <TextField
      {...field}
      type="password"
      inputMode="numeric"
      maxLength={12}
      onChange={(text) => onChange(text.replaceAll(/\D/g, ''))}
    />
  )
}

/** Who forgot the number has lost what is on the phone; nobody can open it, so it is cleared on purpose. */
function Forgotten() {
  const [sure, setSure] = useState(false)
  if (!sure)
    return (
      <Button kind="link" onClick={() => setSure(true)}>
        忘了开锁码
      </Button>
    )
  return (
    <div className="visit-block">
      <p>开锁码不能找回。只能清除手机上的走访资料，没有送达的也一起清除，再重新登记这台手机。</p>
      <Button onClick={() => void clearPhone()}>清除，重新登记</Button>
    </div>
  )
}

function Begin() {
  const session = useSession()
  if (!window.isSecureContext)
    return (
      <div className="visit-page">
        <h1>这个地址不能存走访资料</h1>
        <p>浏览器只在 https 地址上提供加密。请用 https 打开。</p>
      </div>
    )
  if (session.loading) return <div className="visit-page">正在打开</div>
  if (session.account === null)
    return (
      <div className="visit-page">
        <h1>入户走访</h1>
        <p>第一次用，先登录，再给这台手机设一个开锁码。以后没有网络也能打开。</p>
        <a className="button button-primary button-wide" href="/sign-in?back=/field">
          登录
        </a>
      </div>
    )
  if (!mayOpen(visitors, session.account))
    return (
      <div className="visit-page">
        <h1>入户走访不在您的权限内</h1>
        <p>社区工作者、街镇经办人和区级审批人入户。需要入户的，请联系所在单位的安全管理员核对岗位。</p>
      </div>
    )
  return <SetUp />
}

function SetUp() {
  const session = useSession()
  const [pin, setPin] = useState('')
  const [repeated, setRepeated] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const rules = useQueryRoute(fieldRoutes.list_my_visits, {}).data?.rules
  const weak = pin.length >= 6 && isWeakPin(pin)
  const differs = repeated.length >= pin.length && pin.length >= 6 && repeated !== pin
  const notReady =
    pin.length < 6 || weak ? '开始用，先设开锁码' : repeated !== pin ? '开始用，再输一遍开锁码' : undefined
  const { account } = session
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (busy || notReady !== undefined || account === null) return
    setBusy(true)
    setFailure(undefined)
    setUp(pin, phoneName(), account, session.business_date)
      .catch(setFailure)
      .finally(() => setBusy(false))
  }
  return (
    <form className="visit-page" onSubmit={submit}>
      <h1>给这台手机设开锁码</h1>
      <p>
        {account?.display_name}　{account?.post?.unit_name}
      </p>
      <p>带走的走访资料加密存在手机上，用开锁码打开；登录过期、没有网络也能打开。</p>
      {failure !== undefined && <ErrorNotice error={failure} />}
      <PinField
        label="开锁码"
        hint="6 到 12 位数字，不要用生日、连号"
        value={pin}
        onChange={setPin}
        error={weak ? '太好猜，换一个' : undefined}
      />
      <PinField
        label="再输一遍"
        value={repeated}
        onChange={setRepeated}
        error={differs ? '两遍不一样' : undefined}
      />
      <Button kind="primary" type="submit" wide busy={busy} disabledBecause={notReady}>
        开始用
      </Button>
      {rules !== undefined && (
        <p className="second">
          开锁码忘了不能找回。连续输错 {rules.wrong_pin_limit} 次，手机上的走访资料全部清除；
          {rules.idle_minutes} 分钟不动就锁上。
          {rules.to_verify && <Unverified missing="次数和分钟数没有读到成文依据，是暂定的。" />}
        </p>
      )}
    </form>
  )
}

/** What the holder will know this phone by in the list of phones. */
function phoneName(): string {
  const { userAgent } = navigator
  const kind = /iPhone/.test(userAgent)
    ? 'iPhone'
    : /iPad/.test(userAgent)
      ? 'iPad'
      : /Android/.test(userAgent)
        ? '安卓手机'
        : '电脑'
  return kind
}

const wipedTexts = {
  signed_out: '手机上的走访资料已清除。',
  wrong_pin: '开锁码连续输错，手机上的走访资料已清除。',
  post_ended: '您在登记时的岗位任职已经结束，手机上的走访资料已清除。',
  account_stopped: '您的账号已停用，手机上的走访资料已清除。',
  lost: '这台手机已报失，走访资料已清除。',
} as const

function Wiped({ field }: { field: FieldState }) {
  const { wiped } = field
  if (wiped === undefined) return null
  return (
    <div className="visit-page">
      <h1>手机已清除</h1>
      <p role="alert">{wipedTexts[wiped.because]}</p>
      {wiped.lost_count > 0 && (
        <div className="visit-block">
          <p>
            {wiped.lost_count} 件没有送达的走访已清除，不再接收，须另行入户
            {wiped.lost.length > 0 ? '：' : '。'}
          </p>
          <ul>
            {wiped.lost.map((title) => (
              <li key={title}>{title}</li>
            ))}
          </ul>
          {wiped.because !== 'signed_out' && <p className="second">单位会在办件经过里看到。</p>}
        </div>
      )}
      <Button wide onClick={() => void readPhone()}>
        重新登记这台手机
      </Button>
    </div>
  )
}
