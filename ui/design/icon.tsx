/** The few line icons of Haihe, drawn in a 24 box with the text's colour. They never stand without a word. */
import type { ReactNode } from 'react'

const drawings = {
  mark: (
    <path d="M2 7c2.500-2.500 5-2.500 7.500 0s5 2.500 7.500 0 3-2 5-1M2 12.500c2.500-2.500 5-2.500 7.500 0s5 2.500 7.500 0 3-2 5-1M2 18c2.500-2.500 5-2.500 7.500 0s5 2.500 7.500 0 3-2 5-1" />
  ),
  search: <path d="M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM15.500 15.500 21 21" />,
  tick: <path d="m4 12.500 5 5L20 6.500" />,
  cross: <path d="M5 5l14 14M19 5 5 19" />,
  question: <path d="M9 9a3 3 0 1 1 4.200 2.800c-.8.4-1.200 1-1.200 2v.4M12 18v.2" />,
  down: <path d="m5 9 7 7 7-7" />,
  up: <path d="m5 15 7-7 7 7" />,
  right: <path d="m9 5 7 7-7 7" />,
  left: <path d="m15 5-7 7 7 7" />,
  sound: <path d="M4 9.500v5h3.500l5 4v-13l-5 4zM15.500 9.500a3.500 3.500 0 0 1 0 5M18 7a7 7 0 0 1 0 10" />,
  calculator: (
    <path d="M5 4.500A1.500 1.500 0 0 1 6.500 3h11A1.500 1.500 0 0 1 19 4.500v15a1.500 1.500 0 0 1-1.500 1.500h-11A1.500 1.500 0 0 1 5 19.500zM8.500 7h7M8.500 12v.1M12 12v.1M15.500 12v.1M8.500 16.500v.1M12 16.500v.1M15.500 16.500v.1" />
  ),
  document: <path d="M5.500 3h9l4 4v14h-13zM14 3v4.500h4.500M9 12.500h6M9 16.500h4" />,
  clock: <path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.500l3 1.500" />,
  board: <path d="M4 4h16v12H4zM8 8h8M8 11.500h5M12 16v4M9 20.500h6" />,
  place: (
    <path d="M12 21.500c4.500-5 7-8.500 7-11.500a7 7 0 0 0-14 0c0 3 2.500 6.500 7 11.500zM12 12.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z" />
  ),
  phone: (
    <path d="M7.500 3.500 9.500 8 7.500 10c1 2.500 3.500 5 6 6l2-2 4.500 2c.3 2.500-1.500 4.500-4 4C9.500 19 4.500 14 3.500 7.500c-.3-2.500 1.500-4.200 4-4z" />
  ),
  camera: (
    <path d="M3.500 7.500h4L9 5h6l1.500 2.500h4v11.500h-17zM12 16.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7z" />
  ),
  offline: (
    <path d="M3 3l18 18M5 10.500a11 11 0 0 1 3-2M12 7.500c2.700 0 5.100 1.200 7 3M8.500 14a5.500 5.500 0 0 1 3-1.600M12 18.500v.1" />
  ),
  calendar: <path d="M4 6h16v14H4zM4 10.500h16M8.500 3.500V7M15.500 3.500V7" />,
  menu: <path d="M4 6.500h16M4 12h16M4 17.500h16" />,
  minus: <path d="M5 12h14" />,
  plus: <path d="M5 12h14M12 5v14" />,
  person: (
    <path d="M12 11.500a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20.500c.6-4 3.500-6 7.500-6s6.900 2 7.500 6" />
  ),
  home: <path d="m3.500 11.500 8.500-8 8.500 8M6 9.500v11h12v-11M10 20.500v-6h4v6" />,
  heart: (
    <path d="M12 20S4 15 4 9.200C4 6.500 6 4.500 8.300 4.500c1.600 0 2.900.8 3.700 2.200.8-1.400 2.100-2.200 3.700-2.200C18 4.500 20 6.500 20 9.200 20 15 12 20 12 20z" />
  ),
  message: <path d="M4 5h16v11.500H9.500L5.500 20v-3.500H4zM8 9h8M8 12.500h5" />,
  file: <path d="M12 16V4.500M7.500 9 12 4.500 16.500 9M4.500 15v5h15v-5" />,
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof drawings

/** A decorative drawing; `size` in CSS pixels. Screen readers skip it because the word beside it says the same. */
export function Icon({ name, size = 20, weight = 1.8 }: { name: IconName; size?: number; weight?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={weight}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {drawings[name]}
    </svg>
  )
}
