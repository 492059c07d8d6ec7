import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { act, ask, noFaults, openWork } from './acts.ts'
import { openBrowser, screenshot, startHaihe } from './harness.ts'
import { actors, signInAs } from './people.ts'
import { openPhone, openVisit, pin, readDisk, setUpPhone, takeAlong, writeVisit } from './phone.ts'

const haihe = await startHaihe()
const browser = await openBrowser(haihe)

const household = '王桂兰'
const clerk = await signInAs(browser, 'streetClerk')
const phone = await signInAs(browser, 'streetClerk', 'phone')
const visitors: [string, string] = [actors.streetClerk, actors.secondStreetClerk]

const said = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()
const bar = (page: Page) => page.getByRole('status', { name: '存和送' })
const counts = (page: Page, waiting: number, delivered: number) =>
  bar(page)
    .filter({ hasText: `待发送 ${waiting} 件` })
    .filter({ hasText: `已送达 ${delivered} 件` })
    .waitFor()
const finish = (page: Page) => page.getByRole('button', { name: '完成走访，存在本机' }).click()

type Json = Record<string, unknown> & { rows: Record<string, unknown>[] }

const planned = await ask<Json>(clerk, 'GET', '/api/visits')
const case_id = String(planned.rows.find((row) => String(row['title']).startsWith(household))?.['case_id'])
const second_visitor_id = String(
  (await ask<Json>(clerk, 'GET', `/api/cases/${case_id}/colleagues`)).rows.find(
    (row) => row['name'] === actors.secondStreetClerk,
  )?.['account_id'],
)
const plan = () =>
  ask(clerk, 'POST', `/api/cases/${case_id}/visits`, { planned_on: '2017-09-01', second_visitor_id })
const visitsOf = async () =>
  (await ask<Json>(clerk, 'GET', `/api/benefit-cases/${case_id}`))['visits'] as {
    state: string
    finding: string | null
    visited_on: string | null
  }[]

test('a visit is planned for two people with what they have to mind, and is on the list with who goes', async () => {
  await openWork(clerk, household)
  await act(clerk, '指派入户', async (dialog) => {
    await dialog.getByLabel('同去的人').selectOption({ label: '李强　嘉陵道街道办事处' })
    await dialog.getByLabel('去的人要当心什么').fill('院里有犬')
    await screenshot(clerk, 'visit-plan')
    await noFaults(clerk)
  })
  await clerk.goto('/workbench/visits')
  await clerk
    .getByRole('row', { name: /王桂兰户/ })
    .first()
    .waitFor()
  await screenshot(clerk, 'visits')
  await noFaults(clerk)
  await clerk.getByRole('button', { name: '王桂兰户 改期换人' }).first().click()
  await clerk.getByRole('dialog').getByRole('button', { name: '改期换人' }).waitFor()
  await screenshot(clerk, 'visit-change-plan')
  await noFaults(clerk)
  await clerk.getByRole('button', { name: '先不改' }).click()
})

test('a phone is given a number that is not easily guessed, and takes the day’s visits along on purpose', async () => {
  await phone.goto('/field')
  await phone.getByLabel('开锁码').first().fill('123456')
  await said(phone, '太好猜，换一个')
  await screenshot(phone, 'field-set-up')
  await noFaults(phone)
  await setUpPhone(phone)
  await screenshot(phone, 'field-empty')
  await noFaults(phone)
  await takeAlong(phone, 2)
  await said(phone, '当心：院里有犬')
  await screenshot(phone, 'field-today')
  await noFaults(phone)
  await phone.getByRole('button', { name: '王桂兰户往后' }).first().click()
  await openVisit(phone)
  await screenshot(phone, 'field-visit')
  await screenshot(phone, 'field-visit-first', false)
  await noFaults(phone)
})

