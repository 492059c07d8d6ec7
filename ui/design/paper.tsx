/** A4 as printed: a file that the server made, or a form drawn here in the same measures. */
import { type ReactNode, useEffect, useState } from 'react'
import { requestFile } from '../shell/api.ts'
import { ButtonLink } from './button.tsx'
import { ErrorNotice } from './error-notice.tsx'
import { TextLink } from './text-link.tsx'
import './paper.css'

/** Address of the file in this page's own memory: the server lets no page frame it directly. */
function useFile(path: string): { address: string | undefined; error: unknown } {
  const [state, setState] = useState<{ path: string; address?: string; error?: unknown }>({ path })
  useEffect(() => {
    const stop = new AbortController()
    let address: string | undefined
    requestFile(path, { signal: stop.signal }).then(
      (file) => {
        address = URL.createObjectURL(file)
        setState({ path, address })
      },
      (error: unknown) => {
        if (!stop.signal.aborted) setState({ path, error })
      },
    )
    return () => {
      stop.abort()
      if (address !== undefined) URL.revokeObjectURL(address)
    }
  }, [path])
  return state.path === path
    ? { address: state.address, error: state.error }
    : { address: undefined, error: undefined }
}

/** A PDF of the server, with a link for those whose browser shows none. */
export function PaperFile({ title, path }: { title: string; path: string }) {
  const { address, error } = useFile(path)
  if (error !== undefined) return <ErrorNotice error={error} />
  return (
    <div className="stack">
      {address === undefined ? (
        <div className="paper-file" role="status">
          正在生成{title}
        </div>
      ) : (
        // Browsers show no PDF in a sandboxed frame; the file is our own server's and runs nothing.
        // oxlint-disable-next-line react/iframe-missing-sandbox
        <iframe className="paper-file" src={address} title={title} />
      )}
      <p>
        这里显示不了的，请
        <TextLink to={path} download>
          下载{title}
        </TextLink>
        。
      </p>
    </div>
  )
}

/** 794 × 1123 on a desk of paper grey; scrolls sideways on a phone and prints without the desk. */
export function Paper({ children, back }: { children: ReactNode; back?: { to: string; title: string } }) {
  return (
    <>
      {back && <ButtonLink to={back.to}>{back.title}</ButtonLink>}
      {/* It scrolls sideways on a phone, so keyboards must reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="paper-desk" role="region" aria-label="文书" tabIndex={0}>
        <article className="paper">{children}</article>
      </div>
    </>
  )
}

/** A round seal for the demonstration; it says 样章 and has no legal force. `arc` is the unit around the star. */
export function SampleSeal({ arc, id }: { arc: string; id: string }) {
  return (
    <svg className="paper-seal" viewBox="0 0 132 132" role="img" aria-label={`${arc}，样章`}>
      <circle cx="66" cy="66" r="63" fill="none" stroke="currentColor" strokeWidth="4" />
      <path id={id} d="M20 84a50 50 0 1 1 92 0" fill="none" />
      <text fill="currentColor" fontSize="14" fontWeight="600">
        <textPath href={`#${id}`} startOffset="50%" textAnchor="middle" textLength="170">
          {arc}
        </textPath>
      </text>
      <path
        fill="currentColor"
        d="M66 42l4.700 14.500H86L73.600 65.500 78.300 80 66 71l-12.300 9 4.700-14.500L46 56.500h15.300z"
      />
      <text
        x="66"
        y="102"
        fill="currentColor"
        fontSize="15"
        fontWeight="600"
        textAnchor="middle"
        letterSpacing="8"
      >
        样章
      </text>
    </svg>
  )
}
