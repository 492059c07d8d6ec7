/** /style/case: the case page as pictured, and below it record, map, charts and paper. */
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import {
  ActButtons,
  Button,
  CasePage,
  ClockCard,
  ColumnChart,
  DecisionHead,
  type DistrictOutline,
  DistrictMap,
  FactSection,
  FactThirds,
  Light,
  LogList,
  MapLegend,
  MaskedText,
  Money,
  Page,
  Paper,
  ReasonList,
  RecordPage,
  SampleSeal,
  Tag,
  TextLink,
  Timeline,
  TrendChart,
  innerDistricts,
} from '../index.ts'
import { caseFacts, caseSteps, events, reasons } from './sample-data.ts'

function SampleCase() {
  return (
    <CasePage
      title="王桂兰户　最低生活保障"
      beside={
        <>
          <Light state="due_soon" />
          <span className="second">津南开低保〔2017〕0327 号</span>
          <span className="second">嘉陵道街道示例里社区</span>
        </>
      }
      end={
        <>
          <TextLink to="/style">户档案</TextLink>
          <TextLink to="/style">审批表</TextLink>
          <span className="second">第 6 件，共 37 件</span>
          <TextLink to="/style">下一件</TextLink>
        </>
      }
      steps={caseSteps}
      facts={<FactSection title="事实与证据" note="10 个来源已答复　1 处差异" facts={caseFacts} />}
      decision={
        <>
          <DecisionHead
            title="拟同意给付"
            note="街道意见：同意　公示无异议"
            amount={<Money fen="74250" unit="元 / 月" size="amount" />}
            formula={
              <>
                <p>(标准 860.00 − 人均 612.50) × 3 人</p>
                <p>2017年10月起，每月 10 日前发放</p>
              </>
            }
          />
          <ReasonList reasons={reasons} openKey="income" />
          <p className="second case-block">
            按 2017年8月28日受理时有效的规定计算，凭据 7f3a 9c21，可复算到分。
            <TextLink to="/style">换一个事实试算</TextLink>
          </p>
        </>
      }
      acts={
        <>
          <ClockCard
            date="2017-09-21"
            workingDaysLeft={3}
            act="出具审核意见"
            article="审核审批办法第二十六条"
          />
          <FactSection
            facts={[
              { key: 'owner', label: '经办', value: '陈静　综合业务科' },
              { key: 'approver', label: '审批', value: '郑海　与经办人分开' },
              { key: 'whole', label: '全程', value: '30 日，到 9月27日' },
            ]}
          />
          <ActButtons>
            <Button kind="primary" large amount="742.50 元/月">
              提交审批
            </Button>
            <Button>退回重办</Button>
            <Button>告知补正</Button>
          </ActButtons>
          <h2>经过</h2>
          <LogList
            entries={[
              { key: '1', on: '2017-09-18', text: '抽查回传，与申报一致' },
              { key: '2', on: '2017-09-15', text: '抽中入户抽查' },
            ]}
          />
        </>
      }
    />
  )
}

function SampleRecord() {
  return (
    <RecordPage
      name="王桂兰"
      beside={
        <>
          <span>女，58 岁</span>
          <Light state="due_soon">1 件在办，临期</Light>
        </>
      }
      end={<Button>记一次走访</Button>}
      second={
        <>
          <span>
            证件{' '}
            <MaskedText
              masked="120***********0426"
              name="证件号码"
              onReveal={() => Promise.resolve('120104195903100426')}
            />
          </span>
          <span>南开区嘉陵道街道示例里社区</span>
        </>
      }
      facts={
        <FactThirds
          facts={[
            { label: '家庭', value: '3 人户，户主，2 人二级残疾' },
            { label: '收入　8月31日核对', value: '全户 1,837.50 元/月' },
            { label: '在享待遇', value: '2 项，每月 258.00 元' },
          ]}
        />
      }
      timeline={
        <Timeline
          title="发生过的事"
          entries={events}
          note="34 条，列主要 4 条"
          kinds={[
            { kind: '办件', count: 4 },
            { kind: '走访', count: 5 },
          ]}
        />
      }
    >
      <FactSection
        wide
        title="住房与服务"
        facts={[
          { key: 'home', label: '住房', value: '公租房 1 套，42 ㎡', source: '不动产登记', date: '8月30日' },
          {
            key: 'care',
            label: '养老服务',
            value: '未评估；配偶 60 岁，可做能力评估',
            source: <TextLink to="/style">派评估</TextLink>,
          },
        ]}
      />
    </RecordPage>
  )
}

