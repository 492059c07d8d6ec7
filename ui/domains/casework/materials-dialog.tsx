import { useEffect, useState } from 'react'
import { Button, Dialog, ErrorNotice, PaperFile, dateText } from '../../design/index.ts'
import { sizeText } from '../../forms/index.ts'
import { filePath } from '../../shell/index.ts'
import { requestFile } from '../../shell/api.ts'
import type { Material, PanelProps } from './panels.ts'

/** Photos and papers of one kind, one after the other. */
export function MaterialsDialog({ materials, onClose }: PanelProps & { materials: Material[] }) {
  const [at, setAt] = useState(0)
  const material = materials[at]
  if (material === undefined) return null
  return (
    <Dialog
      title={material.label}
      open
      onClose={onClose}
      wide
      acts={
        <>
          {materials.length > 1 && (
            <>
              <Button disabledBecause={at === 0 ? '已是第一份' : undefined} onClick={() => setAt(at - 1)}>
                上一份
              </Button>
              <Button
                disabledBecause={at === materials.length - 1 ? '已是最后一份' : undefined}
                onClick={() => setAt(at + 1)}
              >
                下一份
              </Button>
            </>
          )}
          <Button kind="primary" onClick={onClose}>
            看完了
          </Button>
        </>
      }
    >
      <p className="second">
        {[
          `第 ${at + 1} 份，共 ${materials.length} 份`,
          material.file_name,
          sizeText(material.byte_length),
          `${dateText(material.added_on)}收`,
        ].join('　')}
      </p>
      {material.media_type.startsWith('image/') ? (
        <Photo key={material.file_id} path={filePath(material.file_id)} name={material.label} />
      ) : (
        <PaperFile key={material.file_id} title={material.label} path={filePath(material.file_id)} />
      )}
    </Dialog>
  )
}

function Photo({ path, name }: { path: string; name: string }) {
  const [state, setState] = useState<{ address?: string; error?: unknown }>({})
  useEffect(() => {
    const stop = new AbortController()
    let address: string | undefined
    requestFile(path, { signal: stop.signal }).then(
      (file) => {
        address = URL.createObjectURL(file)
        setState({ address })
      },
      (error: unknown) => {
        if (!stop.signal.aborted) setState({ error })
      },
    )
    return () => {
      stop.abort()
      if (address !== undefined) URL.revokeObjectURL(address)
    }
  }, [path])
  if (state.error !== undefined) return <ErrorNotice error={state.error} />
  if (state.address === undefined) return <p role="status">正在取照片</p>
  return <img className="material-photo" src={state.address} alt={name} />
}
