import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import { buildDivision, buildPerson } from '../../../test/builders/index.ts'
import { openHouse, signIn, visit } from '../../../test/client.ts'
import type { Client } from '../../../test/client.ts'
import { asSystem, testDatabase } from '../../../test/database.ts'
import { runJobs } from '../../../test/jobs.ts'
import { readSheet, writeWorkbook } from '../../platform/workbooks/index.ts'
import { enqueue } from '../../platform/jobs/index.ts'
import { startSession } from '../../platform/sessions/index.ts'
import { identityCheckCharacter } from '../identifiers/index.ts'
import { householdsModule } from '../households/index.ts'
import { peopleModule } from '../people/index.ts'
import { COLUMNS } from './columns.ts'
import type { ColumnKey } from './columns.ts'
import { householdImportsModule } from './index.ts'

const database = await testDatabase()
const server = await openHouse(database, [peopleModule, householdsModule, householdImportsModule])
const owner = database.owner
const home = '120104003007'
const elsewhere = '120105001001'
await owner.begin(async (tx) => {
  await buildDivision(tx, home)
  await buildDivision(tx, elsewhere)
})
const clerk = await signIn(server, database, { role: 'street_clerk', area: '120104003' })
const stranger = await signIn(server, database, { role: 'street_clerk', area: '120105001' })
const leader = await signIn(server, database, { role: 'leader', area: '120104' })

type Line = Partial<Record<ColumnKey, string>>
let nth = 0
const identity = () => {
  nth += 1
  const day = new Date(Date.UTC(1950, 0, 1) + (nth % 20_000) * 86_400_000).toISOString().slice(0, 10)
  const body = `120104${day.replaceAll('-', '')}${String(Math.floor(nth / 20_000) * 2 + 11).padStart(3, '0')}`
  return body + identityCheckCharacter(body)
}
const head = (household: string, more: Line = {}): Line => ({
  household,
  name: '周平',
  identity_number: identity(),
  relation: '户主',
  division_code: home,
  address: '示例里 3 门 201',
  ...more,
})
const workbook = (rows: Iterable<Line>) =>
  buffer(writeWorkbook({ title: '家庭', columns: COLUMNS.map(({ key, title }) => ({ key, title })), rows }))

const upload = (client: Client, content: Buffer, name = '家庭.xlsx') =>
  client.upload('/api/household-imports', { name, content })
const drain = () => runJobs(database)
const run = async (rows: Iterable<Line>) => {
  const started = await upload(clerk, await workbook(rows))
  assert.equal(started.status, 200, started.text)
  await drain()
  const path = `/api/household-imports/${String(started.body['import_id'])}`
  const { body: result } = await clerk.get(path)
  const { body: problems } = await clerk.get(`${path}/problems?limit=200`)
  return { path, result, problems: problems.rows?.map((row) => String(row['text'])) }
}
/** The bytes of a file, as the clerk gets them. */
const download = async (path: string) => {
  const [post] = await owner<{ post_id: string }[]>`
    select post_id from post where account_id = ${clerk.account_id as string}`
  const { token } = await startSession(database.application, {
    account_id: clerk.account_id as string,
    post_id: post?.post_id ?? null,
    now: server.house.clock.now(),
    address: '127.0.0.1',
  })
  return (await server.inject({ method: 'GET', url: path, cookies: { haihe_session: token } })).rawPayload
}

test('a household comes in whole, with what is known of its members', async () => {
  const { result } = await run([
    head('甲', {
      name: '𠮷平',
      register_kind: '城镇',
      established_on: '2001年3月1日',
      wage_income: '1,830.5',
      employed: '是',
    }),
    {
      household: '甲',
      name: '周小平',
      relation: '子女',
      birth_date: '2010/5/6',
      sex: '女',
      is_studying: '是',
      disability_kind: '肢体',
      disability_grade: '二级',
    },
    { household: '示例', name: '示例' },
  ])
  assert.deepEqual(
    [
      result['state'],
      result['household_count'],
      result['person_count'],
      result['row_count'],
      result['bad_row_count'],
    ],
    ['done', 1, 2, 2, 0],
  )
  const found = await clerk.post('/api/people/search', { text: '𠮷平' })
  const [person] = found.body.rows ?? []
  const page = await clerk.get(`/api/people/${String(person?.['person_id'])}`)
  assert.equal((page.body['household'] as { head_text: string }).head_text, '2 人户，户主，1 人二级残疾')
  assert.deepEqual(
    (page.body['members'] as { name: string; situation: string }[]).map((m) => `${m.name} ${m.situation}`),
    ['周小平 在校，肢体二级残疾'],
  )
  const facts = (page.body['facts'] as { name: string; value_text: string }[]).map(
    (f) => `${f.name} ${f.value_text}`,
  )
  assert.deepEqual(facts, ['employed 是', 'wage_income 1,830.50 元/月'])
})