const rates: Record<string, number> = {
  '120101': 7.2,
  '120102': 12.4,
  '120103': 8.6,
  '120104': 9.8,
  '120105': 13.6,
  '120106': 16.5,
  '120110': 7.5,
  '120111': 5.4,
  '120112': 8.8,
  '120113': 8.1,
  '120114': 14.2,
  '120115': 18.9,
  '120116': 5.1,
  '120117': 19.6,
  '120118': 13.3,
  '120119': 23.4,
}
const stepOf = (rate: number) => (rate >= 18 ? 5 : rate >= 14 ? 4 : rate >= 10 ? 3 : rate >= 7 ? 2 : 1)

/** Outlines come from the server; the style guide shows nothing where it does not offer them. */
export function useSampleOutline(): DistrictOutline | undefined {
  return (
    useQuery({
      queryKey: ['style', 'outline'],
      retry: false,
      queryFn: async () => {
        const response = await fetch('/api/divisions/outline')
        return response.ok ? ((await response.json()) as DistrictOutline) : null
      },
    }).data ?? undefined
  )
}

function SampleCharts() {
  const outline = useSampleOutline()
  const [selected, setSelected] = useState<string>()
  return (
    <Page>
      {outline && (
        <DistrictMap
          label="每千常住人口在保人数，按区"
          outline={outline}
          values={Object.entries(rates).map(([code, rate]) => ({
            code,
            text: rate.toFixed(1),
            step: stepOf(rate),
          }))}
          inset={{ title: '市内六区（放大）', codes: innerDistricts }}
          selected={selected}
          onSelect={setSelected}
          legend={
            <MapLegend
              unit="人 / 千人"
              steps={[
                { step: 5, bounds: '18 以上', count: 3 },
                { step: 4, bounds: '14–18', count: 2 },
                { step: 3, bounds: '10–14', count: 3 },
                { step: 2, bounds: '7–10', count: 6 },
                { step: 1, bounds: '不足 7', count: 2 },
              ]}
            />
          }
        />
      )}
      <div className="columns-two">
        <TrendChart
          title="4月提标，月发放升 1,179 万元"
          measure="全市月发放，万元"
          source="来源：低保登记、发放台账，截至 2017年8月31日。"
          labels={[
            '16年1月',
            '2月',
            '3月',
            '4月',
            '5月',
            '6月',
            '7月',
            '8月',
            '9月',
            '10月',
            '11月',
            '12月',
            '17年1月',
            '2月',
            '3月',
            '4月',
            '5月',
            '6月',
            '7月',
            '8月',
          ]}
          series={[
            {
              name: '月发放',
              values: [
                6400, 6350, 6360, 7250, 7240, 7220, 7200, 7180, 7170, 7150, 7140, 7120, 7100, 7080, 7070,
                8240, 8220, 8150, 8120, 8050,
              ],
            },
          ]}
          marks={[
            { index: 3, text: '标准 780 元' },
            { index: 15, text: '标准 860 元' },
          ]}
        />
        <ColumnChart
          title="多数户多 60 到 120 元，1,284 户少领"
          measure="每户每月变化（元），户数"
          height={240}
          columns={[
            { label: '少', second: '1–99', value: 1284, tone: 'ochre' },
            { label: '不变', value: 0 },
            { label: '多', second: '60', value: 41_254 },
            { label: '多', second: '120', value: 23_102 },
          ]}
        />
      </div>
    </Page>
  )
}

function SamplePaper() {
  return (
    <Paper>
      <h1>最低生活保障审批表</h1>
      <div className="paper-line">
        <span>编号：津南开低保〔2017〕0327 号</span>
        <span>受理日期：2017年8月28日</span>
      </div>
      <table>
        <tbody>
          <tr>
            <th scope="row">申请人</th>
            <td>王桂兰</td>
            <th scope="row">出生年月</th>
            <td>1959年3月</td>
          </tr>
          <tr>
            <th scope="row">每月保障金</th>
            <td colSpan={3}>人民币（大写）柒佰肆拾贰元伍角整　￥742.50</td>
          </tr>
          <tr>
            <th scope="row">街道意见</th>
            <td colSpan={3}>
              经入户调查、评议和公示，同意上报。
              <SampleSeal arc="演示城市嘉陵道街道办事处" id="style-seal" />
            </td>
          </tr>
        </tbody>
      </table>
      <div className="paper-foot">
        <p>不服审批决定的，可在收到决定之日起 60 日内申请行政复议。</p>
        <Tag>演示数据</Tag>
      </div>
    </Paper>
  )
}

export default function StyleCasePage() {
  return (
    <>
      <SampleCase />
      <SampleRecord />
      <SampleCharts />
      <SamplePaper />
    </>
  )
}
