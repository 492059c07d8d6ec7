/** Why something could not be had: asked for only when it could not. */
import { useState } from 'react'
import { Button } from '../design/index.ts'
import { TextField } from '../forms/index.ts'

type Props = {
  /** What is pressed when it could not be had: 定不到位. */
  word: string
  label: string
  hint: string
  value: string
  onChange: (text: string) => void
}

export function ReasonField({ word, ...field }: Props) {
  const [asked, setAsked] = useState(false)
  if (!asked && field.value === '')
    return (
      <Button kind="link" onClick={() => setAsked(true)}>
        {word}
      </Button>
    )
  return <TextField {...field} maxLength={100} />
}
