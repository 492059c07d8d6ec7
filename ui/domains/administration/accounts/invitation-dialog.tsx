/** The one-time token, shown once, with what to tell the person who gets it. */
import { Button, Dialog, machineText, useStatus } from '../../../design/index.ts'
import '../administration.css'

export type ShownInvitation = { name: string; token: string; expires_at: string }

export function InvitationDialog(props: { invitation: ShownInvitation; onClose: () => void }) {
  const { invitation, onClose } = props
  const say = useStatus()
  const copy = () =>
    void navigator.clipboard.writeText(invitation.token).then(
      () => say('口令已复制'),
      () => say('没有复制成，请手工抄下'),
    )
  return (
    <Dialog
      title={`${invitation.name}的一次性口令`}
      open
      onClose={onClose}
      acts={
        <>
          <Button onClick={copy}>复制口令</Button>
          <Button kind="primary" onClick={onClose}>
            已交给本人
          </Button>
        </>
      }
    >
      <div className="administration-token">
        <span className="second">关上以后不再显示</span>
        <code>{invitation.token}</code>
      </div>
      <p>
        请当面交给本人，或用只有本人看得到的方式发送；{machineText(invitation.expires_at)}
        前有效，只能用一次。本人在登录页选“凭口令设置密码”。
      </p>
    </Dialog>
  )
}
