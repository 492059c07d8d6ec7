import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { axe, openBrowser, overflow, problemsOf, screenshot, startHaihe } from './harness.ts'

const haihe = await startHaihe()
const browser = await openBrowser(haihe)

const next = (page: Page) => page.getByRole('button', { name: '下一题' }).click()
const question = (page: Page, text: string) => page.getByRole('heading', { level: 1, name: text }).waitFor()

const unsupported =
  '家里有没有这样的人：年满 60 周岁、未满 16 周岁或者有残疾，自己没有收入，也没有家人能供养他？'

/** The ten questions, for a town household of three; `income` in yuan a month, or skipped. */
async function answerAll(page: Page, income: string | undefined, hardship = '都没有'): Promise<void> {
  await question(page, '您家是城镇户口还是农村户口？')
  await page.getByRole('radio', { name: '城镇户口' }).check()
  await next(page)
  await question(page, '您家一起生活的有几口人？')
  await page.getByRole('textbox').fill('3')
  await next(page)
  await question(page, '您全家每月一共收入多少？')
  if (income === undefined) await page.getByRole('button', { name: '说不准，先跳过这题' }).click()
  else {
    await page.getByRole('textbox').fill(income)
    await next(page)
  }
  await question(page, '您全家的存款和现金一共有多少？')
  await page.getByRole('textbox').fill('18260.40')
  await next(page)
  await question(page, '您家有几辆汽车？')
  await page.getByRole('button', { name: '没有，填 0' }).click()
  await next(page)
  await question(page, '您家有几套住房？')
  await page.getByRole('textbox').fill('1')
  await next(page)
  await question(page, '家里有门面、写字间，或者有人自费留学吗？')
  await page.getByRole('radio', { name: '没有' }).check()
  await next(page)
  await question(page, '您家有下面哪一种情况？')
  await page.getByRole('radio', { name: hardship }).check()
  await next(page)
  await question(page, unsupported)
  await page.getByRole('radio', { name: '没有', exact: true }).check()
  await next(page)
  await question(page, '最近家里突然遇到难关了吗？')
  await page.getByRole('radio', { name: '没有', exact: true }).check()
  await next(page)
  await question(page, '看看填得对不对')
}

async function noFaults(page: Page): Promise<void> {
  assert.deepEqual(await axe(page), [])
  assert.deepEqual(problemsOf(page), [])
  assert.equal(await overflow(page), 0)
}

test('ten questions without signing in tell a poor household that it may get 742.50 yuan a month', async () => {
  const page = await browser.page('phone')
  await page.goto('/')
  await screenshot(page, 'portal-home')
  await noFaults(page)
  await page.getByRole('link', { name: /测算/ }).first().click()
  await question(page, '您家是城镇户口还是农村户口？')
  await screenshot(page, 'self-check-question')
  await noFaults(page)
  await next(page)
  await page.getByText(/请先回答/).waitFor()
  await answerAll(page, '1837.50')
  await screenshot(page, 'self-check-answers')
  await noFaults(page)
  await page.getByRole('button', { name: '看测算结果' }).click()
  await page.getByRole('heading', { name: /可能符合.*最低生活保障/ }).waitFor()
  await page.getByText('742.50').first().waitFor()
  await page.getByText('(标准 860.00 − 人均 612.50) × 3 人').waitFor()
  await screenshot(page, 'self-check-may-fit')
  await noFaults(page)
})

test('who skips a question is told what is missing and can fill it in', async () => {
  const page = await browser.page('phone')
  await page.goto('/self-check')
  await answerAll(page, undefined)
  await page.getByText('有 1 题先跳过了').waitFor()
  await page.getByRole('button', { name: '看测算结果' }).click()
  await page.getByRole('heading', { name: '还差这几项' }).waitFor()
  await screenshot(page, 'self-check-missing')
  await noFaults(page)
  await page.getByRole('button', { name: '补上：全家每月收入' }).click()
  await page.getByRole('textbox').fill('1837.50')
  await next(page)
  await page.getByRole('button', { name: '看测算结果' }).click()
  await page.getByText('742.50').first().waitFor()
})

