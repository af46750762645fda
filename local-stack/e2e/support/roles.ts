import { readFileSync } from 'node:fs'
import { Secret, TOTP } from 'otpauth'
import { Api, newPerson, type Person } from './people'

interface DemoRecord {
  password: string
  secondFactors: { admin: { secret: string } }
}

const demo = JSON.parse(readFileSync(process.env.GUILDHALL_DEMO!, 'utf8')) as DemoRecord

/** Of all demo people. */
export const DEMO_PASSWORD = demo.password

/** The code that the demo admin's authenticator shows now. */
function code(): string {
  return new TOTP({ secret: Secret.fromBase32(demo.secondFactors.admin.secret) }).generate()
}

let admin: Promise<Api> | undefined

/** The demo admin with a second factor. A code counts once: the login waits for the next one when it was used. */
export function demoAdmin(): Promise<Api> {
  admin ??= (async () => {
    const api = new Api()
    const deadline = Date.now() + 65_000
    let used = ''
    for (;;) {
      const now = code()
      if (now !== used) {
        used = now
        const answer = await api.call('POST', '/api/v1/auth/sessions', {
          identifier: 'admin',
          password: demo.password,
          code: now,
        })
        if (answer.ok) {
          api.use(((await answer.json()) as { accessToken: string }).accessToken)
          return api
        }
        const problem = await answer.text()
        if (Date.now() > deadline || !problem.includes('second-factor-invalid')) {
          throw new Error(`The demo admin cannot log in: ${answer.status} ${problem}`)
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 1000))
    }
  })()
  return admin
}

/** A system admin of its own, with a second factor: the codes of the demo admin count once, for all tests together. */
export async function newSystemAdmin(locale: string): Promise<Person & { recoveryCodes: string[] }> {
  const person = newPerson()
  const api = new Api()
  const { user } = await api.register(person, locale)
  const { secret } = await api.json<{ secret: string }>('POST', '/api/v1/me/second-factor', {
    password: person.password,
  })
  const { recoveryCodes } = await api.json<{ recoveryCodes: string[] }>(
    'POST',
    '/api/v1/me/second-factor/confirmation',
    { code: new TOTP({ secret: Secret.fromBase32(secret) }).generate() },
  )
  await (
    await demoAdmin()
  ).json('PUT', `/api/v1/admin/users/${user.id}/roles`, { roles: ['PLAYER', 'SYSTEM_ADMIN'] })
  return { ...person, recoveryCodes }
}

/** One caller for every row of the roles table that exists today, and a guest. */
export async function people(): Promise<Record<string, Api>> {
  const player = new Api()
  await player.register(newPerson(), 'en')

  const publisher = new Api()
  const person = newPerson()
  await publisher.register(person, 'en')
  await publisher.linkWallet()
  await publisher.json('POST', '/api/v1/me/publisher', { acceptRules: true })
  await publisher.logIn(person.username, person.password)

  const adminWithoutCode = new Api()
  const second = newPerson()
  const { user } = await adminWithoutCode.register(second, 'en')
  const whole = await demoAdmin()
  await whole.json('PUT', `/api/v1/admin/users/${user.id}/roles`, { roles: ['PLAYER', 'SYSTEM_ADMIN'] })
  await adminWithoutCode.logIn(second.username, second.password)

  return { guest: new Api(), player, publisher, adminWithoutCode, admin: whole }
}
