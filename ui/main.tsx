/** The browser's door: styles, reading mode, session, router. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import './design/tokens.css'
import './design/base.css'
import { ProblemError } from './design/problem.ts'
import { startReadingMode } from './shell/reading.ts'
import { makeRouter } from './shell/router.tsx'
import { SessionProvider } from './shell/session.tsx'

startReadingMode()

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal stays a refusal; only a lost connection or a broken server is worth another try.
      retry: (count, error) =>
        count < 2 &&
        (!(error instanceof ProblemError) || error.problem.status === 0 || error.problem.status >= 500),
    },
    mutations: { retry: false },
  },
})

const router = makeRouter()
const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <SessionProvider>
          <RouterProvider router={router} />
        </SessionProvider>
      </QueryClientProvider>
    </StrictMode>,
  )

// The typeface is large and cut into pieces; the page is readable in the machine's own face until it is there.
// Without a network it stays so.
import('./design/fonts.css').catch(() => undefined)
