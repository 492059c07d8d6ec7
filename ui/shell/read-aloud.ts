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
  const [sentences, setSentences] = useState<string[]>([])
  const reading = sentences.length > 0
  useEffect(() => {
    if (!available) return
    for (const [index, sentence] of sentences.entries()) {
      const utterance = new SpeechSynthesisUtterance(sentence)
      utterance.lang = 'zh-CN'
      utterance.rate = 0.9
      if (index === sentences.length - 1) utterance.addEventListener('end', () => setSentences([]))
      speechSynthesis.speak(utterance)
    }
    return () => speechSynthesis.cancel()
  }, [available, sentences])
  const toggle = () => {
    const root = document.querySelector<HTMLElement>('main')
    setSentences(reading || !root ? [] : sentencesOf(root))
  }
  return { available, reading, toggle }
}
