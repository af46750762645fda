import { expect, test } from '@playwright/test'
import { people } from '../support/roles'
import { stack } from '../support/stack'

/**
 * Every operation of every service, tried by every role. The list is read from the OpenAPI documents, so an
 * operation that is added without an access rule fails here, and so does one whose rule is not kept.
 */
const services = ['user-service', 'task-service']
const given: Record<string, string[]> = {
  PUBLISH_TASK: ['publisher', 'admin'],
  CLAIM_TASK: ['player', 'publisher', 'adminWithoutCode', 'admin'],
  POST: ['player', 'publisher', 'adminWithoutCode', 'admin'],
  MANAGE_USERS: ['admin'],
  MANAGE_SYSTEM: ['admin'],
}

interface Operation {
  method: string
  path: string
  access: string | undefined
  /** A wrong media type is told before the access rule is looked at. */
  mediaType: string | undefined
}

async function operations(service: string): Promise<Operation[]> {
  const answer = await fetch(`${stack.url}/v3/api-docs/${service}`)
  expect(answer.status).toBe(200)
  const document = (await answer.json()) as { paths: Record<string, Record<string, Record<string, unknown>>> }
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: path.replaceAll(/\{[^}]+}/g, '1'),
      access: operation['x-guildhall-access'] as string | undefined,
      mediaType: Object.keys(
        (operation.requestBody as { content?: Record<string, unknown> } | undefined)?.content ?? {},
      )[0],
    })),
  )
}

function mayCall(role: string, access: string): boolean {
  if (access === 'public') return true
  if (access === 'authenticated') return role !== 'guest'
  const roles = given[access]
  if (!roles) throw new Error(`No roles are written down here for the permission ${access}`)
  return roles.includes(role)
}

// One after the other: a code of the demo admin counts once, and the next one takes half a minute.
test.describe.configure({ mode: 'default', timeout: 150_000 })

for (const service of services) {
  test(`${service} keeps the access rule of every operation for every role`, async () => {
    const all = await operations(service)
    expect(all.length).toBeGreaterThan(30)
    expect(all.filter((operation) => !operation.access)).toEqual([])
    expect(
      all.filter(
        ({ path, access }) => path.startsWith('/api/v1/admin/') && !/^MANAGE_(USERS|SYSTEM)$/.test(access!),
      ),
    ).toEqual([])

    const callers = await people()
    const surprises: string[] = []
    for (const { method, path, access, mediaType } of all) {
      for (const [role, api] of Object.entries(callers)) {
        const body = ['POST', 'PUT', 'PATCH'].includes(method) ? {} : undefined
        const multipart = mediaType === 'multipart/form-data'
        const headers = multipart ? { 'content-type': `${mediaType}; boundary=none` } : undefined
        const answer = await api.call(method, path, body, headers)
        const code = /json/.test(answer.headers.get('content-type') ?? '')
          ? ((await answer.json()) as { code?: string }).code
          : undefined
        const refused = role === 'guest' ? code === 'unauthenticated' : code === 'forbidden'
        if (refused === mayCall(role, access!) || answer.status >= 500) {
          surprises.push(`${role}: ${method} ${path} (${access}) answered ${answer.status} ${code ?? ''}`)
        }
      }
    }
    expect(surprises).toEqual([])
  })
}