test('every bad cell is named by row and column, and a household with one is left out whole', async () => {
  const taken = await owner.begin((tx) => buildPerson(tx, { division_code: elsewhere }))
  const twice = identity()
  const rows: Line[] = [
    head('1', { identity_number: '120104199001010011' }),
    { household: '1', name: '好人', relation: '配偶', birth_date: '1990-01-01', sex: '女' },
    head('2', { wage_income: '12.345' }),
    head('3', { division_code: elsewhere }),
    head('4', { relation: '配偶' }),
    head('5'),
    head('5'),
    head('6', { identity_number: taken.identity_number as string }),
    head('7', { identity_number: twice }),
    head('8', { identity_number: twice }),
    head('', {}),
    head('9', { birth_date: '1990-02-30', identity_number: '', sex: '男' }),
    head('10', { name: '', telephone: '12' }),
  ]
  const { result, problems, path } = await run(rows)
  assert.deepEqual(problems, [
    '第 2 行 C 列 证件号码：校验码不对',
    '第 4 行 O 列 工资性收入（元/月）：金额最多两位小数（到分）',
    '第 5 行 I 列 社区代码：没有这个社区，或不在您的辖区',
    '第 6 行 D 列 与户主关系：本户没有户主',
    '第 8 行 D 列 与户主关系：本户有两名户主',
    '第 9 行 C 列 证件号码：已登记，请在家庭页面办理加入',
    '第 11 行 C 列 证件号码：与第 10 行重复',
    '第 12 行 A 列 户编号：没有填',
    '第 13 行 F 列 出生日期：日期不存在或写法不对，例 1990-01-01',
    '第 14 行 B 列 姓名：没有填',
    '第 14 行 H 列 电话：电话应为 11 位手机号码，或带区号的固定电话',
  ])
  assert.deepEqual(
    [result['household_count'], result['left_out_household_count'], result['left_out_row_count']],
    [1, 10, 12],
  )
  assert.equal((await clerk.post('/api/people/search', { text: '好人' })).body['total'], 0)
  for (const end of ['', '/problems', '/errors']) {
    assert.equal((await stranger.get(path + end)).status, 404, end)
    assert.equal((await leader.get(path + end)).status, 403, end)
  }
  assert.equal((await (await visit(server)).get(`${path}/errors`)).status, 401)
})

test('twenty thousand rows of which 37 are bad: the good ones come in, each bad one is named', async () => {
  function* rows(): Iterable<Line> {
    for (let at = 0; at < 10_000; at += 1) {
      const bad = at % 270 === 0 && at < 270 * 37
      yield head(`户${at}`, bad ? { identity_number: '110105194912310021' } : {})
      yield {
        household: `户${at}`,
        name: '周女',
        relation: '子女',
        birth_date: '2012-01-01',
        sex: '女',
        division_code: home,
      }
    }
  }
  const before = await owner`select count(*)::int as count from person`
  const { result, problems } = await run(rows())
  assert.deepEqual(
    [
      result['row_count'],
      result['household_count'],
      result['person_count'],
      result['bad_row_count'],
      result['left_out_row_count'],
    ],
    [20_000, 9963, 19_926, 37, 74],
  )
  assert.equal(problems?.length, 37, problems?.join())
  const after = await owner`select count(*)::int as count from person`
  assert.equal(Number(after[0]?.['count']) - Number(before[0]?.['count']), 19_926)
})

test('the same file is imported once; whoever sends it again gets the first result', async () => {
  const content = await workbook([head('一')])
  const first = await upload(clerk, content)
  assert.equal(first.body['repeated'], false)
  await drain()
  const again = await upload(clerk, content, '改名.xlsx')
  assert.deepEqual(
    [again.body['repeated'], again.body['import_id'], again.body['household_count']],
    [true, first.body['import_id'], 1],
  )
  assert.equal((await upload(leader, content)).status, 403)
})

test('a job that runs once more for the same file registers nobody twice', async () => {
  const { result } = await run([head('再来')])
  const count = async () => (await owner`select count(*)::int as count from household`)[0]?.['count']
  const before = await count()
  const payload = { import_id: result['import_id'], area: '120104003' }
  await database.as(asSystem('120104003'), (act) => enqueue(act, 'registries.import_households', payload))
  await runJobs(database)
  assert.equal(await count(), before)
})

test('the error file holds the households that were left out, and mended it comes in', async () => {
  const { path } = await run([
    head('好'),
    head('坏', { name: '=1+1', register_kind: '城' }),
    { household: '坏', name: '孩子', relation: '子女', birth_date: '2012-01-01', sex: '男' },
  ])
  const content = await download(`${path}/errors`)
  const rows: string[][] = []
  for await (const row of readSheet(content, { rows: 100, columns: COLUMNS.length + 1 })) rows.push(row.cells)
  assert.deepEqual(
    rows.map((cells) => [cells[1], cells.at(-1)]),
    [
      ['姓名', '错误说明'],
      ['=1+1', 'K 列 户口类别：应为城镇或农村'],
      ['孩子', '同户其他行有错，全户未登记'],
    ],
  )
  const mended = rows
    .slice(1)
    .map((cells) => Object.fromEntries(COLUMNS.map(({ key }, at) => [key, cells[at]])) as Line)
  const { result } = await run(
    mended.map((line) => ({ ...line, name: '周好', register_kind: line.register_kind === '' ? '' : '城镇' })),
  )
  assert.deepEqual([result['household_count'], result['person_count']], [1, 2])
})

test('a file that is no workbook, or not the template, says so', async () => {
  assert.equal((await upload(clerk, Buffer.from('姓名,证件号码\n'))).body['code'], 'import_file_wrong')
  const other = await upload(
    clerk,
    await buffer(
      writeWorkbook({ title: '别的', columns: [{ key: 'a', title: '姓名' }], rows: [{ a: '周平' }] }),
    ),
  )
  await drain()
  const { body } = await clerk.get(`/api/household-imports/${String(other.body['import_id'])}`)
  assert.deepEqual(
    [body['state'], body['failure']],
    ['failed', '第一行缺少列：户编号、证件号码、与户主关系、社区代码、住址。请使用模板。'],
  )
})

test('the template is a workbook that the import passes over', async () => {
  const content = await download('/api/household-imports/template')
  const rows: string[][] = []
  for await (const row of readSheet(content, { rows: 10, columns: 3 })) rows.push(row.cells)
  assert.deepEqual(
    rows.map((cells) => cells[0]),
    ['户编号', '示例'],
  )
})
