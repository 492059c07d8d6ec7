/** What is saved on this phone and not yet sent; sends by itself as soon as there is a network. */
import { useEffect, useState } from 'react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, ErrorNotice, Icon, problemOf, useStatus } from '../../design/index.ts'
import { type KeptVisit, listKeptVisits, sendVisit, visitStoreChanged } from './visit-store.ts'

export function useWaitingVisits() {
  const [visits, setVisits] = useState<KeptVisit[]>([])
  const [online, setOnline] = useState(navigator.onLine)
  useEffect(() => {
    const read = () => void listKeptVisits().then(setVisits, () => setVisits([]))
    const network = () => setOnline(navigator.onLine)
    read()
    window.addEventListener(visitStoreChanged, read)
    window.addEventListener('online', network)
    window.addEventListener('offline', network)
    return () => {
      window.removeEventListener(visitStoreChanged, read)
      window.removeEventListener('online', network)
      window.removeEventListener('offline', network)
    }
  }, [])
  return { visits, online }
}

export function WaitingVisits() {
  const { visits, online } = useWaitingVisits()
  const client = useQueryClient()
  const say = useStatus()
  const {
    mutate: send,
    isPending: busy,
    error,
  } = useMutation({
    mutationFn: async () => {
      const kept = (await listKeptVisits()).filter((visit) => visit.state === 'waiting')
      for (const visit of kept) await sendVisit(visit)
      return kept.length
    },
    onSuccess: (sent) => {
      if (sent > 0) say(`已发送 ${sent} 件`)
      return client.invalidateQueries()
    },
  })
  const waiting = visits.filter((visit) => visit.state === 'waiting')
  const count = waiting.length
  useEffect(() => {
    if (online && count > 0) send()
  }, [online, count, send])
  if (count === 0 && online) return null
  return (
    <>
      <div className="offline-bar" role="status">
        <Icon name={online ? 'file' : 'offline'} size={24} />
        <div>
          <strong>{online ? '有存在本机的走访' : '没有网络，照常填写'}</strong>
          <span>{count === 0 ? '填写的内容存在本机' : waiting.map((visit) => visit.title).join('、')}</span>
        </div>
        <div className="offline-count">
          <span>待发送</span>
          <strong>{count} 件</strong>
        </div>
      </div>
      {error !== null && problemOf(error).status !== 0 && <ErrorNotice error={error} />}
      {online && count > 0 && (
        <Button busy={busy} onClick={() => send()}>
          现在发送
        </Button>
      )}
    </>
  )
}