test('with the network cut the page opens anew, and every keystroke is still there', async () => {
  await phone.getByLabel('看到的情况').fill('写到一半')
  await phone.getByText('已存').last().waitFor()
  await phone.context().setOffline(true)
  await phone.reload()
  await said(phone, '输入开锁码')
  await said(phone, /手机上存着 2 户/)
  await screenshot(phone, 'field-locked')
  await noFaults(phone)
  await openPhone(phone)
  assert.equal(await phone.getByLabel('看到的情况').inputValue(), '写到一半')
  await writeVisit(phone, { finding: '三人同住，陈设简单。', visitors })
  await phone.getByText('赵敏、李强到场').waitFor()
  await phone.getByRole('radiogroup', { name: '住房', exact: true }).scrollIntoViewIfNeeded()
  await screenshot(phone, 'field-visit-written', false)
  await screenshot(phone, 'field-visit-whole')
  await noFaults(phone)
  await finish(phone)
  await counts(phone, 1, 0)
  await said(phone, '没有网络，照常填写')
  await screenshot(phone, 'field-waiting')
  await noFaults(phone)
})

test('on the disk of the phone there is no name, no address and no word of what was written', async () => {
  const { text, cached } = await readDisk(phone)
  assert.match(text, /haihe-field-visits\/visits: 2 rows/)
  assert.match(text, /haihe-field-visits\/photos: 4 rows/)
  assert.deepEqual(
    cached.filter((path) => !path.startsWith('/assets/')),
    ['/field'],
  )
  for (const word of ['王桂兰', '刘志强', '刘伟', '示例里', '三人同住', '院里有犬', '赵敏', '李强', pin])
    assert.ok(!text.includes(word), word)
})

test('large type and a phone held sideways: nothing is cut off, every target is large enough for a thumb', async () => {
  await phone.getByRole('button', { name: '大字' }).click()
  await screenshot(phone, 'field-today-large')
  await noFaults(phone)
  await openVisit(phone, 1)
  await screenshot(phone, 'field-visit-large')
  await screenshot(phone, 'field-visit-large-first', false)
  await noFaults(phone)
  assert.deepEqual(await smallTargets(phone, 60), [])
  await phone.getByRole('link', { name: '走访' }).click()
  await phone.getByRole('button', { name: '大字' }).click()
  await phone.setViewportSize({ width: 800, height: 360 })
  await openVisit(phone, 1)
  await screenshot(phone, 'field-visit-sideways', false)
  await screenshot(phone, 'field-visit-sideways-whole')
  await noFaults(phone)
  await phone.setViewportSize({ width: 360, height: 800 })
  assert.deepEqual(await smallTargets(phone, 44), [])
  await phone.getByRole('link', { name: '走访' }).click()
})

/** What can be pressed and is smaller than a thumb needs. */
function smallTargets(page: Page, least: number): Promise<string[]> {
  return page.evaluate(
    (least) =>
      [...document.querySelectorAll('main a, main button, main select, main input, main summary')].flatMap(
        (element) => {
          // What a label belongs to is pressed by the label.
          const pressed = element.closest('label') ?? element
          const { width, height } = pressed.getBoundingClientRect()
          const word = pressed.textContent?.trim() || element.getAttribute('aria-label') || element.tagName
          return height < least - 0.5 || width < least - 0.5 ? [`${word}: ${width} × ${height}`] : []
        },
      ),
    least,
  )
}

test('sent when the network is back; an answer that was lost does not make two visits of one', async () => {
  let sent = 0
  await phone.route('**/api/field/visits/*/report', async (route) => {
    sent += 1
    if (sent > 1) return route.continue()
    // It arrives, and its answer does not.
    const request = route.request()
    const known = ['cookie', 'origin', 'content-type', 'x-csrf-token']
    const headers = Object.entries(await request.allHeaders()).filter(([name]) => known.includes(name))
    const answer = await fetch(request.url(), {
      method: request.method(),
      headers: Object.fromEntries(headers),
      body: request.postData(),
    })
    assert.equal(answer.status, 200)
    return route.abort()
  })
  await phone.context().setOffline(false)
  await counts(phone, 0, 1)
  assert.equal(sent, 2)
  await phone.unroute('**/api/field/visits/*/report')
  await screenshot(phone, 'field-delivered')
  await noFaults(phone)
  const done = (await visitsOf()).filter(({ state }) => state === 'done')
  assert.deepEqual(
    done.map(({ finding, visited_on }) => [finding, visited_on]),
    [['三人同住，陈设简单。', '2017-09-01']],
  )
  assert.match((await readDisk(phone)).text, /haihe-field-visits\/photos: 0 rows/)
})

