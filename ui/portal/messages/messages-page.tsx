/** 消息: what was told to the reader, the unread first; opening one says that it has arrived. */
import { useState } from 'react'
import { type Message, listMessages, readMessage } from '../../../server/platform/messages/contract.ts'
import { Button, EmptyState, ErrorNotice, Icon, TextLink, dateText } from '../../design/index.ts'
import { useAct, usePortalFrame, useQueryRoute } from '../../shell/index.ts'
import { PortalPage, PortalSection } from '../portal-page.tsx'
import '../row-link.css'
import './messages.css'

type OnRead = (message_id: string) => void

function MessageRow({ message, onRead }: { message: Message; onRead: OnRead }) {
  const [open, setOpen] = useState(false)
  const read = useAct(readMessage)
  const unread = message.read_at === null
  const toggle = () => {
    setOpen(!open)
    if (!unread || open) return
    onRead(message.message_id)
    read.mutate({ params: { message_id: message.message_id } })
  }
  const id = `message-${message.message_id}`
  return (
    <li>
      <button
        type="button"
        className="row-link message-head"
        aria-expanded={open}
        aria-controls={id}
        onClick={toggle}
      >
        <span>
          <strong>
            {unread && <span className="message-unread">未读</span>}
            {message.title}
          </strong>
          <span className="second">{dateText(message.business_date)}</span>
        </span>
        <Icon name={open ? 'up' : 'down'} />
      </button>
      <div id={id} className="message-body" hidden={!open}>
        <p>{message.body}</p>
        <MessageLink message={message} />
        {read.error !== null && <ErrorNotice error={read.error} />}
      </div>
    </li>
  )
}

/** Where the matter is: a page of the portal, else the case. */
function MessageLink({ message: { path, case_id } }: { message: Message }) {
  if (path === null && case_id === null) return null
  return (
    <p>
      <TextLink to={path ?? `/progress/${case_id}`}>
        {path === '/benefits' ? '看发放记录' : '看这一件'}
      </TextLink>
    </p>
  )
}

type MessageListProps = { title: string; rows: readonly Message[]; onRead: OnRead }

function MessageList({ title, rows, onRead }: MessageListProps) {
  return (
    <PortalSection title={title}>
      <ul className="row-links" aria-label={title}>
        {rows.map((message) => (
          <MessageRow key={message.message_id} message={message} onRead={onRead} />
        ))}
      </ul>
    </PortalSection>
  )
}

const step = 30

/** The server's order within the unread, kept when one of them has been read. */
const newestFirst = (a: Message, b: Message): number =>
  b.sent_at.localeCompare(a.sent_at) || b.message_id.localeCompare(a.message_id)

export default function MessagesPage() {
  usePortalFrame({ place: '消息' })
  const [limit, setLimit] = useState(step)
  const { data, error, refetch } = useQueryRoute(listMessages, { query: { limit } })
  // What is being read does not jump away from under the reader: it stays among the new ones while the page is open.
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const onRead: OnRead = (message_id) => setOpened(new Set([...opened, message_id]))
  const isFresh = (row: Message) => row.read_at === null || opened.has(row.message_id)
  const fresh = data?.rows.filter(isFresh).toSorted(newestFirst) ?? []
  const earlier = data?.rows.filter((row) => !isFresh(row)) ?? []
  return (
    <PortalPage
      title="消息"
      {...(data === undefined || data.rows.length === 0
        ? {}
        : { second: data.unread > 0 ? `${data.unread} 条未读` : '都看过了' })}
      back={{ to: '/', title: '首页' }}
    >
      {error !== null && <ErrorNotice error={error} retry={() => void refetch()} />}
      {data !== undefined && data.rows.length === 0 && (
        <EmptyState title="还没有消息" why="办件有了进展、要您补材料、钱发了，都会在这里告诉您。" />
      )}
      {fresh.length > 0 && <MessageList title="新消息" rows={fresh} onRead={onRead} />}
      {earlier.length > 0 && <MessageList title="看过的" rows={earlier} onRead={onRead} />}
      {data !== undefined && data.total > limit && limit < 200 && (
        <Button onClick={() => setLimit(Math.min(200, limit + step))}>再看早一些的</Button>
      )}
    </PortalPage>
  )
}
