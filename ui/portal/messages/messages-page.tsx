/** 消息: what was told to the reader, newest first; opening one says that it has arrived. */
import { useState } from 'react'
import { type Message, listMessages, readMessage } from '../../../server/platform/messages/contract.ts'
import { Button, EmptyState, ErrorNotice, Icon, TextLink, dateText } from '../../design/index.ts'
import { useAct, usePortalFrame, useQueryRoute } from '../../shell/index.ts'
import { PortalPage } from '../portal-page.tsx'
import '../row-link.css'
import './messages.css'

function MessageRow({ message }: { message: Message }) {
  const [open, setOpen] = useState(false)
  const read = useAct(readMessage)
  const unread = message.read_at === null
  const toggle = () => {
    setOpen(!open)
    if (unread && !open) read.mutate({ params: { message_id: message.message_id } })
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
        {message.case_id !== null && (
          <p>
            <TextLink to={`/progress/${message.case_id}`}>看这一件</TextLink>
          </p>
        )}
        {read.error !== null && <ErrorNotice error={read.error} />}
      </div>
    </li>
  )
}

const step = 30

export default function MessagesPage() {
  usePortalFrame({ place: '消息' })
  const [limit, setLimit] = useState(step)
  const { data, error, refetch } = useQueryRoute(listMessages, { query: { limit } })
  return (
    <PortalPage
      title="消息"
      {...(data === undefined ? {} : { second: data.unread > 0 ? `${data.unread} 条未读` : '都看过了' })}
      back={{ to: '/', title: '首页' }}
    >
      {error !== null && <ErrorNotice error={error} retry={() => void refetch()} />}
      {data !== undefined && data.rows.length === 0 && (
        <EmptyState title="还没有消息" why="办件有了进展、要您补材料、钱发了，都会在这里告诉您。" />
      )}
      {data !== undefined && data.rows.length > 0 && (
        <ul className="row-links" aria-label="消息">
          {data.rows.map((message) => (
            <MessageRow key={message.message_id} message={message} />
          ))}
        </ul>
      )}
      {data !== undefined && data.total > limit && limit < 200 && (
        <Button onClick={() => setLimit(Math.min(200, limit + step))}>再看早一些的</Button>
      )}
    </PortalPage>
  )
}
