import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { axe, openBrowser, problemsOf, screenshot, startHaihe } from './harness.ts'
import { signedInAs } from './people.ts'

const haihe = await startHaihe()
const browser = await openBrowser(haihe)

test('a month is drafted, locked, approved by another person, sent, and one payment comes back and goes out again', async () => {
  const finance = await signedInAs(browser, 'finance')
  const second = await signedInAs(browser, 'secondFinance')

  await finance.goto('/workbench/payrolls')
  await finance.getByRole('button', { name: '编制发放批次' }).click()
  await finance.getByRole('dialog').getByRole('button', { name: /编制/ }).click()
  await finance.waitForURL(/payrolls\/[0-9a-f-]{36}/)
  await finance.getByRole('button', { name: /锁定送复核/ }).click()
  await finance
    .getByRole('dialog')
    .getByRole('button', { name: /锁定送复核/ })
    .click()
  await finance.getByText('制表人不能复核自己的批次').waitFor()
  await screenshot(finance, 'payroll-locked')
  assert.deepEqual(await axe(finance), [])

  await second.goto(new URL(finance.url()).pathname)
  await second.getByRole('button', { name: /复核同意/ }).click()
  await second
    .getByRole('dialog')
    .getByRole('button', { name: /复核同意/ })
    .click()
  await second.getByText('已复核，已记账').waitFor()

  await finance.reload()
  await finance.getByRole('button', { name: /送银行代发/ }).click()
  await finance
    .getByRole('dialog')
    .getByRole('button', { name: /送银行代发/ })
    .click()
  const [download] = await Promise.all([
    finance.waitForEvent('download'),
    finance
      .getByRole('link', { name: /\.csv$/ })
      .first()
      .click(),
  ])
  const sent = await readFile((await download.path())!, 'utf8')
  const ids = sent
    .split('\r\n')
    .slice(1)
    .flatMap((line) => line.split(',')[0] || [])
  assert.ok(ids.length > 1)

  const upload = finance.getByLabel('读入银行回盘文件')
  await upload.setInputFiles({ name: 'bad.csv', mimeType: 'text/csv', buffer: Buffer.from('不是回盘') })
  await finance.getByText('回盘文件不能读取').waitFor()
  await screenshot(finance, 'payroll-bad-return')
  const answers = ids.map((id, at) => (at === 0 ? `${id},失败,账户已销户` : `${id},成功,`))
  const buffer = Buffer.from(`发放编号,结果,原因\n${answers.join('\n')}\n`)
  await upload.setInputFiles({ name: 'return.csv', mimeType: 'text/csv', buffer })
  await finance.getByText(/退汇 1 笔/).waitFor()
  await screenshot(finance, 'payroll-reconciled')

  await finance.goto('/workbench/returned-payments')
  await finance.getByText('账户已销户').first().waitFor()
  await finance
    .getByRole('button', { name: /^变更账户 / })
    .first()
    .click()
  await finance.getByLabel('账号').fill('123')
  await finance.getByRole('dialog').getByRole('button', { name: '变更账户' }).click()
  await finance.getByText('账号须为 8 至 32 位数字').first().waitFor()
  await finance.getByLabel('账号').fill('6228000011112222')
  await finance.getByRole('dialog').getByRole('button', { name: '变更账户' }).click()
  await finance.getByText('已换账户').first().waitFor()
  await screenshot(finance, 'returned-payments')
  assert.deepEqual(await axe(finance), [])
  await finance.getByRole('button', { name: '编制重发批次' }).click()
  await finance.getByRole('dialog').getByRole('button', { name: '编制重发批次' }).click()
  await finance.waitForURL(/payrolls\/[0-9a-f-]{36}/)
  await finance
    .getByText(/退汇重发/)
    .first()
    .waitFor()

  await finance.goto('/workbench/ledger')
  await finance.getByText('试算平衡表').first().waitFor({ state: 'attached' })
  await finance.getByRole('row', { name: /合计.*0\.00/ }).waitFor()
  await screenshot(finance, 'ledger')
  assert.deepEqual(await axe(finance), [])
  assert.deepEqual(problemsOf(finance), [])
  assert.deepEqual(problemsOf(second), [])
})
