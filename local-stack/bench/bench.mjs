// Measures the running stack on loopback, bounded in time; ./guildhall bench starts one and runs this.
//
// Compared in one run, in turns, because machines are noisy: a profile read, and a bare endpoint of the same stack that
// returns the same bytes from memory behind a second gateway from the same image. Needs wrk.
import { readFileSync, writeFileSync } from 'node:fs'
import { createConnection } from 'mysql2/promise'
import { spawnSync } from 'node:child_process'
import { Bare } from './bare.mjs'
import { cpuSeconds, residentMegabytes, secondsToReady } from './processes.mjs'
import { median, table } from './report.mjs'

const SECONDS = Number(process.env.BENCH_SECONDS ?? 4)
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3)
const CONNECTIONS = [16, 64, 256]

const run = JSON.parse(readFileSync(process.env.GUILDHALL_RUN, 'utf8'))
const server = (name) => run.servers.find((one) => one.name === name)
const user = server('user-service')
const gateway = server('gateway-service')
const demo = JSON.parse(readFileSync(process.env.GUILDHALL_DEMO, 'utf8'))
const mysql = await createConnection(process.env.GUILDHALL_MYSQL_URL)

const token = await logIn()
const profile = await (await get(`${run.url}/api/v1/me`)).arrayBuffer()
const bare = await Bare.start({
  body: Buffer.from(profile),
  keys: `http://127.0.0.1:${user.port}/.well-known/jwks.json`,
  redis: server('redis').port,
})
try {
  const reads = await measureReads()
  const logins = await measureLogins()
  const services = await Promise.all([user, gateway].map(describe))
  const result = { seconds: SECONDS, rounds: ROUNDS, bytes: profile.byteLength, reads, logins, services }
  if (process.env.BENCH_OUT) writeFileSync(process.env.BENCH_OUT, JSON.stringify(result, null, 2) + '\n')
} finally {
  await bare.stop()
  await mysql.end()
}

async function logIn() {
  const answer = await fetch(`${run.url}/api/v1/auth/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ identifier: 'kai', password: demo.password }),
  })
  if (!answer.ok) throw new Error(`the demo player cannot log in: ${answer.status} ${await answer.text()}`)
  return (await answer.json()).accessToken
}

function get(url) {
  return fetch(url, { headers: { authorization: `Bearer ${token}` } })
}

async function statements() {
  const [rows] = await mysql.query("SHOW GLOBAL STATUS LIKE 'Questions'")
  return Number(rows[0].Value)
}

/** One load of wrk, with what it cost the processes that served it. */
async function load({ url, pids, connections, script }) {
  const [cpuBefore, askedBefore] = [cpuSeconds(pids), await statements()]
  const line = ['-t1', `-c${connections}`, `-d${SECONDS}s`, '--timeout', '10s', '--latency']
  line.push('-H', `Authorization: Bearer ${token}`, ...(script ? ['-s', script] : []), url)
  const { stdout, status, stderr } = spawnSync('wrk', line, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`wrk: ${stderr || stdout}`)
  const [cpu, asked] = [cpuSeconds(pids) - cpuBefore, (await statements()) - askedBefore - 1]
  const number = (pattern) => Number(stdout.match(pattern)?.[1] ?? 0)
  const requests = number(/(\d+) requests in/)
  const failed = number(/Non-2xx or 3xx responses: (\d+)/)
  const broken = (stdout.match(/Socket errors: .*/)?.[0].match(/\d+/g) ?? []).reduce((sum, n) => sum + Number(n), 0)
  return {
    perSecond: number(/Requests\/sec:\s+([\d.]+)/),
    p50: milliseconds(stdout.match(/50%\s+(\S+)/)?.[1]),
    p99: milliseconds(stdout.match(/99%\s+(\S+)/)?.[1]),
    errors: failed + broken,
    cpuMicroseconds: (cpu * 1e6) / requests,
    queries: asked / requests,
  }
}

function milliseconds(text = '0ms') {
  const value = parseFloat(text)
  if (text.endsWith('us')) return value / 1000
  return text.endsWith('ms') ? value : value * 1000
}

async function measureReads() {
  const targets = {
    'bare, direct': { url: `${bare.serviceUrl}/api/v1/me`, pids: [bare.servicePid] },
    'profile, direct': { url: `http://127.0.0.1:${user.port}/api/v1/me`, pids: [user.pid] },
    'bare, gateway': { url: `${bare.gatewayUrl}/api/v1/me`, pids: [bare.servicePid, bare.gatewayPid] },
    'profile, gateway': { url: `${run.url}/api/v1/me`, pids: [user.pid, gateway.pid] },
  }
  for (const target of Object.values(targets)) await load({ ...target, connections: 16 })
  const rows = []
  for (const connections of CONNECTIONS) {
    const measured = Object.fromEntries(Object.keys(targets).map((name) => [name, []]))
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, target] of Object.entries(targets)) {
        measured[name].push(await load({ ...target, connections }))
      }
    }
    const of = (name, figure) => median(measured[name].map((one) => one[figure]))
    for (const name of Object.keys(targets)) {
      const figures = ['perSecond', 'p50', 'p99', 'errors', 'cpuMicroseconds', 'queries']
      rows.push({ connections, name, ...Object.fromEntries(figures.map((figure) => [figure, of(name, figure)])) })
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
  const rows = []
  for (const [name, target] of Object.entries(targets)) {
    const rounds = []
    for (let round = 0; round < ROUNDS; round++) rounds.push(await load({ ...target, connections: 4, script }))
    const figures = Object.keys(rounds[0]).map((figure) => [figure, median(rounds.map((one) => one[figure]))])
    rows.push({ connections: 4, name, ...Object.fromEntries(figures) })
  }
  table('Login', rows)
  return rows
}

async function describe({ name, pid, port }) {
  const row = { name, megabytes: residentMegabytes(pid), secondsToReady: await secondsToReady(port) }
  console.log(`${name}: ${row.megabytes} MB resident, ready ${row.secondsToReady} s after the start of its JVM`)
  return row
}
