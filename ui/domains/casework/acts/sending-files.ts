import { useState } from 'react'

type Act = { isPending: boolean; error: unknown; reset: () => void }

/** An act that first sends files: busy and failed as one. */
export function useSendingFiles(act: Act) {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  return {
    isPending: busy || act.isPending,
    error: failure ?? act.error,
    reset: () => {
      setFailure(null)
      act.reset()
    },
    run: (send: () => Promise<unknown>) => {
      setBusy(true)
      setFailure(null)
      send()
        .catch((error: unknown) => setFailure(error))
        .finally(() => setBusy(false))
    },
  }
}