test('too much income is said kindly, with how far it is, and one may apply all the same', async () => {
  const page = await browser.page('phone')
  await page.goto('/self-check')
  await answerAll(page, '9000')
  await page.getByRole('button', { name: '看测算结果' }).click()
  await page.getByRole('link', { name: '仍要申请最低生活保障' }).waitFor()
  await screenshot(page, 'self-check-does-not-fit')
  await noFaults(page)
})

test('who is over the subsistence standard, with an ill member, is led to low-income aid first', async () => {
  const page = await browser.page('phone')
  await page.goto('/self-check')
  await answerAll(page, '3000', '有人得重病或者门诊特殊病')
  await page.getByRole('button', { name: '看测算结果' }).click()
  await page.getByRole('heading', { level: 1, name: /可能符合.*低收入家庭救助/ }).waitFor()
  await page.getByText('258.00').first().waitFor()
  await page.getByRole('link', { name: '申请低收入家庭救助' }).waitFor()
  await page.getByRole('heading', { name: '按您填的情况，暂不符合最低生活保障' }).waitFor()
  await screenshot(page, 'self-check-low-income')
  await noFaults(page)
})

test('who has somebody at home whom nobody can support answers a few more questions and is told of support', async () => {
  const page = await browser.page('phone')
  await page.goto('/self-check')
  await answerAll(page, '0')
  await page.goBack()
  await question(page, '最近家里突然遇到难关了吗？')
  await page.goBack()
  await question(page, unsupported)
  await page.getByRole('radio', { name: '有', exact: true }).check()
  await next(page)
  await question(page, '这个人是哪天出生的？')
  await screenshot(page, 'self-check-unsupported')
  await noFaults(page)
  for (const [part, value] of [
    ['年', '1945'],
    ['月', '1'],
    ['日', '1'],
  ] as const)
    await page.getByRole('textbox', { name: part }).fill(value)
  await next(page)
  await question(page, '这个人有残疾人证吗？是哪一类？')
  await page.getByRole('radio', { name: '没有', exact: true }).check()
  await next(page)
  await page.getByRole('textbox').fill('0')
  await next(page)
  await page.getByRole('radio', { name: '没有这样的家人' }).check()
  await next(page)
  await page.getByRole('radio', { name: '不是' }).check()
  await next(page)
  await page.getByRole('radio', { name: '有四项以上不能' }).check()
  await next(page)
  await question(page, '最近家里突然遇到难关了吗？')
  await next(page)
  await page.getByRole('button', { name: '看测算结果' }).click()
  await page.getByRole('heading', { name: /可能符合.*特困人员救助供养/ }).waitFor()
  await page.getByText('2,520.00').first().waitFor()
  await screenshot(page, 'self-check-support')
  await noFaults(page)
})

test('the browser’s back keeps every answer', async () => {
  const page = await browser.page('phone')
  await page.goto('/self-check')
  await answerAll(page, '1837.50')
  for (let at = 0; at < 8; at++) await page.goBack()
  await question(page, '您全家每月一共收入多少？')
  assert.equal(await page.getByRole('textbox').inputValue(), '1,837.50')
  await page.reload()
  assert.equal(await page.getByRole('textbox').inputValue(), '1,837.50')
  await page.getByRole('button', { name: '上一题' }).click()
  assert.equal(await page.getByRole('textbox').inputValue(), '3')
})

test('large type is one switch that stays, and everything still fits the phone', async () => {
  const page = await browser.page('phone')
  await page.goto('/self-check')
  await page.getByRole('switch', { name: '大字' }).click()
  const size = () =>
    page
      .getByRole('heading', { level: 1 })
      .evaluate((heading) => parseFloat(getComputedStyle(heading).fontSize))
  const large = await size()
  await page.reload()
  await question(page, '您家是城镇户口还是农村户口？')
  assert.equal(await size(), large)
  const body = await page.locator('body').evaluate(() => {
    const main = document.querySelector('main')
    return main === null ? 0 : parseFloat(getComputedStyle(main).fontSize)
  })
  assert.ok(body >= 22, `large type is 22 px or more, not ${body}`)
  await screenshot(page, 'self-check-large-type')
  await noFaults(page)
  await answerAll(page, '1837.50')
  await page.getByRole('button', { name: '看测算结果' }).click()
  await page.getByText('742.50').first().waitFor()
  await screenshot(page, 'self-check-may-fit-large-type')
  await noFaults(page)
})
