/** Routes of visits in the field. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { implement, implementMultipart } from '../../../platform/http/index.ts'
import { problem as refuse } from '../../../platform/problems/index.ts'
import { fieldRoutes } from './contract.ts'
import {
  checkCopies,
  fieldRulesOf,
  listCompanions,
  listMyVisits,
  putBackCopies,
  takeCopies,
} from './copies.ts'
import { checkDevice, listDevices, registerDevice, reportDeviceLost } from './devices.ts'
import { endedTexts } from './model.ts'
import { handIn, sendFile } from './reports.ts'

const background = { in_background: true }

export function fieldRouteHandlers(server: FastifyInstance): void {
  deviceRoutes(server)
  implement(server, fieldRoutes.list_my_visits, (act) => listMyVisits(act))
  implement(server, fieldRoutes.list_visitors, async (act, { params }) => ({
    rows: await listCompanions(act, params.visit_id),
  }))
  implement(server, fieldRoutes.take_copies, (act, { body }) => takeCopies(act, body))
  implement(
    server,
    fieldRoutes.check_copies,
    async (act, { body }) => ({ rows: await checkCopies(act, body) }),
    background,
  )
  implement(server, fieldRoutes.put_back_copies, async (act, { body }) => ({
    put_back: await putBackCopies(act, body),
  }))
  implementMultipart(
    server,
    fieldRoutes.send_file,
    async (act, { params, body }) => {
      const [file] = body.files
      const device_id = z.uuid().safeParse(body.fields['device_id'])
      if (file === undefined || !device_id.success) throw refuse('invalid_input', { field: 'file' })
      const { name, content } = file
      return sendFile(act, { ...params, device_id: device_id.data, name, content })
    },
    { requests_per_minute: 240 },
  )
  implement(server, fieldRoutes.hand_in, (act, { params, body }) => handIn(act, params.visit_id, body))
}

function deviceRoutes(server: FastifyInstance): void {
  implement(server, fieldRoutes.register_device, async (act, { body }) => ({
    ...(await registerDevice(act, body.name)),
    rules: await fieldRulesOf(act),
  }))
  implement(server, fieldRoutes.list_devices, async (act) => ({ rows: await listDevices(act) }))
  implement(server, fieldRoutes.report_device_lost, async (act, { params }) => {
    await reportDeviceLost(act, params.device_id)
    return params
  })
  implement(
    server,
    fieldRoutes.check_device,
    async (act, { params, body }) => {
      const because = await checkDevice(act, { ...params, ...body })
      return {
        state: because === null ? ('valid' as const) : ('ended' as const),
        ended_because: because,
        text: because === null ? '' : endedTexts[because],
        server_time: act.now,
        business_date: act.today,
      }
    },
    { as_application: true, ...background, requests_per_minute: 60 },
  )
}
