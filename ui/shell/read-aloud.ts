/** Reads the page aloud with the machine's own voice; nothing leaves the machine. */
import { useEffect, useState } from 'react'

function sentencesOf(root: HTMLElement): string[] {
  return root.innerText
    .split(/\n+|(?<=[。；？！])/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
}

/** `reading` and the switch; stops when the page is left. `available` is false where the machine has no voice. */
export function useReadAloud(): { available: boolean; reading: boolean; toggle: () => void } {
  const available = 'speechSynthesis' in window
  const [reading, setReading] = useState(false)
  useEffect(() => {
    if (!available || !reading) return
    const root = document.querySelector<HTMLElement>('main')
    const sentences = root ? sentencesOf(root) : []
    for (const [index, sentence] of sentences.entries()) {
      const utterance = new SpeechSynthesisUtterance(sentence)
      utterance.lang = 'zh-CN'
      utterance.rate = 0.9
      if (index === sentences.length - 1) utterance.addEventListener('end', () => setReading(false))
      speechSynthesis.speak(utterance)
    }
    if (sentences.length === 0) setReading(false)
    return () => speechSynthesis.cancel()
  }, [available, reading])
  return { available, reading, toggle: () => setReading(!reading) }
}
