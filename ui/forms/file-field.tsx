import { useEffect, useMemo, useState } from 'react'
import { Icon } from '../design/icon.tsx'
import { Field, type FieldProps } from './field.tsx'
import { resizePhoto, sizeText } from './resize-photo.ts'
import './file-field.css'

/** A file as chosen; photos are already small. */
export type ChosenFile = { key: string; name: string; blob: Blob; isPhoto: boolean }

type FileFieldProps = FieldProps & {
  files: ChosenFile[]
  onChange: (files: ChosenFile[]) => void
  /** `photo`: camera first, and made small on the phone. */
  kind?: 'photo' | 'document'
  /** Most files; the box for one more then goes away. */
  max?: number
  /** Largest file in bytes after resizing. */
  maxBytes?: number
}

function FilePreview({ file }: { file: ChosenFile }) {
  const address = useMemo(() => (file.isPhoto ? URL.createObjectURL(file.blob) : undefined), [file])
  useEffect(() => () => (address === undefined ? undefined : URL.revokeObjectURL(address)), [address])
  if (address !== undefined) return <img src={address} alt={file.name} />
  return (
    <span className="file-plain">
      <Icon name="document" />
    </span>
  )
}

async function readFile(file: File): Promise<ChosenFile> {
  const isPhoto = file.type.startsWith('image/')
  const blob = isPhoto ? await resizePhoto(file) : file
  return { key: crypto.randomUUID(), name: file.name.replace(/\.[^.]+$/, ''), blob, isPhoto }
}

/** Photos and papers: chosen or taken, made small here, each with its size and a way to take it out. */
export function FileField(props: FileFieldProps) {
  const { files, onChange, kind = 'document', max = 12, maxBytes = 10 * 1024 * 1024, ...field } = props
  const [failure, setFailure] = useState<string>()
  const add = async (list: FileList | null) => {
    setFailure(undefined)
    const chosen = [...(list ?? [])].slice(0, max - files.length)
    const results = await Promise.allSettled(chosen.map(readFile))
    const read = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    const fitting = read.filter((file) => file.blob.size <= maxBytes)
    if (read.length < chosen.length) setFailure('有的照片打不开，请换成 JPG 或 PNG 再选')
    else if (fitting.length < read.length) setFailure(`有的文件超过 ${sizeText(maxBytes)}，没有加进来`)
    onChange([...files, ...fitting])
  }
  return (
    <Field {...field} error={field.error ?? failure} group>
      {(wiring) => (
        <div className="files" role="group" aria-labelledby={`${wiring.id}-label`}>
          {files.map((file) => (
            <div key={file.key} className="file-item">
              <FilePreview file={file} />
              <span>
                {file.name} {sizeText(file.blob.size)}
              </span>
              <button
                type="button"
                aria-label={`去掉${file.name}`}
                onClick={() => onChange(files.filter((each) => each !== file))}
              >
                去掉
              </button>
            </div>
          ))}
          {files.length < max && (
            <div className="file-item">
              <label className="file-add">
                <span className="visually-hidden">{kind === 'photo' ? '拍一张' : '拍照或选文件'}</span>
                <Icon name={kind === 'photo' ? 'camera' : 'file'} size={24} />
                <input
                  type="file"
                  multiple
                  disabled={wiring.disabled}
                  accept={kind === 'photo' ? 'image/*' : 'image/*,application/pdf'}
                  {...(kind === 'photo' && { capture: 'environment' as const })}
                  onChange={(event) => {
                    void add(event.target.files)
                    event.target.value = ''
                  }}
                />
              </label>
              <span aria-hidden="true">{kind === 'photo' ? '拍一张' : '拍照或选文件'}</span>
            </div>
          )}
        </div>
      )}
    </Field>
  )
}
