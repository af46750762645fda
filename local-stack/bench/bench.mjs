// Measures the running stack on loopback, bounded in time; ./guildhall bench starts one and runs this.
//
// Compared in one run, in turns, because machines are noisy: a profile read, and a bare endpoint of the same stack that
// returns the same bytes from memory behind a second gateway from the same image. Needs wrk.
import { readFileSync, writeFileSync } from 'node:fs'
import { createConnection } from 'mysql2/promise'
import { Bare } from './bare.mjs'
import { FIGURES, Loader, ROUNDS, SECONDS, WARM_UP } from './load.mjs'
import { residentMegabytes, secondsToReady } from './processes.mjs'
import { median, table } from './report.mjs'

const CONNECTIONS = [16, 64, 256]

/** Logins and exchanges of tokens cost hundreds of times a read; the JIT compiler takes as many calls to be done with them. */
const WARM_UP_OF_SESSIONS = 2_500

const run = JSON.parse(readFileSync(process.env.GUILDHALL_RUN, 'utf8'))
const server = (name) => run.servers.find((one) => one.name === name)
const user = server('user-service')
const gateway = server('gateway-service')
const demo = JSON.parse(readFileSync(process.env.GUILDHALL_DEMO, 'utf8'))
const mysql = await createConnection(process.env.GUILDHALL_MYSQL_URL)

const token = await logIn()
const loader = new Loader(mysql, token)
const profile = await (await get(`${run.url}/api/v1/me`)).arrayBuffer()
const bare = await Bare.start({
  body: Buffer.from(profile),
  user,
  gateway,
  redis: server('redis').port,
})
try {
  const reads = await measureReads()
  const logins = await measureLogins()
  const refreshes = await measureRefreshes()
  const services = await Promise.all([user, gateway].map(describe))
  const result = { seconds: SECONDS, rounds: ROUNDS, bytes: profile.byteLength, reads, logins, refreshes, services }
  if (process.env.BENCH_OUT) writeFileSync(process.env.BENCH_OUT, JSON.stringify(result, null, 2) + '\n')
} finally {
  await bare.stop()
  await mysql.end()
}

async function logIn() {
  return (await (await openSession()).json()).accessToken
}

async function openSession() {
  const answer = await fetch(`${run.url}/api/v1/auth/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ identifier: 'kai', password: demo.password }),
  })
  if (!answer.ok) throw new Error(`the demo player cannot log in: ${answer.status} ${await answer.text()}`)
  return answer
}

function get(url) {
  return fetch(url, { headers: { authorization: `Bearer ${token}` } })
}

async function measureReads() {
  const targets = {
    'bare, direct': { url: `${bare.serviceUrl}/api/v1/me`, pids: [bare.servicePid] },
    'profile, direct': { url: `http://127.0.0.1:${user.port}/api/v1/me`, pids: [user.pid] },
    'bare, gateway': { url: `${bare.gatewayUrl}/api/v1/me`, pids: [bare.servicePid, bare.gatewayPid] },
    'profile, gateway': { url: `${run.url}/api/v1/me`, pids: [user.pid, gateway.pid] },
  }
  for (const target of Object.values(targets)) await loader.warmUp({ ...target, connections: 64 }, WARM_UP)
  const rows = []
  for (const connections of CONNECTIONS) {
    const measured = Object.fromEntries(Object.keys(targets).map((name) => [name, []]))
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, target] of Object.entries(targets)) {
        measured[name].push(await loader.load({ ...target, connections }))
      }
    }
    const of = (name, figure) => median(measured[name].map((one) => one[figure]))
    for (const name of Object.keys(targets)) {
      rows.push({ connections, name, ...Object.fromEntries(FIGURES.map((figure) => [figure, of(name, figure)])) })
    }
    const ratio = (one, other, figure) => of(one, figure) / of(other, figure)
    rows.push({
      connections,
      name: 'ratios',
      profileToBare: ratio('profile, gateway', 'bare, gateway', 'perSecond'),
      p99ToBare: ratio('profile, gateway', 'bare, gateway', 'p99'),
      gatewayToDirect: ratio('profile, gateway', 'profile, direct', 'perSecond'),
    })
  }
  table('Profile read', rows)
  return rows
}

/** A login against the verification of a password and nothing else. */
async function measureLogins() {
  const script = new URL('login.lua', import.meta.url).pathname
  process.env.BENCH_LOGIN = JSON.stringify({ identifier: 'kai', password: demo.password })
  const targets = {
    'hash only, direct': { url: `${bare.serviceUrl}/hash`, pids: [bare.servicePid] },
    'login, direct': { url: `http://127.0.0.1:${user.port}/api/v1/auth/sessions`, pids: [user.pid] },
    'login, gateway': { url: `${run.url}/api/v1/auth/sessions`, pids: [user.pid, gateway.pid] },
  }
  const rows = await inTurns('Login', targets, script, 4)
  const of = (name) => rows.find((row) => row.name === name)
  const share = of('hash only, direct').cpuMicroseconds / of('login, direct').cpuMicroseconds
  console.log(`Of the CPU of a login the hash alone is ${(100 * share).toFixed(0)} %.`)
  return rows
}

/** A session renewed: a refresh token exchanged, its row and the session's written. */
async function measureRefreshes() {
  const connections = 8
  const script = new URL('refresh.lua', import.meta.url).pathname
  const prepare = async () => {
    const tokens = []
    // One more than connections: wrk asks for a first request that it does not send.
    while (tokens.length <= connections) tokens.push(refreshToken(await openSession()))
    process.env.BENCH_REFRESH_TOKENS = tokens.join(' ')
  }
  const targets = {
    'refresh, direct': { url: `http://127.0.0.1:${user.port}/api/v1/auth/refreshes`, pids: [user.pid], prepare },
    'refresh, gateway': { url: `${run.url}/api/v1/auth/refreshes`, pids: [user.pid, gateway.pid], prepare },
  }
  return inTurns('Token refresh', targets, script, connections)
}

function refreshToken(answer) {
  return answer.headers.get('set-cookie').match(/guildhall_refresh=([^;]+)/)[1]
}

/** Loads the targets in turns, as often as there are rounds. */
async function inTurns(title, targets, script, connections) {
  const measured = Object.fromEntries(Object.keys(targets).map((name) => [name, []]))
  for (const target of Object.values(targets)) await loader.warmUp({ ...target, connections, script }, WARM_UP_OF_SESSIONS)
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, target] of Object.entries(targets)) {
      await target.prepare?.()
      measured[name].push(await loader.load({ ...target, connections, script }))
    }
  }
  const rows = Object.entries(measured).map(([name, all]) => ({
    connections,
    name,
    ...Object.fromEntries(FIGURES.map((figure) => [figure, median(all.map((one) => one[figure]))])),
  }))
  table(title, rows)
  return rows
}

async function describe({ name, pid, port }) {
  const row = { name, megabytes: residentMegabytes(pid), secondsToReady: await secondsToReady(port) }
  console.log(`${name}: ${row.megabytes} MB resident, ready ${row.secondsToReady} s after the start of its JVM`)
  return row
}
