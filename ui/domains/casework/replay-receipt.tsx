import { determinationRoutes } from '../../../server/benefits/contract.ts'
import { Button, Light, problemOf, yuanText } from '../../design/index.ts'
import { useAct } from '../../shell/index.ts'

/** 按凭据复算: the sealed facts and law of the day, reckoned anew, must give the same fen. */
export function ReplayReceipt({ determination_id }: { determination_id: string }) {
  const replay = useAct(determinationRoutes.replay_determination)
  return (
    <span role="status">
      <Button
        kind="link"
        busy={replay.isPending}
        onClick={() => replay.mutate({ params: { determination_id } })}
      >
        按凭据复算
      </Button>
      {replay.data !== undefined &&
        (replay.data.same ? (
          <Light state="normal">复算一致，{yuanText(replay.data.recomputed_amount)} 元</Light>
        ) : (
          <Light state="overdue">
            复算不一致：决定 {yuanText(replay.data.amount)} 元，复算 {yuanText(replay.data.recomputed_amount)}{' '}
            元
          </Light>
        ))}
      {replay.error !== null && <Light state="overdue">{problemOf(replay.error).title}</Light>}
    </span>
  )
}
