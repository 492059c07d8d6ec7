/** Photos taken at the home: made small first, sealed at once, shown from what is sealed. */
import { useState } from 'react'
import { Icon } from '../design/index.ts'
import { resizePhoto, sizeText } from '../forms/index.ts'
import '../forms/file-field.css'
import type { PhotoRef } from './types.ts'
import { usePhotoAddress } from './use-photo.ts'
import { deletePhotos, keepPhoto } from './vault/vault.ts'

const most = 12

type Props = {
  visit_id: string
  photos: PhotoRef[]
  onChange: (change: (photos: PhotoRef[]) => PhotoRef[]) => void
  saved: boolean
}

export function FieldPhotos({ visit_id, photos, onChange, saved }: Props) {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const add = async (list: File[]) => {
    setBusy(true)
    setFailure(undefined)
    const kept: PhotoRef[] = []
    const room = most - photos.length
    try {
      for (const file of list.slice(0, room)) {
        const blob = await resizePhoto(file, 1280, 0.7).catch(() => undefined)
        if (blob === undefined) setFailure('有的照片打不开，请重拍')
        else kept.push(await keepPhoto(visit_id, { name: `照片 ${photos.length + kept.length + 1}`, blob }))
      }
      if (list.length > room) setFailure(`一户最多 ${most} 张，后面 ${list.length - room} 张没有加`)
    } catch {
      setFailure('手机存不下了，有的照片没有存。请先删掉手机里不用的照片、视频，再拍')
    } finally {
      setBusy(false)
    }
    if (kept.length > 0) onChange((now) => [...now, ...kept])
  }
  const remove = (photo: PhotoRef) => {
    onChange((now) => now.filter((each) => each.photo_id !== photo.photo_id))
    void deletePhotos([photo.photo_id])
  }
  return (
    <div className="field">
      <div className="field-head">
        <span className="field-label" id="field-photos">
          照片 {photos.length} 张
        </span>
        {busy ? (
          <span className="field-hint" role="status">
            正在存
          </span>
        ) : (
          saved && photos.length > 0 && <span className="field-saved">已存</span>
        )}
      </div>
      <div className="files" role="group" aria-labelledby="field-photos">
        {photos.map((photo) => (
          <div key={photo.photo_id} className="file-item">
            <Thumbnail photo={photo} />
            <span>{sizeText(photo.byte_length)}</span>
            <button type="button" aria-label={`去掉${photo.name}`} onClick={() => remove(photo)}>
              去掉
            </button>
          </div>
        ))}
        {photos.length < most && (
          <div className="file-item">
            <label className="file-add">
              <span className="visually-hidden">拍一张</span>
              <Icon name="camera" size={28} />
              <input
                type="file"
                multiple
                accept="image/*"
                capture="environment"
                disabled={busy}
                onChange={(event) => {
                  void add([...(event.target.files ?? [])])
                  event.target.value = ''
                }}
              />
            </label>
            <span aria-hidden="true">拍一张</span>
          </div>
        )}
      </div>
      {failure !== undefined && (
        <p className="field-error" role="alert">
          {failure}
        </p>
      )}
    </div>
  )
}

function Thumbnail({ photo }: { photo: PhotoRef }) {
  const address = usePhotoAddress(photo)
  return address === undefined ? <span className="file-plain" /> : <img src={address} alt={photo.name} />
}
