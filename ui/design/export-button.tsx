/** 导出 37 件: a workbook that is asked for by sending, because what is looked for must not stand in an address. */
import { useState } from 'react'
import { Button } from './button.tsx'
import { Light } from './light.tsx'
import { problemOf } from './problem.ts'

export function ExportButton({ label, onExport }: { label: string; onExport: () => Promise<void> }) {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const run = () => {
    setBusy(true)
    setFailure(undefined)
    onExport()
      .catch((error: unknown) => setFailure(problemOf(error).title))
      .finally(() => setBusy(false))
  }
  return (
    <>
      {failure !== undefined && (
        <span role="alert">
          <Light state="overdue">没有导出：{failure}</Light>
        </span>
      )}
      <Button kind="plain" busy={busy} onClick={run}>
        {label}
      </Button>
    </>
  )
}