test('what the phone was given stands in the log that the household reads', async () => {
  const resident = await signInAs(browser, 'resident', 'phone')
  const own = await ask<Json>(resident, 'GET', '/api/my/disclosures')
  assert.equal(own.rows.filter((row) => row['field'] === 'field_visit').length, 2)
  await resident.context().close()
})

test('of two phones the second sees what the first recorded beside its own, and decides; nothing is lost', async () => {
  const other = await signInAs(browser, 'secondStreetClerk', 'phone')
  await setUpPhone(other)
  await takeAlong(other)
  await openVisit(other)
  await other.context().setOffline(true)
  await writeVisit(other, {
    finding: '看到第四个人的床铺。',
    residents: '4',
    visitors: [visitors[1], visitors[0]],
  })
  await finish(other)
  await counts(other, 1, 0)
  await openVisit(phone)
  await writeVisit(phone, { finding: '第二次去，三人在家。', visitors })
  await finish(phone)
  await counts(phone, 0, 2)
  await other.context().setOffline(false)
  await said(other, '要您看一下')
  await openVisit(other)
  await said(other, /已经去过并记录/)
  await said(other, '第二次去，三人在家。')
  await screenshot(other, 'field-both-sides')
  await noFaults(other)
  await other.getByRole('button', { name: '送去存档，不作为入户记录' }).click()
  await counts(other, 0, 1)
  await said(other, /存档/)
  assert.deepEqual((await visitsOf()).map(({ state, finding }) => [state, finding]).toSorted(), [
    ['done', '三人同住，陈设简单。'],
    ['done', '第二次去，三人在家。'],
    ['set_aside', '看到第四个人的床铺。'],
  ])
  await other.context().close()
})

test('a household that changed meanwhile is shown as it was taken along and as it is now', async () => {
  await plan()
  await phone.reload()
  await openPhone(phone)
  await takeAlong(phone)
  await openVisit(phone)
  await phone.context().setOffline(true)
  await writeVisit(phone, { finding: '刘伟搬走了。', residents: '2', visitors })
  await finish(phone)
  const view = await ask<Json>(clerk, 'GET', `/api/benefit-cases/${case_id}`)
  const members = view['members'] as { person_id: string; name: string }[]
  const { household_id } = view['head'] as { household_id: string }
  const leaver = members.find(({ name }) => name === '刘伟')?.person_id ?? ''
  await ask(clerk, 'POST', `/api/households/${household_id}/members/${leaver}/departure`, {
    on: '2017-09-01',
    reason: '搬到外地',
  })
  await phone.context().setOffline(false)
  await said(phone, '要您看一下')
  await openVisit(phone)
  await said(phone, '带走以后，登记的内容变了')
  await phone.getByRole('row', { name: /住的人/ }).waitFor()
  await screenshot(phone, 'field-household-changed')
  await noFaults(phone)
  await phone.getByRole('button', { name: '看过了，按我填的送出' }).click()
  await counts(phone, 0, 3)
})

test('a session that ran out keeps everything; signed in again, the visit goes', async () => {
  await plan()
  await phone.reload()
  await openPhone(phone)
  await takeAlong(phone)
  await openVisit(phone)
  await phone.context().clearCookies()
  await writeVisit(phone, { finding: '登录过期时写的。', visitors })
  await finish(phone)
  await said(phone, /登录已过期，填的都在手机上/)
  await counts(phone, 1, 3)
  await screenshot(phone, 'field-session-expired')
  await noFaults(phone)
  await phone.getByRole('button', { name: '再登录', exact: true }).click()
  await phone.getByRole('button', { name: '仍以 赵敏 继续' }).click()
  await counts(phone, 0, 4)
})

