/** /style/wall: a wall screen as pictured. */
import { DistrictMap, Light, type LightState, innerDistricts } from '../index.ts'
import { WallScreen, useRotation } from '../../shell/wall-frame.tsx'
import { useSampleOutline } from './style-case-page.tsx'
import { useState } from 'react'

const lights: Record<string, [LightState, string]> = {
  '120101': ['normal', ''],
  '120102': ['normal', ''],
  '120103': ['normal', ''],
  '120104': ['normal', ''],
  '120105': ['normal', ''],
  '120106': ['due_soon', '5'],
  '120110': ['normal', ''],
  '120111': ['normal', ''],
  '120112': ['normal', ''],
  '120113': ['normal', ''],
  '120114': ['due_soon', '6'],
  '120115': ['due_soon', '7'],
  '120116': ['due_soon', '9'],
  '120117': ['overdue', '4'],
  '120118': ['overdue', '4'],
  '120119': ['overdue', '5'],
}

export default function StyleWallPage() {
  const outline = useSampleOutline()
  const [updatedAt] = useState(() => Date.now())
  const rotation = useRotation(5, 30)
  return (
    <WallScreen
      title="退役军人工作 41 项任务　挂图作战"
      tags={['任务内容待核实']}
      updatedAt={updatedAt}
      events={[
        { time: '10:40', text: '河东区 任务 12 已完成，附证据 3 件' },
        { time: '10:31', text: '武清区 任务 19 转临期' },
      ]}
      next={{ title: '养老 973', seconds: rotation.seconds, index: rotation.index, count: 5 }}
    >
      <div className="wall-columns">
        {outline ? (
          <DistrictMap
            label="各区任务的灯"
            outline={outline}
            values={Object.entries(lights).map(([code, [light, text]]) => ({ code, light, text }))}
            inset={{ title: '市内六区（放大）', codes: innerDistricts }}
          />
        ) : (
          <div />
        )}
        <div>
          <div className="wall-numbers">
            <div className="wall-number">
              <span>完成</span>
              <strong>388</strong>
            </div>
            <div className="wall-number">
              <Light state="normal" />
              <strong>228</strong>
            </div>
            <div className="wall-number">
              <Light state="due_soon" />
              <strong>27</strong>
            </div>
            <div className="wall-number light-overdue">
              <Light state="overdue" />
              <strong>13</strong>
            </div>
          </div>
          <div className="wall-list-head">
            <h2>蓟州、静海、宁河 3 区超期 13 件</h2>
            <span className="second">列最久 3 件</span>
          </div>
          <ul className="wall-list">
            {[
              ['蓟州区', '17　联络站四级挂牌', '蓟州区民政局', '超 11 个工作日'],
              ['静海区', '23　优待窗口设立', '静海区民政局', '超 8 个工作日'],
              ['宁河区', '09　技能培训机构认定', '宁河区人力社保局', '超 6 个工作日'],
            ].map(([district, task, unit, left]) => (
              <li key={district}>
                <strong>{district}</strong>
                <span>
                  {task}
                  <br />
                  <span className="second">{unit}</span>
                </span>
                <span className="light-overdue">{left}</span>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </WallScreen>
  )
}
