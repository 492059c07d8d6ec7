/** An address for a sealed photo while it is shown; forgotten with the page. */
import { useEffect, useState } from 'react'
import type { PhotoRef } from './types.ts'
import { readPhoto } from './vault/vault.ts'

export function usePhotoAddress(photo: PhotoRef | null): string | undefined {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    if (photo === null) return undefined
    let made: string | undefined
    let gone = false
    readPhoto(photo).then(
      (blob) => {
        if (gone) return
        made = URL.createObjectURL(blob)
        setAddress(made)
      },
      () => undefined,
    )
    return () => {
      gone = true
      if (made !== undefined) URL.revokeObjectURL(made)
      setAddress(undefined)
    }
    // By its number: the reference is made anew at every keystroke, the photo is not.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [photo?.photo_id])
  return address
}
