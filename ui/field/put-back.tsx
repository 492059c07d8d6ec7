/** Taking a visit off the phone; asks once when something was written. */
import { useState } from 'react'
import { Button, ConfirmDialog } from '../design/index.ts'

export function PutBack(props: { touched: boolean; title: string; onPutBack: () => void }) {
  const { touched, title, onPutBack } = props
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button kind="link" onClick={() => (touched ? setAsking(true) : onPutBack())}>
        今天不去了，从手机清除
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        onAct={() => {
          setAsking(false)
          onPutBack()
        }}
        act="从手机清除"
        thing={title}
        consequence="填的内容、照片和签字一起清除，找不回来。这次走访还在，可以再带走。"
      />
    </>
  )
}
