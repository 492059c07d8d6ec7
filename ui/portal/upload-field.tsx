/** Photos and papers that are sent as soon as they are chosen, so that a form holds only their numbers. */
import { useState } from 'react'
import { uploadFile } from '../../server/platform/files/contract.ts'
import type { StoredFile } from '../../server/platform/files/contract.ts'
import { Button, ErrorNotice, Icon, TextLink } from '../design/index.ts'
import { type ChosenFile, FileField, sizeText } from '../forms/index.ts'
import { request } from '../shell/index.ts'
import './upload-field.css'

export type Uploaded = { file_id: string; name: string; byte_length: number }

type UploadFieldProps = {
  label: string
  hint?: string
  value: Uploaded[]
  onChange: (value: Uploaded[]) => void
  error?: string | undefined
}

async function send(file: ChosenFile): Promise<Uploaded> {
  const form = new FormData()
  form.append('file', file.blob, file.isPhoto ? `${file.name}.jpg` : `${file.name}.pdf`)
  const { file_id, name, byte_length } = await request<StoredFile>(uploadFile.method, uploadFile.path, form)
  return { file_id, name, byte_length }
}

export function UploadField({ label, hint, value, onChange, error }: UploadFieldProps) {
  const [waiting, setWaiting] = useState<ChosenFile[]>([])
  const [failure, setFailure] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const sendAll = async (files: ChosenFile[]) => {
    setWaiting(files)
    setFailure(undefined)
    setBusy(true)
    let stored = value
    let left = files
    try {
      for (const file of files) {
        stored = [...stored, await send(file)]
        left = left.filter((each) => each !== file)
        setWaiting(left)
      }
    } catch (refusal) {
      setFailure(refusal)
    } finally {
      setBusy(false)
      if (stored !== value) onChange(stored)
    }
  }
  return (
    <div className="stack">
      {value.length > 0 && (
        <ul className="uploads">
          {value.map((file) => (
            <li key={file.file_id}>
              <Icon name="document" size={24} />
              <span>
                <TextLink to={`/api/files/${file.file_id}`} download>
                  {file.name}
                </TextLink>
                <span className="second">{sizeText(file.byte_length)}　已传好</span>
              </span>
              <Button
                kind="plain"
                aria-label={`去掉${file.name}`}
                onClick={() => onChange(value.filter((each) => each !== file))}
              >
                去掉
              </Button>
            </li>
          ))}
        </ul>
      )}
      <FileField
        label={label}
        hint={hint ?? '拍照或选照片、PDF，每个不超过 10 MB。照片会自动变小。'}
        error={error}
        files={waiting}
        onChange={(files) => void sendAll(files)}
      />
      {busy && <p role="status">正在传，请稍等</p>}
      {failure !== undefined && (
        <ErrorNotice error={failure} retry={waiting.length > 0 ? () => void sendAll(waiting) : undefined} />
      )}
    </div>
  )
}