test('a clock that is wrong is said, does not stop anybody, and is noted on the record; the day is the server’s', async () => {
  await plan()
  const wrong = await signInAs(browser, 'streetClerk', 'phone')
  await wrong.clock.install({ time: new Date(Date.now() + 37 * 60_000) })
  await setUpPhone(wrong)
  await said(wrong, /手机时间和服务器差 37 分钟（手机快）/)
  await screenshot(wrong, 'field-wrong-clock')
  await noFaults(wrong)
  await takeAlong(wrong)
  await openVisit(wrong)
  await writeVisit(wrong, { finding: '钟不准时写的。', visitors })
  await finish(wrong)
  await counts(wrong, 0, 1)
  await said(wrong, /已注明手机时间不准/)
  const recorded = (await visitsOf()).find(({ finding }) => finding === '钟不准时写的。')
  assert.deepEqual([recorded?.state, recorded?.visited_on], ['done', '2017-09-01'])
  await clerk.goto(`/workbench/cases/${case_id}`)
  await said(clerk, /手机时间差 37 分钟/)
  // Left alone, the phone locks itself.
  await wrong.clock.fastForward('06:00')
  await said(wrong, '输入开锁码')
  await wrong.context().close()
})

test('a number that is wrong ten times clears the phone', async () => {
  await plan()
  const lost = await signInAs(browser, 'streetClerk', 'phone')
  await setUpPhone(lost)
  await takeAlong(lost)
  await lost.getByRole('button', { name: '锁上' }).click()
  for (let left = 9; left > 0; left--) {
    await lost.getByLabel('开锁码').fill('999998')
    await lost.getByRole('button', { name: '打开', exact: true }).click()
    await said(lost, `还能试 ${left} 次`)
  }
  await screenshot(lost, 'field-wrong-number')
  await lost.getByLabel('开锁码').fill('999998')
  await lost.getByRole('button', { name: '打开', exact: true }).click()
  await said(lost, '开锁码连续输错，手机上的走访资料已清除。')
  await screenshot(lost, 'field-cleared')
  await noFaults(lost)
  assert.doesNotMatch((await readDisk(lost)).text, /visits: [1-9]/)
  await lost.context().close()
})

test('signing out anywhere on the machine clears the phone, and asks first while something is unsent', async () => {
  await phone.goto('/field')
  await openPhone(phone)
  await takeAlong(phone)
  await openVisit(phone)
  await phone.context().setOffline(true)
  await writeVisit(phone, { finding: '退出前写的。', visitors })
  await finish(phone)
  await phone.getByRole('link', { name: '退出并清除' }).click()
  await said(phone, /还有 1 件没有送达：王桂兰户/)
  await screenshot(phone, 'field-leave')
  await noFaults(phone)
  await phone.context().setOffline(false)
  await counts(phone, 0, 5)
  await phone.getByRole('button', { name: '清除并退出', exact: true }).click()
  await said(phone, '手机上的走访资料已清除。')
  assert.doesNotMatch((await readDisk(phone)).text, /visits: [1-9]/)
})

test('when an administrator ends the post, the phone clears itself at its next contact, and the office learns what was lost', async () => {
  await plan()
  const other = await signInAs(browser, 'secondStreetClerk', 'phone')
  await setUpPhone(other)
  await takeAlong(other)
  await openVisit(other)
  await other.context().setOffline(true)
  await writeVisit(other, { finding: '岗位终止前写的。', visitors: [visitors[1], visitors[0]] })
  await finish(other)
  await counts(other, 1, 0)
  const security = await signInAs(browser, 'securityAdministrator')
  const found = await ask<Json>(security, 'POST', '/api/administration/accounts/search', {
    search: actors.secondStreetClerk,
  })
  const posts = found.rows.find((row) => row['account_id'] === second_visitor_id)?.['posts'] as {
    post_id: string
  }[]
  await ask(security, 'POST', `/api/administration/posts/${posts[0]?.post_id ?? ''}/end`, {
    on: '2017-09-01',
  })
  await other.context().setOffline(false)
  await said(other, '您在登记时的岗位任职已经结束，手机上的走访资料已清除。')
  await said(other, /1 件没有送达的走访已清除，不再接收/)
  await screenshot(other, 'field-post-ended')
  await noFaults(other)
  assert.doesNotMatch((await readDisk(other)).text, /visits: [1-9]/)
  await clerk.goto(`/workbench/cases/${case_id}`)
  await said(clerk, /李强手机上未送达的走访记录已清除（岗位终止），须另行入户/)
  await other.context().close()
})
