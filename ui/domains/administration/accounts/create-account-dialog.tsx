import { useState } from 'react'
import { createAccount } from '../../../../server/administration/contract.ts'
import { Button, Dialog, ErrorNotice, fieldMessage } from '../../../design/index.ts'
import { TextField } from '../../../forms/index.ts'
import type { ShownInvitation } from './invitation-dialog.tsx'
import { useSecretAct } from './use-secret-act.ts'

/** A new account has no post yet: it can sign in only after one is granted. */
export function CreateAccountDialog(props: {
  onClose: () => void
  onDone: (account_id: string, invitation: ShownInvitation) => void
}) {
  const [user_name, setUserName] = useState('')
  const [display_name, setDisplayName] = useState('')
  const create = useSecretAct(createAccount, {
    onDone: (made) => props.onDone(made.account_id, { name: display_name.trim(), ...made.invitation }),
  })
  return (
    <Dialog
      title="建立账号"
      open
      onClose={props.onClose}
      acts={
        <>
          <Button onClick={props.onClose}>先不办</Button>
          <Button
            kind="primary"
            busy={create.isPending}
            disabledBecause={
              user_name.trim() === '' || display_name.trim() === '' ? '建立账号，先填姓名和用户名' : undefined
            }
            onClick={() => create.mutate({ body: { user_name, display_name } })}
          >
            建立账号
          </Button>
        </>
      }
    >
      <TextField
        label="姓名"
        value={display_name}
        onChange={setDisplayName}
        maxLength={60}
        error={fieldMessage(create.error, 'display_name')}
      />
      <TextField
        label="用户名"
        hint="3 至 64 位字母、数字、点、下划线或连字符，建立后不改"
        value={user_name}
        onChange={setUserName}
        maxLength={64}
        error={fieldMessage(create.error, 'user_name')}
      />
      <p className="second">没有默认密码：建立后显示一次性口令，本人凭口令设置密码。岗位随后在账号页授予。</p>
      {create.error !== null && <ErrorNotice error={create.error} />}
    </Dialog>
  )
}
