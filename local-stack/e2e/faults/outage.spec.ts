import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { mailsTo } from '../support/mails'
import { Api, newPerson, type Person } from '../support/people'
import { demoAdmin } from '../support/roles'

/**
 * Kills one server again and again for some seconds, as the stack brings it back each time, while people
 * register and read. What they may see is success or an honest outage. Afterwards nothing that was confirmed
 * is lost: every account can log in, has its mail, and its event has gone through Kafka into the audit log.
 */
const outage = { killing: 6_000, before: 2_000, pause: 150, confirmedAfterwards: 10, recovery: 60_000 }

interface Tried {
  person: Person
  id?: string
}

function processOf(name: string): number {
  const run = JSON.parse(readFileSync(process.env.GUILDHALL_RUN!, 'utf8')) as {
    servers: { name: string; pid: number }[]
  }
  return run.servers.find((server) => server.name === name)!.pid
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

async function keepKilling(name: string): Promise<number> {
  const killed = new Set<number>()
  const end = Date.now() + outage.killing
  while (Date.now() < end) {
    const pid = processOf(name)
    if (!killed.has(pid)) {
      process.kill(pid, 'SIGKILL')
      killed.add(pid)
    }
    await wait(200)
  }
  return killed.size
}

for (const server of ['mysql', 'redis', 'kafka', 'mail']) {
  test(`nothing confirmed is lost when ${server} is killed under load`, async () => {
    test.setTimeout(180_000)
    const admin = await demoAdmin()
    const reader = new Api()
    await reader.register(newPerson(), 'en')
    const confirmed: Tried[] = []
    const seen = new Map<string, number>()
    let running = true

    const note = async (what: string, answer: Response | undefined) => {
      const body = answer ? await answer.text() : ''
      const code = answer && !answer.ok ? (JSON.parse(body) as { code: string }).code : ''
      const key = `${what} ${answer?.status ?? 'no answer'} ${code}`.trim()
      seen.set(key, (seen.get(key) ?? 0) + 1)
      return body
    }
    const registering = (async () => {
      while (running) {
        const person = newPerson()
        const { username, email, password } = person
        const answer = await new Api()
          .call('POST', '/api/v1/auth/accounts', {
            username,
            email,
            password,
            locale: 'en',
            acceptTerms: true,
          })
          .catch(() => undefined)
        const body = await note('register', answer)
        if (answer?.status === 201) {
          confirmed.push({ person, id: (JSON.parse(body) as { user: { id: string } }).user.id })
        }
        await wait(outage.pause)
      }
    })()
    const reading = (async () => {
      while (running) {
        await note('read', await reader.call('GET', '/api/v1/me').catch(() => undefined))
        await wait(outage.pause)
      }
    })()

    await wait(outage.before)
    const kills = await keepKilling(server)
    const atItsEnd = confirmed.length
    await expect
      .poll(() => confirmed.length - atItsEnd, {
        timeout: outage.recovery,
        message: 'registrations afterwards',
      })
      .toBeGreaterThanOrEqual(outage.confirmedAfterwards)
      .finally(() => (running = false))
    await Promise.all([registering, reading])
    console.log(`${server}: killed ${kills} times, confirmed ${confirmed.length}:`, Object.fromEntries(seen))

    const honest = /^(register 201|read 200|(register|read) (503 (temporarily|service)-unavailable|504 \S+))$/
    expect([...seen.keys()].filter((key) => !honest.test(key))).toEqual([])
    expect(kills).toBeGreaterThan(0)

    await expect(async () => {
      const last = confirmed.at(-1)!.person
      await new Api().logIn(last.username, last.password)
    }).toPass({ timeout: 60_000 })
    for (const { person, id } of confirmed) {
      await new Api().logIn(person.username, person.password)
      await expect
        .poll(async () => (await mailsTo(person.email)).length, {
          timeout: 60_000,
          message: `mail of ${person.username}`,
        })
        .toBeGreaterThan(0)
      await expect
        .poll(
          async () =>
            (
              await admin.json<{ items: unknown[] }>(
                'GET',
                `/api/v1/admin/audit-events?action=user.registered&subject=user:${id}`,
              )
            ).items.length,
          { timeout: 60_000, message: `event of ${person.username}` },
        )
        .toBe(1)
    }
  })
}
