/** Where the phone is, with how exactly it knows; or why it does not know. */
import { useState } from 'react'
import { Button, Icon } from '../design/index.ts'
import { ReasonField } from './reason-field.tsx'
import type { FieldDraft } from './types.ts'

type Props = { draft: FieldDraft; saved: boolean; onChange: (part: Partial<FieldDraft>) => void }

/** The browser's reasons, as they are written down when the visitor writes no other. */
const reasons: Record<number, string> = {
  1: '手机没有允许定位',
  2: '定位不到，没有信号',
  3: '等了半分钟没有定到位',
}

export function PositionField({ draft, saved, onChange }: Props) {
  const [asking, setAsking] = useState(false)
  const { position, no_position_because } = draft
  const read = () => {
    setAsking(true)
    navigator.geolocation.getCurrentPosition(
      ({ coords, timestamp }) => {
        setAsking(false)
        onChange({
          position: {
            latitude: coords.latitude,
            longitude: coords.longitude,
            accuracy_metres: Math.min(100_000, Math.round(coords.accuracy)),
          },
          no_position_because: '',
          visited_at: new Date(timestamp).toISOString(),
        })
      },
      ({ code }) => {
        setAsking(false)
        onChange({
          no_position_because: no_position_because || (reasons[code] ?? '定位不到'),
          visited_at: new Date().toISOString(),
        })
      },
      { enableHighAccuracy: true, timeout: 30_000, maximumAge: 0 },
    )
  }
  return (
    <div className="field" role="group" aria-label="位置和时间">
      <div className="field-head">
        <span className="field-label">位置和时间</span>
        {saved && (position !== null || no_position_because !== '') && (
          <span className="field-saved">已存</span>
        )}
      </div>
      <Button busy={asking} onClick={read}>
        <Icon name="place" size={20} />
        {position === null ? '记下位置和时间' : `±${Math.round(position.accuracy_metres)} 米，重新定位`}
      </Button>
      {position === null && (
        <ReasonField
          word="定不到位"
          label="没有定位的缘由"
          hint="地下室没有信号、手机没有允许等"
          value={no_position_because}
          onChange={(text) => onChange({ no_position_because: text })}
        />
      )}
    </div>
  )
}
