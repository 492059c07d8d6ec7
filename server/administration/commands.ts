/** `haihe administrator`: the first three administrators of a new city, who then make everybody else. */
import { parseArgs } from 'node:util'
import { roleTitles } from '../platform/auth/contract.ts'
import { machineNow } from '../platform/clock/index.ts'
import type { Command } from '../platform/command.ts'
import { connect } from '../platform/db/index.ts'
import type { Transaction } from '../platform/db/index.ts'
import { hashOfToken, newToken, shift } from '../platform/sessions/index.ts'
import { countAdministrators, insertAccountWithPost, insertInvitation } from './accounts/queries.ts'

const administrators = ['system_administrator', 'security_administrator', 'audit_administrator'] as const
type Administrator = (typeof administrators)[number]

export const administrationCommands: Command[] = [
  {
    name: 'administrator',
    about: '新城市首次启用时建立管理员账号，显示一次性口令',
    help: [
      'haihe administrator 用户名 --role 角色 --name 姓名 --area 区划代码 --unit 单位名称',
      '',
      `角色为 ${administrators.join('、')}，须由三个不同的人担任。`,
      '每种管理员只能这样建立一次，以后由安全管理员在系统中办理。口令 72 小时内有效，本人凭口令设置密码。',
    ].join('\n'),
    async run(input) {
      const { values, positionals } = parseArgs({
        args: input.arguments,
        allowPositionals: true,
        options: {
          role: { type: 'string' },
          name: { type: 'string' },
          area: { type: 'string' },
          unit: { type: 'string' },
        },
      })
      const role = administrators.find((each) => each === values.role)
      const [user_name] = positionals
      const { name, area, unit } = values
      if (!user_name || !role || !name || !unit || !/^\d{2,12}$/.test(area ?? '')) {
        console.error('参数不全或不正确，见 haihe administrator --help')
        return 1
      }
      const { target, schema } = await input.database()
      const database = connect(target('owner'), { schema, max: 1, name: 'haihe administrator' })
      try {
        const given = { user_name, role, display_name: name, area: area ?? '', unit_name: unit }
        const [token] = await database.begin(async (tx) => [await firstAdministrator(tx, given)] as const)
        if (token === undefined) {
          console.error(`已有${roleTitles[role]}，请由安全管理员在系统中建立账号`)
          return 1
        }
        console.log(`用户名 ${user_name}\n一次性口令 ${token}\n请在登录页选择“凭口令设置密码”。`)
        return 0
      } finally {
        await database.end()
      }
    },
  },
]

/** The token of the account that was made; undefined when the city already has such an administrator. */
async function firstAdministrator(
  tx: Transaction,
  given: { user_name: string; role: Administrator; display_name: string; area: string; unit_name: string },
): Promise<string | undefined> {
  if ((await countAdministrators(tx, given.role)) > 0) return undefined
  const now = machineNow()
  const { account_id } = await insertAccountWithPost(tx, given)
  const token = newToken()
  const expires_at = shift(now, 72 * 60)
  await insertInvitation(tx, {
    token_hash: hashOfToken(token),
    account_id,
    made_by: null,
    created_at: now,
    expires_at,
  })
  return token
}
